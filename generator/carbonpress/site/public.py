"""Which files of the documentation folder become public: Markdown pages, and what lies in the public folders."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, partial
from pathlib import Path, PurePosixPath

from mkdocs.structure.files import File, Files

from carbonpress.source.finding import Finding

PRIVATE_FOLDERS = frozenset({"products", "factors", "rules", "published"})
"""Folders of a data folder whose files are never published, whatever their type."""

REPOSITORY_PAGES = frozenset({"readme.md", "contributing.md", "changelog.md", "license.md"})
"""Markdown files that speak to the people of the repository."""

PICTURES = frozenset({".avif", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
SOURCES = frozenset({".css", ".csv", ".js", ".json", ".mjs", ".txt", ".woff", ".woff2"})
PUBLIC_TYPES = PICTURES | SOURCES | {".mp4", ".pdf", ".webm", ".zip"}
"""Types of files that a public folder publishes."""


def is_public(name: str, public_folders: Iterable[str]) -> bool:
    """Whether the file *name*, a path below the documentation folder, may be published.

    >>> is_public("guide.md", ["assets"]), is_public("products/x.yml", ["assets"])
    (True, False)
    >>> is_public("assets/photo.png", ["assets"]), is_public("images/photo.png", ["assets"])
    (True, False)
    """
    first, below_first, _ = name.lower().partition("/")
    if below_first and first in PRIVATE_FOLDERS:
        return False
    path = PurePosixPath(name.lower())
    if any(part.startswith((".", "_")) for part in path.parts):
        return False
    if path.suffix == ".md":
        return name.lower() not in REPOSITORY_PAGES
    below = any(path.is_relative_to(PurePosixPath(folder.strip("/").lower())) for folder in public_folders)
    return below and path.suffix in PUBLIC_TYPES


def keep_public(files: Files, docs_dir: str, public_folders: Iterable[str]) -> list[str]:
    """Drop from *files* all of *docs_dir* that may not be published; answer their names."""
    folders = list(public_folders)
    private = [f for f in files if _lies_in(f, docs_dir) and not is_public(f.src_uri, folders)]
    for file in private:
        files.remove(file)
    return [file.src_uri for file in private]


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


def _lies_in(file: File, docs_dir: str) -> bool:
    return file.src_dir == docs_dir


def _through_symlink(root: str, folder: str) -> bool:
    """Whether *folder*, a path below *root*, or one that it lies in is a symlink."""
    return any(Path(root, part).is_symlink() for part in [PurePosixPath(folder), *PurePosixPath(folder).parents][:-1])
