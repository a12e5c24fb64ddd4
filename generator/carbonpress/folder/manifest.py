"""The manifest of a published site: the SHA-256 of every file, in the form that `sha256sum --check` reads."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

MANIFEST = "manifest.sha256"
"""Name of the manifest, at the root of the site; it does not list itself."""

PIECE = 1 << 20

NONE_KNOWN: Mapping[str, str] = {}


LINE = re.compile("^([0-9a-f]{64})  (.+)$", re.MULTILINE)


class ManifestError(Exception):
    """The folder holds something that a site must not hold, or its manifest cannot be read."""


def site_files(root: Path, apart: Sequence[str] = ()) -> Iterator[str]:
    """Every file below *root* but the manifest, as a path with slashes relative to *root*, sorted.

    The folders *apart*, named in the same way, are passed over.

    Raises
    ------
    ManifestError
        For a symlink or another special file, and for a name with a control
        character or a backslash: such a site cannot be copied faithfully.
    """
    names: list[str] = []
    passed_over = {root / name for name in apart}
    for folder, below, files in os.walk(root):
        below[:] = [name for name in below if Path(folder, name) not in passed_over]
        for entry in (Path(folder, name) for name in [*below, *files]):
            name = entry.relative_to(root).as_posix()
            if entry.is_symlink() or not (entry.is_dir() or entry.is_file()):
                raise ManifestError(f"{name!r} is neither a file nor a folder")
            if "\\" in name or not name.isprintable():
                raise ManifestError(f"the name {name!r} holds a control character or a backslash")
            if entry.is_file() and name != MANIFEST:
                names.append(name)
    yield from sorted(names)


def digest(path: Path) -> str:
    """SHA-256 of the file *path*, in hexadecimal."""
    sha = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            sha.update(piece)
    return sha.hexdigest()


def digests(root: Path) -> dict[str, str]:
    """SHA-256 of every file below *root* but the manifest, by path, sorted."""
    return {name: digest(root / name) for name in site_files(root)}


def manifest_text(files: Mapping[str, str]) -> str:
    """The manifest of *files* (digest by path), one line each, in the order given."""
    return "".join(f"{sha}  {name}\n" for name, sha in files.items())


def write_manifest(root: Path, known: Mapping[str, str] = NONE_KNOWN, apart: Sequence[str] = ()) -> None:
    """Write the manifest of everything that lies below *root*.

    What lies below the folders *apart* is taken from *known* (lines of the
    manifest by the folder that they are about, with a slash at its end) and not
    looked at again: there are hundreds of thousands of such files in a large
    site, and whoever wrote them knew what was in them.
    """
    own = {name: manifest_text({name: digest(root / name)}) for name in site_files(root, apart)}
    lines = own | dict(known)
    (root / MANIFEST).write_text("".join(lines[name] for name in sorted(lines)), encoding="utf-8")


def read_manifest(root: Path) -> dict[str, str]:
    """Digest by path, as the manifest in *root* says.

    Raises
    ------
    ManifestError
        When there is none, or a line is not `<64 hex digits>  <path>`.
    """
    try:
        return manifest_entries((root / MANIFEST).read_bytes())
    except OSError as error:
        raise ManifestError(f"{MANIFEST} cannot be read: {error}") from error


def manifest_entries(raw: bytes) -> dict[str, str]:
    """Digest by path, as the manifest *raw* says.

    Raises
    ------
    ManifestError
        When a line is not `<64 hex digits>  <path>`.
    """
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        raise ManifestError(f"{MANIFEST} cannot be read: {error}") from error
    lines = text.splitlines()
    found = LINE.findall(text)
    if len(found) == len(lines):
        return {name: sha for sha, name in found}
    files: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        sha, gap, name = line[:64], line[64:66], line[66:]
        if gap != "  " or not name or set(sha) - set("0123456789abcdef"):
            raise ManifestError(f"{MANIFEST}:{number}: not a line of a manifest")
        files[name] = sha
    return files


def differences(root: Path) -> list[str]:
    """What in *root* differs from its manifest, one sentence each; empty when the site is whole and unchanged."""
    told, found = read_manifest(root), digests(root)
    missing = [f"{name} is missing" for name in told if name not in found]
    changed = [f"{name} was changed" for name, sha in told.items() if found.get(name, sha) != sha]
    foreign = [f"{name} does not belong to the site" for name in found if name not in told]
    return sorted([*missing, *changed, *foreign])
