"""Write the files of a site into a folder, each once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from carbonpress.folder.permissions import FILE, make_folder


class OutputError(Exception):
    """Two pages or files claim one path, or a path leads out of the site: a defect of ours, never an input's."""


def write_files(root: Path, files: Mapping[str, bytes]) -> None:
    """Write *files* (bytes by path with slashes) below *root*, readable for everybody whatever the umask.

    Raises
    ------
    OutputError
        When a file is already there, or its path does not stay below *root*.
    """
    made: set[str] = set()
    for name, content in sorted(files.items()):  # a folder before those in it, so that each is made by one call
        if name.startswith("/") or ".." in name.split("/"):
            raise OutputError(f"{name!r} does not lie below the site")
        folder = f"{root}/{name}".rpartition("/")[0]
        if folder not in made:
            make_folder(folder)
            made.add(folder)
        try:
            with open(f"{root}/{name}", "xb") as file:  # noqa: PTH123  so many files that making a Path of each shows
                file.write(content)
                os.fchmod(file.fileno(), FILE)
        except FileExistsError as error:
            raise OutputError(f"two things of the site claim the address {name!r}") from error
