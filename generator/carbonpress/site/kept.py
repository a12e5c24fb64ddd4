"""What a build finds of the builds before it, and what it leaves for the next one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

from carbonpress.publish.batch import Batch
from carbonpress.publish.manifest import MANIFEST, manifest_text
from carbonpress.publish.shelf import Shelf, link_tree
from carbonpress.publish.traces import Trace


@dataclass(frozen=True, slots=True)
class Kept:
    """The site that the next one replaces, the shelf beside it, and which of the spare folders there are unsound."""

    site: Path
    shelf: Shelf
    unsound: Future[list[str]] = field(default_factory=Future)

    def leave(self, former: Path | None, roots: Sequence[str], before: Iterable[Trace], batch: Batch) -> None:
        """Keep the product folders of the *former* site and the traces of the new one, which is in place."""
        keys = {trace.id: (trace.key, trace.stamp) for trace in before}
        if former is not None and keys:
            self.shelf.keep_spare(former, roots, keys)
        new = batch.traces.values()
        self.shelf.lay_in_spare(self.site, roots, {trace.id: (trace.key, trace.stamp) for trace in new})
        self.shelf.keep_traces(new, batch.shared, self.site)


def kept_beside(site: Path, cache: Path, roots: Sequence[str]) -> Kept:
    """What is kept of the builds of *site* in the folder *cache*; the check of the spare folders is under way."""
    shelf = Shelf(cache / site.name)
    return Kept(site, shelf, shelf.check_spare(roots))


def kept_for_serving() -> Kept:
    """A place for the builds of a server, which has no site that lasts; to be removed with `forget`."""
    folder = Path(tempfile.mkdtemp(prefix="carbonpress-"))
    none: Future[list[str]] = Future()
    none.set_result([])
    return Kept(folder / "site", Shelf(folder / "shelf"), none)


def remember(kept: Kept, site_dir: Path, roots: Sequence[str], batch: Batch) -> None:
    """Keep the product folders that a server's build made in *site_dir*."""
    shutil.rmtree(kept.site, ignore_errors=True)
    for root in roots:
        link_tree(site_dir / root, kept.site / root)
    (kept.site / MANIFEST).write_text(manifest_text(batch.digests), encoding="utf-8")
    kept.shelf.keep_traces(batch.traces.values(), batch.shared, kept.site)


def forget(kept: Kept) -> None:
    """Remove what was kept for a server."""
    shutil.rmtree(kept.site.parent, ignore_errors=True)
