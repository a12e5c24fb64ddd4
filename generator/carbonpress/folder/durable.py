"""Write a file whole and for good, or not at all."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from carbonpress.folder.atomic_swap import sync_folder


def write_durably(path: Path, content: bytes) -> None:
    """Make *content* the file *path* in one step; a reader sees the old file or the new one, also after a crash.

    Raises
    ------
    OSError
        When the disk refuses; what was there before is still there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(handle)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


class BusyError(OSError):
    """Another process is writing here."""


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the lock of *folder* while the block runs; the folder is made when there is none.

    The folder itself is what is locked, so that no file of the lock ends up in a repository.

    Raises
    ------
    BusyError
        When another process holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = locked(folder, os.O_RDONLY | os.O_DIRECTORY, "another command is writing here; wait for it to end")
    try:
        yield
    finally:
        os.close(handle)


def locked(path: Path, flags: int, busy: str) -> int:
    """A descriptor of *path*, opened with *flags*, that holds its lock until it is closed.

    Raises
    ------
    BusyError
        When another process holds it; *busy* is what it says.
    """
    handle = os.open(path, flags | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BaseException as error:
        os.close(handle)
        if isinstance(error, BlockingIOError):
            raise BusyError(error.errno, busy, str(path)) from None
        raise
    return handle
