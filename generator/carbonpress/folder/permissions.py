"""Everybody can read files and folders of a site, whatever the umask of the build: a web server is somebody else."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

FILE, FOLDER = 0o644, 0o755


def make_folder(folder: str) -> None:
    """Make *folder*, and those above it that are not there, readable for everybody.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as root:
    ...     make_folder(f"{root}/a/b")
    ...     oct(os.stat(f"{root}/a").st_mode & 0o777)
    '0o755'
    """
    try:
        os.mkdir(folder)  # noqa: PTH102  so many folders that making a Path of each shows
    except FileExistsError:
        return
    except FileNotFoundError:
        above = folder.rpartition("/")[0]
        if not above:
            raise
        make_folder(above)
        make_folder(folder)
    os.chmod(folder, FOLDER)  # noqa: PTH101


def make_readable(root: Path, apart: Collection[str] = ()) -> None:
    """Give every file and folder below *root* the mode it is served with; of the folders *apart* only their own."""
    passed_over = {str(root / name) for name in apart}
    for folder, below, files in os.walk(root):
        for name in below:
            _set(f"{folder}/{name}", FOLDER)
        for name in files:
            _set(f"{folder}/{name}", FILE)
        below[:] = [name for name in below if f"{folder}/{name}" not in passed_over]


def is_readable(state: os.stat_result) -> bool:
    """Whether everybody may read the file or folder with this *state*, and look into the folder."""
    wanted = FOLDER if state.st_mode & 0o040000 else FILE
    return state.st_mode & wanted == wanted


def _set(path: str, mode: int) -> None:
    state = os.lstat(path)
    if state.st_mode & 0o777 != mode and not os.path.islink(path):  # noqa: PTH114  a link is refused later
        os.chmod(path, mode)  # noqa: PTH101
