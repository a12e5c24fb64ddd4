"""What a build keeps of each product lies on disk, and is believed only as it was written."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

import pytest

from carbonpress.build.cache import HEADS, RESTS, Parts, Share, Store, Trace, scratch
from carbonpress.build.spare_folders import Shelf
from carbonpress.folder.manifest import MANIFEST
from carbonpress.press.pages.catalogue_row import Row, shaped, stages_of

STAGES = [("use", "s4", "使用")]
ROW = Row(
    id="a",
    version=1,
    address="p/a/v1/",
    rules="r",
    full_name="",
    name="光缆\t1",
    model="",
    number="",
    category="光缆",
    figure="1.0",
    unit="kg",
    shape=shaped(STAGES),
    shares=(100, None),
    likeness="",
    state="draft",
    valid_from="2026-03-01",
    valid_to="2029-02-28",
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of which nothing but its manifest matters."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / MANIFEST).write_text("")
    return tmp_path / "site"


def parts(name: str) -> Parts:
    share = Share({"zh": ROW, "en": None}, (f"p/{name}/",), ("method/",), ("a",), 3)
    needs = ("fuels:*", f"factors:{name}\n\t@2025")
    return Parts({f"p/{name}/": f"00  p/{name}/index.html\n"}, share, needs, {"pages": [f"光缆 {name}\t"]})


def trace(store: Store, name: str) -> Trace:
    days, inputs = ("2026-03-01", "2029-02-28"), {name: ("ab", 1, 2)}
    return Trace(name, name, "key", inputs, (), "2026-02-05", days, "stamp", store.add(parts(name).packed()))


def told(trace: Trace) -> list[object]:
    return [trace.name, trace.inputs, trace.days, trace.stamp]


@pytest.fixture
def shelf(site: Path, tmp_path: Path) -> Shelf:
    """A shelf that keeps the traces of two products."""
    shelf, store = Shelf(tmp_path / "kept"), scratch(tmp_path)
    shelf.keep_traces([trace(store, name) for name in "ab"], "shared", site)
    return shelf


def rests(shelf: Shelf) -> Path:
    """The one file of rests on *shelf*."""
    (file,) = shelf.folder.glob(f"{RESTS}*")
    return file


def test_what_was_kept_is_found(shelf: Shelf, site: Path, tmp_path: Path) -> None:
    """Every part of a trace comes back, also of one that is kept a second time."""
    expected = [told(trace(scratch(tmp_path), name)) for name in "ab"]
    for _ in range(2):
        former = shelf.traces(site)
        found = list(former.traces.values())
        assert ("shared", expected) == (former.shared, [told(one) for one in found])
        shelf.keep_traces(found, former.shared, site)
        for one in found:
            assert parts(one.name) == Parts(one.files, one.share, tuple(one.needs), one.body)
    assert ["kept", "site"] == sorted(path.name for path in tmp_path.iterdir())
    assert STAGES == stages_of(ROW.shape)


def test_what_is_new_is_added_until_half_is_waste(shelf: Shelf, site: Path, tmp_path: Path) -> None:
    """The rest of what did not change is not written again, and the file does not grow for ever."""
    one, inode = rests(shelf).stat().st_size // 2, rests(shelf).stat().st_ino
    sizes = []
    for _ in range(5):
        kept = shelf.traces(site).traces["a"]
        shelf.keep_traces([kept, trace(scratch(tmp_path), "b")], "shared", site)
        sizes.append(rests(shelf).stat().st_size // one)
        assert {"a", "b"} == set(shelf.traces(site).traces)
        if sizes == [3]:
            assert inode == rests(shelf).stat().st_ino
    assert 2 in sizes
    assert max(sizes) == 3


def test_no_byte_of_the_heads_can_change(shelf: Shelf, site: Path) -> None:
    """Heads of which a byte was changed, or the end was lost, are no heads; nor is that an error."""
    kept = shelf.folder / HEADS
    whole = kept.read_bytes()
    for place in range(len(whole)):
        kept.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert not shelf.traces(site).traces
        kept.write_bytes(whole[:place])
        assert not shelf.traces(site).traces
    kept.write_bytes(whole)
    assert 2 == len(shelf.traces(site).traces)


def test_no_byte_of_a_rest_can_change(shelf: Shelf, site: Path) -> None:
    """A trace is forgotten when its rest was changed or lost; the other one is not."""
    kept = rests(shelf)
    whole = kept.read_bytes()
    for place in range(len(whole)):
        kept.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert {"b" if place < len(whole) // 2 else "a"} == set(shelf.traces(site).traces)
        kept.write_bytes(whole[:place])
        assert set("a" if place >= len(whole) // 2 else "") == set(shelf.traces(site).traces)
    kept.unlink()
    assert not shelf.traces(site).traces


def test_a_file_that_is_cut_meanwhile(shelf: Shelf, site: Path) -> None:
    """Whoever cuts the file while it is in use is found out: no half rest is taken for a whole one."""
    _, one = shelf.traces(site).traces.values()
    os.truncate(rests(shelf), one.rest.start + 10)
    with pytest.raises(OSError, match="changed"):
        one.rest.read()


def test_a_file_that_is_lost_meanwhile(shelf: Shelf, site: Path) -> None:
    """What is open can still be read, and is kept in a file of its own."""
    found = shelf.traces(site)
    rests(shelf).unlink()
    shelf.keep_traces(list(found.traces.values()), found.shared, site)
    assert 2 == len(shelf.traces(site).traces)


def test_rests_elsewhere_are_not_touched(shelf: Shelf, site: Path, tmp_path: Path) -> None:
    """Heads that name a file outside the shelf are not believed, for a build would add to it."""
    (tmp_path / "rests.1").write_bytes(rests(shelf).read_bytes())
    told = (shelf.folder / HEADS).read_bytes()[9:].replace(b'"rests.1"', b'"../rests.1"')
    (shelf.folder / HEADS).write_bytes(b"%08x\t%s" % (zlib.crc32(told), told))
    assert not shelf.traces(site).traces
