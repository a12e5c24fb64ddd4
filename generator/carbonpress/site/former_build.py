"""What a build finds of the builds before it, and what it leaves for the next one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from carbonpress.build.batch import Batch, listed_files
from carbonpress.build.cache import Trace
from carbonpress.build.spare_folders import Shelf, Spare, link_tree
from carbonpress.folder.manifest import MANIFEST


@dataclass(frozen=True, slots=True)
class Kept:
    """The site that the next one replaces, the shelf beside it, and what it has to spare."""

    site: Path
    shelf: Shelf
    spare: Spare = field(default_factory=Spare)

    def leave(self, former: Path | None, roots: Sequence[str], before: Iterable[Trace], batch: Batch) -> None:
        """Keep the product folders of the *former* site and the traces of the new one, which is in place."""
        keys = {trace.id: (trace.key, trace.stamp) for trace in before}
        new = batch.traces.values()
        if batch.spared or former is None or not keys or not self.shelf.keep_spare(former, roots, keys):
            self.shelf.lay_in_spare(self.site, roots, {trace.id: (trace.key, trace.stamp) for trace in new})
        self.shelf.keep_traces(new, batch.shared, self.site)


def kept_beside(site: Path, cache: Path, roots: Sequence[str], spare: Spare | None = None) -> Kept:
    """What is kept of the builds of *site* in the folder *cache*; *spare* was found before the site was locked."""
    shelf = Shelf(cache / site.name)
    return Kept(site, shelf, shelf.still(spare or shelf.spare(), roots))


def kept_for_serving() -> Kept:
    """A place for the builds of a server, which has no site that lasts; to be removed with `forget`."""
    folder = Path(tempfile.mkdtemp(prefix="carbonpress-"))
    return Kept(folder / "site", Shelf(folder / "shelf"))


def remember(kept: Kept, site_dir: Path, roots: Sequence[str], batch: Batch) -> None:
    """Keep the product folders that a server's build made in *site_dir*."""
    shutil.rmtree(kept.site, ignore_errors=True)
    for root in roots:
        link_tree(site_dir / root, kept.site / root)
    (kept.site / MANIFEST).write_text("".join(listed_files(batch.traces.values()).values()), encoding="utf-8")
    kept.shelf.keep_traces(batch.traces.values(), batch.shared, kept.site)


def forget(kept: Kept) -> None:
    """Remove what was kept for a server."""
    shutil.rmtree(kept.site.parent, ignore_errors=True)
