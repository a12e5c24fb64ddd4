"""Build beside the site and put the result in its place at once, or leave the site as it is.

    stage = open_stage(site)      takes the lock, clears what a crash left, makes an empty folder
    ...                           build into stage.folder
    publish(stage)                manifest, durable, exchange
    close_stage(stage)            removes what is left of the stage, frees the lock

Whatever fails in between, the site that was there stays whole.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from carbonpress.folder.atomic_swap import beside, mend, put_in_place, remove, sync_tree
from carbonpress.folder.durable import BusyError, locked
from carbonpress.folder.manifest import MANIFEST, NONE_KNOWN, ManifestError, write_manifest
from carbonpress.folder.permissions import FOLDER, make_readable

SITE_MARKS = (MANIFEST, "sitemap.xml", "404.html", "index.html")
"""A folder that holds one of these is a site and may be replaced."""

OUR_HIDDEN = frozenset({".nojekyll", ".well-known"})


class StageError(Exception):
    """The site cannot be built or put in place here: disk, lock, permission, or a folder that is no site."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The folder in which the next site is built, the place it is meant for, and the lock held meanwhile."""

    site: Path
    folder: Path
    lock: int


def open_stage(site: Path) -> Stage:
    """Take the lock of *site*, clear what a crash left behind, and make an empty folder beside it.

    Raises
    ------
    StageError
        When another build holds the lock, when *site* is something else than a
        site, or when the folder above it cannot be written.
    """
    site = Path(os.path.realpath(site))
    try:
        site.parent.mkdir(parents=True, exist_ok=True)
        busy = f"another build is writing {site}; wait for it to end"
        lock = locked(beside(site, "lock"), os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, busy)
    except BusyError as error:
        raise StageError(str(error.strerror)) from None
    except OSError as error:
        raise StageError(f"cannot write beside {site}: {error.strerror}") from error
    try:
        mend(site)
        _refuse_foreign(site)
        for litter in stages_beside(site):
            remove(litter)
        folder = Path(tempfile.mkdtemp(prefix=f".{site.name}.stage-", dir=site.parent))
        folder.chmod(site.stat().st_mode & 0o777 | FOLDER if site.exists() else FOLDER)
    except OSError as error:
        os.close(lock)
        raise StageError(f"cannot write beside {site}: {error.strerror}") from error
    except StageError:
        os.close(lock)
        raise
    return Stage(site, folder, lock)


def stages_beside(site: Path) -> list[Path]:
    """The stages of *site*: that of a build under way, and what crashes left."""
    return list(site.parent.glob(f".{site.name}.stage-*"))


def publish(stage: Stage, known: Mapping[str, str] = NONE_KNOWN, apart: Sequence[str] = ()) -> Path | None:
    """Write the manifest, make everything readable and durable and exchange the folder for the site.

    *known* and *apart* are those of `write_manifest`.  Returns where the former
    site lies now, None where there was none; it is the caller's to remove.

    Raises
    ------
    StageError
        When the disk refuses; the site that was there stays.
    """
    try:
        write_manifest(stage.folder, known, apart)
        make_readable(stage.folder, apart)
        sync_tree(stage.folder)
        return put_in_place(stage.folder, stage.site)
    except ManifestError as error:
        raise StageError(f"the new site is not fit to be published: {error}") from error
    except OSError as error:
        raise StageError(f"cannot put the new site in place at {stage.site}: {error.strerror}") from error


def close_stage(stage: Stage) -> None:
    """Remove what is left of the stage and free the lock; the site is not touched."""
    remove(stage.folder)
    os.close(stage.lock)


@contextmanager
def staged(site: Path) -> Iterator[Path]:
    """An empty folder whose content becomes the site when the block ends without an exception."""
    stage = open_stage(site)
    try:
        yield stage.folder
        former = publish(stage)
        if former is not None:
            remove(former)
    finally:
        close_stage(stage)


def _refuse_foreign(site: Path) -> None:
    """Raise StageError when *site* holds what a build did not put there and replacing it would lose."""
    if not site.exists():
        return
    if not site.is_dir():
        raise StageError(f"{site} is not a folder")
    names = {entry.name for entry in site.iterdir()}
    if hidden := sorted(name for name in names - OUR_HIDDEN if name.startswith(".")):
        raise StageError(f"{site} holds {hidden[0]}, which no build put there; move it away, it would be lost")
    if names and not names.intersection(SITE_MARKS):
        raise StageError(f"{site} holds files but is no site; name an empty folder or a former site")
