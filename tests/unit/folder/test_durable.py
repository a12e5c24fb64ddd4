"""A file is there whole or not at all, and a folder has one writer."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from carbonpress.folder import durable
from carbonpress.folder.durable import BusyError, alone, write_durably


def test_written_whole(tmp_path: Path) -> None:
    """The file holds the bytes, may be read by all, and folders on the way are made; nothing lies beside it."""
    path = tmp_path / "a" / "b.json"
    for content in (b"one", b"two"):
        write_durably(path, content)
        assert content == path.read_bytes()
    assert 0o644 == stat.S_IMODE(path.stat().st_mode)
    assert [path] == list(path.parent.iterdir())


@pytest.mark.parametrize("call", ["fsync", "fdopen"])
def test_what_was_there_stays_when_the_disk_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """The old file is whole, the error is passed on, and no part of the new one is left."""
    path = tmp_path / "a.json"
    write_durably(path, b"old")

    def refuse(*given: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(os, call, refuse)
    with pytest.raises(OSError, match="no space"):
        write_durably(path, b"new")
    assert b"old" == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())


def test_the_folder_is_made_durable_after_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """First the bytes, then the name."""
    order: list[str] = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (order.append("file"), real(handle)))
    monkeypatch.setattr(durable, "sync_folder", lambda folder: order.append(f"folder {folder.name}"))
    write_durably(tmp_path / "a.json", b"x")
    assert ["file", f"folder {tmp_path.name}"] == order


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    """While one holds the folder another is told so at once; afterwards the folder is free, also after an error."""
    folder = tmp_path / "new"
    with alone(folder), pytest.raises(BusyError, match="another command is writing here"), alone(folder):
        raise AssertionError("two writers")
    with pytest.raises(KeyError), alone(folder):
        raise KeyError
    with alone(folder):
        assert [] == list(folder.iterdir())
