"""Put a finished folder in the place of another: a reader sees the old one or the new one, and nothing between."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
from contextlib import suppress
from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2
NOT_SUPPORTED = frozenset({errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTSUP})


class ExchangeUnsupportedError(OSError):
    """This system or file system cannot exchange two names in one step."""


def beside(site: Path, kind: str) -> Path:
    """A hidden name beside *site*: `.site.lock`, `.site.journal`."""
    return site.with_name(f".{site.name}.{kind}")


def exchange(one: Path, other: Path) -> None:
    """Swap two existing names of one file system in a single step (Linux, renameat2).

    Raises
    ------
    ExchangeUnsupportedError
        When the system cannot; nothing has changed then.
    OSError
        For any other failure; nothing has changed either.
    """
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        raise ExchangeUnsupportedError(errno.ENOSYS, "no renameat2")
    if renameat2(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0:
        return
    number = ctypes.get_errno()
    kind = ExchangeUnsupportedError if number in NOT_SUPPORTED else OSError
    raise kind(number, os.strerror(number), str(other))


def sync_folder(folder: Path) -> None:
    """Make the names in *folder* durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(root: Path) -> None:
    """Make every file and folder below *root* durable.

    One `syncfs` where the C library has it (it reports write errors since Linux
    5.8), otherwise `fsync` file by file.
    """
    handle = os.open(root, os.O_RDONLY)
    try:
        syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
        if syncfs is not None and syncfs(handle) == 0:
            return
        if syncfs is not None and ctypes.get_errno() not in NOT_SUPPORTED:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(root))
    finally:
        os.close(handle)
    for folder, _, files in os.walk(root, topdown=False):
        for name in files:
            handle = os.open(Path(folder, name), os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        sync_folder(Path(folder))


def put_in_place(folder: Path, site: Path) -> Path | None:
    """Make *folder* the site; both lie in one folder, and *folder* is durable.

    Returns where the former site lies now, None when there was none.
    """
    former: Path | None = folder
    if not site.exists():
        folder.rename(site)
        former = None
    else:
        try:
            exchange(folder, site)
        except ExchangeUnsupportedError:
            former = _rename_twice(folder, site)
    sync_folder(site.parent)
    return former


def _rename_twice(folder: Path, site: Path) -> Path:
    """Where names cannot be exchanged: the site is away for the moment between two renames.

    The journal lets the next run finish what a crash in that moment left undone.
    """
    former = folder.with_name(folder.name + "-former")
    journal = beside(site, "journal")
    with journal.open("w", encoding="utf-8") as file:
        json.dump({"new": folder.name, "former": former.name}, file)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(site.parent)
    site.rename(former)
    try:
        folder.rename(site)
    except OSError:
        former.rename(site)
        journal.unlink()
        raise
    sync_folder(site.parent)
    journal.unlink()
    return former


def mend(site: Path) -> None:
    """Finish an exchange by two renames that a crash interrupted; does nothing when there was none.

    A site is away only after the journal named a folder that was complete and
    durable: that folder takes the place.
    """
    journal = beside(site, "journal")
    if not journal.exists():
        return
    try:
        names = json.loads(journal.read_text(encoding="utf-8"))
        candidates = [site.with_name(Path(names[kind]).name) for kind in ("new", "former")]
    except (ValueError, KeyError, TypeError):
        candidates = []  # torn while it was written: the renames had not begun
    if not site.exists():
        for folder in candidates:
            if folder.is_dir():
                folder.rename(site)
                break
    journal.unlink()
    sync_folder(site.parent)


def remove(folder: Path) -> None:
    """Remove *folder* and what is in it; what resists is left for the next run."""
    shutil.rmtree(folder, ignore_errors=True)


def clear(folder: Path) -> None:
    """Remove *folder* and what is in it, or the file of that name, where it exists.

    Raises
    ------
    OSError
        When something stays: inside a stage it would be published.
    """
    with suppress(FileNotFoundError):
        if folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder)
        else:
            folder.unlink()
