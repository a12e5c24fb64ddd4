"""What a build keeps of each product lies on disk, and is believed only as it was written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from carbonpress.publish.manifest import MANIFEST
from carbonpress.publish.shelf import TRACES, Shelf
from carbonpress.publish.traces import Parts, Share, Store, Trace, scratch

ROWS = {"zh": {"name": "光缆\t1", "shape": [["use", "s4", "使用"]]}, "en": None}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of which nothing but its manifest matters."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / MANIFEST).write_text("")
    return tmp_path / "site"


def parts(name: str) -> Parts:
    share = Share(ROWS, (f"p/{name}/",), {"method/": f"p/{name}/index.html"}, ("a",), 3)
    needs = ("fuels:*", f"factors:{name}\n\t@2025")
    return Parts({f"p/{name}/": f"00  p/{name}/index.html\n"}, share, needs, {"pages": [f"光缆 {name}\t"]})


def trace(store: Store, name: str) -> Trace:
    days, inputs = ("2026-03-01", "2029-02-28"), {name: ("ab", 1, 2)}
    return Trace(name, name, "key", inputs, (), "2026-02-05", days, "stamp", store.add(parts(name).packed()))


def told(trace: Trace) -> list[object]:
    return [trace.name, trace.inputs, trace.days, trace.stamp, trace.line is None]


@pytest.fixture
def shelf(site: Path, tmp_path: Path) -> Shelf:
    """A shelf that keeps the traces of two products."""
    shelf, store = Shelf(tmp_path / "kept"), scratch(tmp_path)
    shelf.keep_traces([trace(store, name) for name in "ab"], "shared", site)
    return shelf


def test_what_was_kept_is_found(shelf: Shelf, site: Path, tmp_path: Path) -> None:
    """Every part of a trace comes back, also of one that is kept a second time, in a file that replaces the first."""
    expected = [told(trace(scratch(tmp_path), name))[:-1] for name in "ab"]
    for _ in range(2):
        former = shelf.traces(site)
        found = list(former.traces.values())
        assert ("shared", [[*one, False] for one in expected]) == (former.shared, [told(one) for one in found])
        shelf.keep_traces(found, former.shared, site)
        for one in found:
            assert parts(one.name) == Parts(one.files, one.share, tuple(one.needs), one.body)
    assert ["kept", "site"] == sorted(path.name for path in tmp_path.iterdir())


def test_no_byte_can_change(shelf: Shelf, site: Path) -> None:
    """Traces of which a byte was changed, or the end was lost, are no traces; nor is that an error."""
    assert shelf.folder is not None
    kept = shelf.folder / TRACES
    whole = kept.read_bytes()
    for place in range(0, len(whole), 7):
        kept.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert not shelf.traces(site).traces or place in range(whole.index(b"shared"), whole.index(b"\n"))
        kept.write_bytes(whole[:place])
        assert not shelf.traces(site).traces
    kept.write_bytes(whole)
    assert 2 == len(shelf.traces(site).traces)


def test_a_file_that_is_cut_meanwhile(shelf: Shelf, site: Path) -> None:
    """Whoever cuts the file while it is in use is found out: no half line is taken for a whole one."""
    assert shelf.folder is not None
    one, _ = shelf.traces(site).traces.values()
    os.truncate(shelf.folder / TRACES, 100)
    with pytest.raises(OSError, match="cut"):
        one.rest.read()
