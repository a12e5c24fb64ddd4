"""Which files of the documentation folder become public: Markdown pages, and what lies in the public folders."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import cache, partial
from pathlib import Path, PurePosixPath

from mkdocs.structure.files import File, Files

from carbonpress.source.asset import HEAD_BYTES, flaw_of
from carbonpress.source.finding import Finding

PRIVATE_FOLDERS = frozenset({"products", "factors", "rules", "plants", "published"})
"""Folders of a data folder whose files are never published, whatever their type."""

REPOSITORY_PAGES = frozenset({"readme.md", "contributing.md", "changelog.md", "license.md"})
"""Markdown files that speak to the people of the repository."""

PICTURES = frozenset({".avif", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
SOURCES = frozenset({".css", ".csv", ".js", ".json", ".mjs", ".txt", ".woff", ".woff2"})
PUBLIC_TYPES = PICTURES | SOURCES | {".mp4", ".pdf", ".webm", ".zip"}
"""Types of files that a public folder publishes."""


def is_public(name: str, public_folders: Iterable[str], data: str | None = ".") -> bool:
    """Whether the file *name*, a path below the documentation folder, may be published.

    *data* is the data folder as a path below the documentation folder, None if it lies elsewhere.

    >>> is_public("guide.md", ["assets"]), is_public("products/x.yml", ["assets"])
    (True, False)
    >>> is_public("assets/photo.png", ["assets"]), is_public("images/photo.png", ["assets"])
    (True, False)
    >>> is_public("products/guide.md", [], data=None), is_public("data/products/notes.md", [], data="data")
    (True, False)
    """
    path = PurePosixPath(name.lower())
    if data is not None and path.is_relative_to(data.lower()):
        inside = path.relative_to(data.lower()).parts
        if len(inside) > 1 and inside[0] in PRIVATE_FOLDERS:
            return False
    if any(part.startswith((".", "_")) for part in path.parts):
        return False
    if path.suffix == ".md":
        return name.lower() not in REPOSITORY_PAGES
    below = any(path.is_relative_to(PurePosixPath(folder.strip("/").lower())) for folder in public_folders)
    return below and path.suffix in PUBLIC_TYPES


def keep_public(files: Files, docs_dir: str, public_folders: Iterable[str], data_dir: Path) -> list[str]:
    """Drop from *files* all of *docs_dir* that may not be published; answer their names."""
    folders, data = list(public_folders), below(data_dir, Path(docs_dir))
    private = [f for f in files if _lies_in(f, docs_dir) and not is_public(f.src_uri, folders, data)]
    for file in private:
        files.remove(file)
    return [file.src_uri for file in private]


def folder_fault(folder: str) -> str:
    """Why *folder* cannot be one whose files are published; empty when it can.

    >>> folder_fault("assets"), folder_fault("downloads/2026/")
    ('', '')
    >>> [name for name in (".", "..", "/", "/srv", "a/../..", "C:/x", "rules/a", "") if not folder_fault(name)]
    []
    """
    parts = re.split(r"[/\\]", folder.removesuffix("/"))
    if not parts[0] or ":" in folder:
        return "is not a path below docs_dir"
    if any(not part.strip() or part.startswith((".", "_")) for part in parts):
        return "is not the plain path of a folder: no part is empty, or begins with a point or an underscore"
    if parts[0].lower() in PRIVATE_FOLDERS:
        return "holds data, which are not published"
    return ""


def below(folder: Path, root: Path) -> str | None:
    """*folder* as a path below *root*, with `/`, `.` for *root* itself; None if it lies elsewhere."""
    here, there = Path(os.path.realpath(folder)), Path(os.path.realpath(root))
    return here.relative_to(there).as_posix() if here.is_relative_to(there) else None


def symlinks(files: Iterable[File], docs_dir: str) -> list[Finding]:
    """A finding for each file that is a symlink or is reached through one: its target would be published."""
    through = cache(partial(_through_symlink, docs_dir))
    return [
        Finding(
            file.src_uri, 1, 1, "symlink", "a symlink stands where a file is needed", "a file", "copy the file here"
        )
        for file in files
        if _lies_in(file, docs_dir)
        and (Path(docs_dir, file.src_uri).is_symlink() or through(file.src_uri.rpartition("/")[0]))
    ]


def asset_flaws(files: Iterable[File]) -> list[Finding]:
    """A finding for each of *files* that is not what its name says, or that would run something."""
    found = (_flaw(file) for file in files)
    return [finding for finding in found if finding is not None]


def _flaw(file: File) -> Finding | None:
    with Path(str(file.abs_src_path)).open("rb") as opened:
        head = opened.read(HEAD_BYTES)

        def whole(limit: int) -> bytes:
            return head + opened.read(limit - len(head))

        return flaw_of(file.src_uri, head, whole)


def _lies_in(file: File, docs_dir: str) -> bool:
    return file.src_dir == docs_dir


def _through_symlink(root: str, folder: str) -> bool:
    """Whether *folder*, a path below *root*, or one that it lies in is a symlink."""
    return any(Path(root, part).is_symlink() for part in [PurePosixPath(folder), *PurePosixPath(folder).parents][:-1])
