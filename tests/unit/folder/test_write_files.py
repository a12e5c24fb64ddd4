"""Files of a site lie where their names say, once, and may be read by everybody."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from carbonpress.folder.write_files import OutputError, write_files


def test_files_lie_where_their_names_say(tmp_path: Path) -> None:
    """Folders are made on the way; bytes are those given."""
    files = {"index.html": b"1", "p/a/v1/index.html": b"2", "p/a/v1/label.svg": b"3", "p/b": b""}
    write_files(tmp_path, files)
    found = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert files == found


def test_readable_whatever_the_umask(tmp_path: Path) -> None:
    """A strict umask of whoever builds does not hide the site from the web server."""
    before = os.umask(0o077)
    try:
        write_files(tmp_path, {"p/a/index.html": b"1"})
    finally:
        os.umask(before)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in sorted(tmp_path.rglob("*"))]
    assert [0o755, 0o755, 0o644] == modes


@pytest.mark.parametrize("name", ["/etc/passwd", "../x", "a/../../x", "a/.."])
def test_nothing_leaves_the_site(tmp_path: Path, name: str) -> None:
    """A name that leads out is refused before anything is written."""
    root = tmp_path / "site"
    root.mkdir()
    with pytest.raises(OutputError, match="does not lie below the site"):
        write_files(root, {name: b"x"})
    assert [root] == list(tmp_path.rglob("*"))


def test_an_address_is_claimed_once(tmp_path: Path) -> None:
    """A second file at an address is an error, and the first stays."""
    write_files(tmp_path, {"a": b"1"})
    with pytest.raises(OutputError, match="two things of the site claim the address 'a'"):
        write_files(tmp_path, {"a": b"2"})
    assert b"1" == (tmp_path / "a").read_bytes()
