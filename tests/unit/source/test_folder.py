"""Only plain files inside the data folder are read."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import pytest

from carbonpress.source.finding import Finding
from carbonpress.source.folder import listing, read, shown_name


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "declarations"
    (folder / "products").mkdir(parents=True)
    (folder / "products" / "a.yml").write_bytes(b"id: a\n")
    (tmp_path / "secret.yml").write_bytes(b"password: x\n")
    return folder


def rule(answer: bytes | Finding) -> str:
    return answer.rule if isinstance(answer, Finding) else "read"


def test_a_file_in_the_folder_is_read(root: Path) -> None:
    """A file in the folder gives its bytes."""
    assert b"id: a\n" == read(root, "products/a.yml")


@pytest.mark.parametrize(
    "path",
    ["../secret.yml", "products/../../secret.yml", "/etc/passwd", "", ".", "C:secret.yml", "..\\secret.yml", "a\0b"],
)
def test_a_path_out_of_the_folder_is_refused(root: Path, path: str) -> None:
    """A path that leads out of the folder is refused before anything is opened."""
    assert "outside" == rule(read(root, path))


def test_links_are_not_followed(root: Path) -> None:
    """A link is refused as a file and as a folder on the way, even when it stays inside."""
    (root / "products" / "link.yml").symlink_to(root.parent / "secret.yml")
    (root / "inside.yml").symlink_to("products/a.yml")
    (root / "way").symlink_to("products")
    assert "symlink" == rule(read(root, "products/link.yml"))
    assert "symlink" == rule(read(root, "inside.yml"))
    finding = read(root, "way/a.yml")
    assert isinstance(finding, Finding)
    assert ("symlink", "way") == (finding.rule, finding.file)


def test_the_folder_itself_may_be_reached_over_a_link(root: Path) -> None:
    """Where the data folder lies is its owner's business; a link may lead to it."""
    (root.parent / "alias").symlink_to(root)
    assert b"id: a\n" == read(root.parent / "alias", "products/a.yml")


def test_what_is_no_regular_file_is_refused_without_waiting(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A named pipe, a socket, a folder and a missing file are findings; none of them blocks."""
    os.mkfifo(root / "pipe.yml")
    # The path of a socket may be no longer than some hundred bytes, so it is bound from within its folder.
    monkeypatch.chdir(root)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.yml")
    assert "no-file" == rule(read(root, "pipe.yml"))
    assert "no-file" == rule(read(root, "socket.yml"))
    assert "no-file" == rule(read(root, "products"))
    assert "no-file" == rule(read(root, "missing.yml"))
    assert "no-file" == rule(read(root, "products/a.yml/b.yml"))


def test_the_size_limit_is_exact(root: Path) -> None:
    """A file of the greatest size is read, one byte more is refused."""
    (root / "big.yml").write_bytes(b"x" * 11)
    assert "too-big" == rule(read(root, "big.yml", limit=10))
    assert "read" == rule(read(root, "big.yml", limit=11))


def test_a_file_that_may_not_be_read_is_a_finding(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Missing permission is a finding that says so."""

    def refuse(*_: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "open", refuse)
    finding = read(root, "products/a.yml")
    assert isinstance(finding, Finding)
    assert ("unreadable", "the file cannot be read: permission denied") == (finding.rule, finding.message)


def test_a_name_that_the_system_refuses_is_a_finding(root: Path) -> None:
    """A name too long for the system is a finding, not an exception."""
    assert "unreadable" == rule(read(root, "a" * 5_000))


def test_the_listing_is_sorted_and_passes_over_what_editors_leave(root: Path) -> None:
    """YAML files at any depth are listed in order; hidden ones, other kinds and backups are not."""
    for name in ("z.yaml", "B.YML", ".hidden.yml", "b.yml~", "note.txt", "deep/er/c.yml", ".git/d.yml"):
        path = root / "products" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    expected = ["products/B.YML", "products/a.yml", "products/deep/er/c.yml", "products/z.yaml"]
    assert (expected, []) == listing(root, "products")


def test_a_folder_that_does_not_exist_holds_no_files(root: Path) -> None:
    """A missing folder is empty."""
    assert ([], []) == listing(root, "factors")


def test_the_listing_names_links_and_odd_names(root: Path) -> None:
    """Links to files and folders, and names that no reader can see, are findings."""
    (root / "products" / "link.yml").symlink_to("a.yml")
    (root / "products" / "way").symlink_to(root)
    (root / "products" / "b\nc.yml").write_bytes(b"")
    (root / "products" / os.fsdecode(b"\xff.yml")).write_bytes(b"")
    files, findings = listing(root, "products")
    assert ["products/a.yml"] == files
    expected = [
        ("products/\\udcff.yml", "file-name"),
        ("products/b\\nc.yml", "file-name"),
        ("products/link.yml", "symlink"),
        ("products/way", "symlink"),
    ]
    assert expected == [(finding.file, finding.rule) for finding in findings]


def test_a_name_is_shown_as_it_is_or_escaped_as_a_whole() -> None:
    """Chinese names are shown, names with unwanted characters are escaped."""
    assert "products/光缆.yml" == shown_name("products/光缆.yml")
    assert "a\\u202eb" == shown_name("a\u202eb")


def test_what_an_author_is_told(root: Path) -> None:
    """A finding names the file, says what is wrong with it and what would be right."""
    os.mkfifo(root / "pipe.yml")
    (root / "link.yml").symlink_to("products/a.yml")
    (root / "products" / "b\nc.yml").write_bytes(b"")
    _, odd = listing(root, "products")
    link = (
        "link.yml:1:1: error[symlink] a symbolic link is not followed\n"
        "  expected: a file or folder\n"
        "  to mend:  put the file itself into the data folder"
    )
    assert [
        "../x:1:1: error[outside] the path leads out of the data folder\n  expected: a path inside the data folder",
        "no.yml:1:1: error[no-file] there is no such file\n  expected: a file in the data folder",
        "pipe.yml:1:1: error[no-file] this is no regular file\n  expected: a file",
        link,
        "products/a.yml:1:1: error[too-big] the file has more than 3 bytes\n  expected: at most 3 bytes",
    ] == [str(read(root, name, 3)) for name in ("../x", "no.yml", "pipe.yml", "link.yml", "products/a.yml")]
    assert [
        "products/b\\nc.yml:1:1: error[file-name] the name has a character that no reader can see\n"
        "  expected: a file name of visible characters in UTF-8\n"
        "  to mend:  rename it"
    ] == [str(finding) for finding in odd]


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (
            errno.EACCES,
            "error[unreadable] the file cannot be read: permission denied\n  expected: a file that may be read",
        ),
        (errno.ENOTDIR, "error[no-file] there is no such file\n  expected: a file in the data folder"),
        (errno.ENXIO, "error[no-file] this is no regular file\n  expected: a file"),
        (
            errno.ELOOP,
            "error[symlink] a symbolic link is not followed\n  expected: a file or folder\n"
            "  to mend:  put the file itself into the data folder",
        ),
        (None, "error[unreadable] the file cannot be read: oserror\n  expected: a file that may be read"),
    ],
)
def test_what_the_system_refuses(root: Path, monkeypatch: pytest.MonkeyPatch, number: int | None, told: str) -> None:
    """Whatever the system says to opening a file or a folder becomes a finding in words."""

    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number)) if number else OSError()

    monkeypatch.setattr(os, "open", refuse)
    monkeypatch.setattr(os, "scandir", refuse)
    assert f"products/a.yml:1:1: {told}" == str(read(root, "products/a.yml"))
    assert ([], [f"products:1:1: {told}"]) == (
        listing(root, "products")[0],
        [str(f) for f in listing(root, "products")[1]],
    )


def test_a_link_put_in_place_of_a_file_at_the_last_moment(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that becomes a link between the look and the opening is not followed either."""
    (root / "a.yml").symlink_to("products/a.yml")
    monkeypatch.setattr(Path, "lstat", lambda path: os.lstat(root / "products" / "a.yml"))
    assert "symlink" == rule(read(root, "a.yml"))


def test_no_descriptor_stays_open(root: Path) -> None:
    """Reading leaves no file open, whatever comes of it."""
    os.mkfifo(root / "pipe.yml")
    before = len(list(Path("/proc/self/fd").iterdir()))
    for name in ("products/a.yml", "pipe.yml", "products"):
        read(root, name, 3)
    assert before == len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.parametrize("name", ["a:b.yml", "products/a:b.yml", "products/a\\b.yml", "products/a:b/c.yml"])
def test_a_name_with_a_sign_that_parts_folders_is_called_what_it_is(root: Path, name: str) -> None:
    """A colon or a backslash in a name is told as such, not as a way out of the folder."""
    found = read(root, name)
    assert isinstance(found, Finding)
    sign = "colon" if ":" in name else "backslash"
    if name != "a:b.yml":  # which may name a drive
        assert ("file-name", True) == (found.rule, sign in found.message)
