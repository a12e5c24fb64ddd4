"""Exchange of two folders: in one step, or by two renames that the next run can finish."""

from __future__ import annotations

import ctypes
import errno
import json
import os
from pathlib import Path

import pytest

from carbonpress.folder import atomic_swap
from carbonpress.folder.atomic_swap import (
    ExchangeUnsupportedError,
    beside,
    clear,
    exchange,
    mend,
    put_in_place,
    remove,
    sync_tree,
)


def folder(path: Path, content: str) -> Path:
    """A folder with one page."""
    path.mkdir()
    (path / "index.html").write_text(content, encoding="utf-8")
    return path


def page(site: Path) -> str:
    return (site / "index.html").read_text(encoding="utf-8")


@pytest.fixture(params=["exchange", "rename"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A system that exchanges names in one step, and one that cannot."""
    if request.param == "rename":

        def unsupported(one: Path, other: Path) -> None:
            raise ExchangeUnsupportedError(errno.ENOSYS, "no renameat2")

        monkeypatch.setattr(atomic_swap, "exchange", unsupported)
    return str(request.param)


def test_the_new_site_takes_the_place(tmp_path: Path, way: str) -> None:
    """The first site has no former one; a later one tells where the former lies, whole, and no journal is left."""
    site = tmp_path / "site"
    assert put_in_place(folder(tmp_path / "one", "1"), site) is None
    former = put_in_place(folder(tmp_path / "two", "2"), site)
    assert former is not None
    assert ("2", "1") == (page(site), page(former))
    assert not beside(site, "journal").exists()


def test_a_rename_that_fails_brings_the_former_site_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the second of two renames is refused, the first is taken back."""
    site, new = folder(tmp_path / "site", "old"), folder(tmp_path / "new", "new")
    monkeypatch.setattr(atomic_swap, "exchange", lambda *_: (_ for _ in ()).throw(ExchangeUnsupportedError()))
    real = Path.rename

    def rename(path: Path, target: Path) -> Path:
        if path == new:
            raise OSError(errno.EIO, "device")
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(OSError, match="device"):
        put_in_place(new, site)
    assert "old" == page(site)
    assert ["new", "site"] == sorted(path.name for path in tmp_path.iterdir())


@pytest.mark.parametrize(("there", "expected"), [
    (("new", "former"), "new"),
    (("former",), "former"),
    (("site", "new"), "site"),
])  # fmt: skip
def test_what_a_crash_left_is_finished(tmp_path: Path, there: tuple[str, ...], expected: str) -> None:
    """Where the site is away the new one takes its place, else the former one; a site that is there stays."""
    site = tmp_path / "site"
    for name in there:
        folder(tmp_path / name, name)
    beside(site, "journal").write_text(json.dumps({"new": "new", "former": "former"}), encoding="utf-8")
    mend(site)
    assert expected == page(site)
    assert not beside(site, "journal").exists()
    mend(site)
    assert expected == page(site)


@pytest.mark.parametrize("journal", ["", "{", "[]", "7", '{"new": 1}', '{"new": "../../outside", "former": "/etc"}'])
def test_a_torn_journal_moves_nothing(tmp_path: Path, journal: str) -> None:
    """A journal that was cut off or changed names no folder, least of all one elsewhere."""
    site = tmp_path / "below" / "site"
    site.parent.mkdir()
    outside = folder(tmp_path / "outside", "x")
    beside(site, "journal").write_text(journal, encoding="utf-8")
    mend(site)
    assert outside.is_dir() and not site.exists() and not beside(site, "journal").exists()


def test_other_failures_are_no_lack_of_support(tmp_path: Path) -> None:
    """A name that is not there is an error of the system, after which no second way is tried."""
    with pytest.raises(OSError, match="No such file") as caught:
        exchange(tmp_path / "a", tmp_path / "b")
    assert not isinstance(caught.value, ExchangeUnsupportedError)


def test_without_syncfs_every_file_is_made_durable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the C library has no `syncfs`, each file and folder is told to the disk."""
    root = folder(tmp_path / "root", "x")
    folder(root / "below", "y")
    synced: list[str] = []
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(str(Path(f"/proc/self/fd/{handle}").readlink())))
    sync_tree(root)
    assert sorted(map(str, (root, root / "index.html", root / "below", root / "below/index.html"))) == sorted(synced)


def test_clearing(tmp_path: Path) -> None:
    """`clear` takes folders, files and links, but not what a link leads to; what is not there is no error."""
    target = folder(tmp_path / "target", "kept")
    link = tmp_path / "link"
    link.symlink_to(target)
    file = tmp_path / "file"
    file.touch()
    for path in (link, file, folder(tmp_path / "folder", "x"), tmp_path / "nothing"):
        clear(path)
        assert not path.exists()
    assert "kept" == page(target)
    remove(target)
    remove(target)
    assert not target.exists()
