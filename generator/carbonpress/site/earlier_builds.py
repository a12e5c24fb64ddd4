"""What a build finds of the builds before it, and what it leaves for the next one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from carbonpress.build.batch import Batch, listed_files
from carbonpress.build.cache import CachedProduct
from carbonpress.build.spare_folders import CacheFolder, SpareCopies, link_tree
from carbonpress.folder.manifest import MANIFEST


@dataclass(frozen=True, slots=True)
class EarlierBuilds:
    """The site that the next one replaces, the cache of its builds, and the spare copies of its product folders."""

    site: Path
    cache: CacheFolder
    spare: SpareCopies = field(default_factory=SpareCopies)

    def keep(self, former: Path | None, roots: Sequence[str], before: Iterable[CachedProduct], batch: Batch) -> None:
        """Keep the product folders of the *former* site and what is known of the new one, which is in place."""
        keys = {product.id: (product.header.key, product.header.stamp) for product in before}
        new = {product.id: (product.header.key, product.header.stamp) for product in batch.products.values()}
        if batch.spared or former is None or not keys or not self.cache.keep_spare(former, roots, keys):
            self.cache.make_spare(self.site, roots, new)
        self.cache.keep(batch.products.values(), batch.shared, self.site)


def earlier_builds(site: Path, cache: Path, roots: Sequence[str], spare: SpareCopies | None = None) -> EarlierBuilds:
    """What the builds of *site* left in the folder *cache*; *spare* was found before the site was locked."""
    folder = CacheFolder(cache / site.name)
    return EarlierBuilds(site, folder, folder.still_valid(spare or folder.spare_copies(), roots))


def builds_of_a_server() -> EarlierBuilds:
    """A place for the builds of a server, which has no site that lasts; to be removed with `forget`."""
    folder = Path(tempfile.mkdtemp(prefix="carbonpress-"))
    return EarlierBuilds(folder / "site", CacheFolder(folder / "cache"))


def keep_served(earlier: EarlierBuilds, site_dir: Path, roots: Sequence[str], batch: Batch) -> None:
    """Keep the product folders that a server's build made in *site_dir*."""
    shutil.rmtree(earlier.site, ignore_errors=True)
    for root in roots:
        link_tree(site_dir / root, earlier.site / root)
    (earlier.site / MANIFEST).write_text("".join(listed_files(batch.products.values()).values()), encoding="utf-8")
    earlier.cache.keep(batch.products.values(), batch.shared, earlier.site)


def forget(earlier: EarlierBuilds) -> None:
    """Remove what was kept for a server."""
    shutil.rmtree(earlier.site.parent, ignore_errors=True)
