"""Files inside the data folder, and nothing else: no links, no devices, no way out."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable
from functools import partial
from pathlib import Path

from carbonpress.source.document import MAX_BYTES
from carbonpress.source.encoding import unwanted_in
from carbonpress.source.finding import Finding

SIGNS = {":": "colon (:)", "\\": "backslash (\\)"}
"""Signs that part drives and folders on Windows, and so cannot stand in a name."""
ORGANISATION = "organisation.yml"
MISNAMED = ("organisation.yaml", "organization.yml", "organization.yaml", "Organisation.yml")
"""Names under which the file may lie there instead."""
SUFFIXES = (".yml", ".yaml")
# Without O_NONBLOCK a named pipe would keep `open` waiting for ever.  Windows has neither flag.
OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

Read = Callable[[str, int], "bytes | Finding"]
"""Gives the bytes of a file of the data folder by its path, or a finding: from disk, or from what a worker got."""


def reader(root: Path) -> Read:
    """Reads from the folder *root*, see `read`."""
    return partial(read, root)


def read(root: Path, relative: str, limit: int = MAX_BYTES) -> bytes | Finding:
    """The bytes of the file at *relative*, a path with `/` inside the folder *root*.

    A finding says why there are none: the path leads out of the folder or over a
    link, there is no such file, it is no regular file, it has more than *limit*
    bytes, or the system refuses to read it.
    """
    parts = [part for part in relative.split("/") if part not in ("", ".")]
    name = shown_name(relative)
    leads_out = ".." in re.split(r"[/\\]", relative) or re.match("[A-Za-z]:", relative)
    if parts and not leads_out and (sign := next((c for c in relative if c in "\\:"), "")):
        return _odd_sign(name, sign)
    if not parts or ".." in parts or relative.startswith("/") or any(sign in relative for sign in "\\:\0"):
        return Finding(name, 1, 1, "outside", "the path leads out of the data folder", "a path inside the data folder")
    here = os.fspath(root)  # joined as text: ten thousand files are read so, and a Path of each step shows
    try:
        for depth, part in enumerate(parts, 1):
            here = f"{here}/{part}"
            if stat.S_ISLNK(os.lstat(here).st_mode):
                return _link(shown_name("/".join(parts[:depth])))
        return _content(here, relative, limit)
    except OSError as error:
        return _refused(error, shown_name(relative))


def listing(root: Path, folder: str) -> tuple[list[str], list[Finding]]:
    """The YAML files below *folder* of *root*, as paths relative to *root* with `/`, sorted; and what cannot be read.

    Names that begin with a point are passed over, as editors leave them behind.
    A folder that does not exist holds no files.
    """
    files: list[str] = []
    findings: list[Finding] = []
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = sorted(os.scandir(root / here), key=lambda entry: entry.name)
        except FileNotFoundError:
            continue
        except OSError as error:
            findings.append(_refused(error, shown_name(here)))
            continue
        for entry in entries:
            path = f"{here}/{entry.name}"
            yaml = entry.name.lower().endswith(SUFFIXES)
            if entry.name.startswith("."):
                continue
            if shown_name(entry.name) != entry.name:
                findings.append(_odd_name(shown_name(path)))
            elif entry.is_symlink():
                findings.append(_link(path))
            elif entry.is_dir():
                waiting.append(path)
            elif yaml:
                files.append(path)
    return sorted(files), sorted(findings)


def shown_name(path: str) -> str:
    """A path as a message shows it: what no reader can see, or UTF-8 cannot carry, is written as an escape."""
    odd = unwanted_in(path) or any(c in path for c in "\t\r\n")
    return path.encode("unicode_escape", "backslashreplace").decode("ascii") if odd else path


def _content(path: str, relative: str, limit: int) -> bytes | Finding:
    descriptor = os.open(path, OPEN_FLAGS)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return _irregular(shown_name(relative))
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            # One byte more than allowed tells a file that is too big without reading all of it.
            raw = file.read(limit + 1)
    finally:
        os.close(descriptor)
    if len(raw) > limit:
        name = shown_name(relative)
        return Finding(name, 1, 1, "too-big", f"the file has more than {limit} bytes", f"at most {limit} bytes")
    return raw


def _irregular(name: str) -> Finding:
    return Finding(name, 1, 1, "no-file", "this is no regular file", "a file")


def _link(name: str) -> Finding:
    mend = "put the file itself into the data folder"
    return Finding(name, 1, 1, "symlink", "a symbolic link is not followed", "a file or folder", mend)


def _odd_name(name: str) -> Finding:
    expected = "a file name of visible characters in UTF-8"
    return Finding(name, 1, 1, "file-name", "the name has a character that no reader can see", expected, "rename it")


def _odd_sign(name: str, sign: str) -> Finding:
    what = f"the name has a {SIGNS[sign]}, with which some systems cannot read it"
    return Finding(name, 1, 1, "file-name", what, f"a file name without {sign}", "rename it")


def _refused(error: OSError, name: str) -> Finding:
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return Finding(name, 1, 1, "no-file", "there is no such file", "a file in the data folder")
    if error.errno == errno.ELOOP:
        return _link(name)
    if error.errno == errno.ENXIO:
        # What Linux says to opening a socket.
        return _irregular(name)
    reason = (error.strerror or type(error).__name__).lower()
    return Finding(name, 1, 1, "unreadable", f"the file cannot be read: {reason}", "a file that may be read")
