"""The build cache is believed only as it was written, and whatever happened to it costs time and nothing else."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from carbonpress.build.cache import (
    FILE,
    FORMAT,
    CachedProduct,
    DamagedCacheError,
    Details,
    Header,
    SiteFacts,
    Store,
    checksum,
    read_all,
    scratch,
)
from carbonpress.build.spare_folders import CacheFolder
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


def details(name: str) -> Details:
    facts = SiteFacts({"zh": ROW, "en": None}, (f"p/{name}/",), ("method/",), ("a",), 3)
    needs = ("fuels:*", f"factors:{name}\n\t@2025")
    pages = {"pages": [f"光缆 {name}\t" * 500]}
    return Details.of({f"p/{name}/": f"00  p/{name}/index.html\n"}, facts, needs, pages)


def header(name: str) -> Header:
    days, inputs = ("2026-03-01", "2029-02-28"), {name: ("ab", 1, 2)}
    return Header(name, name, "key", inputs, (), "2026-02-05", days, "stamp", checksum(details(name).packed))


def product(store: Store, name: str) -> CachedProduct:
    return store.add(header(name), details(name).packed)


@pytest.fixture
def folder(site: Path, tmp_path: Path) -> CacheFolder:
    """A cache of two products."""
    folder, store = CacheFolder(tmp_path / "kept"), scratch(tmp_path)
    folder.keep([product(store, name) for name in "ab"], "shared", site)
    return folder


def found(folder: CacheFolder, site: Path) -> dict[str, Details]:
    """The details of all products that a build finds; none where it goes on without the cache."""
    try:
        return {one.id: details for one, details in read_all(folder.former(site).products.values())}
    except DamagedCacheError:
        return {}


BOTH = {name: details(name) for name in "ab"}


def test_what_was_kept_is_found(folder: CacheFolder, site: Path, tmp_path: Path) -> None:
    """Every part comes back, also where it is kept a second time, and nothing else is left behind."""
    for _ in range(2):
        former = folder.former(site)
        assert ("shared", [header("a"), header("b")]) == (former.shared, [p.header for p in former.products.values()])
        assert BOTH == found(folder, site)
        one = former.products["b"].details
        assert BOTH["b"] == one
        assert {"p/b/": "00  p/b/index.html\n"} == one.manifest
        assert (ROW, ["fuels:*", "factors:b\n\t@2025"]) == (one.facts.rows["zh"], one.needs)
        assert {"pages": ["光缆 b\t" * 500]} == one.lookups
        folder.keep(former.products.values(), former.shared, site)
    assert ["kept", "site"] == sorted(path.name for path in tmp_path.iterdir())
    assert [FILE] == [path.name for path in folder.folder.iterdir()]
    assert STAGES == stages_of(ROW.shape)


def test_only_what_changed_is_written(folder: CacheFolder, site: Path, tmp_path: Path) -> None:
    """One product is made anew, one has another time of change, one goes, one comes: the file stays one of its size."""
    inode, size = (folder.folder / FILE).stat().st_ino, (folder.folder / FILE).stat().st_size
    for _ in range(20):
        old = folder.former(site).products["a"]
        touched = CachedProduct(msgspec.structs.replace(old.header, day="2026-12-31"), old.store)
        folder.keep([touched, product(scratch(tmp_path), "c")], "other", site)
        former = folder.former(site)
        assert ("other", "2026-12-31") == (former.shared, former.products["a"].header.day)
        assert {"a": details("a"), "c": details("c")} == found(folder, site)
        folder.keep([former.products["a"], product(scratch(tmp_path), "b")], "shared", site)
    assert inode == (folder.folder / FILE).stat().st_ino
    assert (folder.folder / FILE).stat().st_size <= 2 * size


def test_a_cache_that_is_mostly_free_space_is_made_anew(site: Path, tmp_path: Path) -> None:
    """After most products were removed the file shrinks."""
    folder, store = CacheFolder(tmp_path / "kept"), scratch(tmp_path)
    folder.keep([product(store, f"p{n}") for n in range(50)], "shared", site)
    size = (folder.folder / FILE).stat().st_size
    for _ in range(3):
        former = folder.former(site).products
        kept = [former["p7"]] if former else [product(scratch(tmp_path), "p7")]
        folder.keep(kept, "shared", site)
    assert (folder.folder / FILE).stat().st_size < size / 5
    assert {"p7"} == set(found(folder, site))


@pytest.mark.parametrize("seed", range(4))
def test_no_byte_can_change(folder: CacheFolder, site: Path, seed: int) -> None:
    """Whatever byte was changed, or wherever the file was cut: what is found is what was written, or nothing."""
    path, chance = folder.folder / FILE, random.Random(seed)
    whole = path.read_bytes()
    for _ in range(60):
        place = chance.randrange(len(whole))
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1 :])
        assert found(folder, site) in (BOTH, {})
        path.write_bytes(whole[:place])
        assert found(folder, site) == {}
    path.write_bytes(whole)
    assert BOTH == found(folder, site)


def a_foreign_database(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE products (id, header, details)")
        database.execute(f"PRAGMA user_version = {FORMAT}")


def an_older_format(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 3")


def changed(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as database:
        database.execute(statement)


HARMS: dict[str, Callable[[Path], object]] = {
    "gone": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_text("not a database\n" * 1000),
    "a folder": lambda path: (path.unlink(), path.mkdir(), (path / "x").write_text("x")),
    "a link to nothing": lambda path: (path.unlink(), path.symlink_to("nowhere")),
    "foreign": lambda path: (path.unlink(), a_foreign_database(path)),
    "older": an_older_format,
    "a view beside the table": lambda path: changed(path, "CREATE VIEW other AS SELECT * FROM products"),
    "a header of another product": lambda path: changed(
        path, "UPDATE products SET header = (SELECT header FROM products WHERE id = 'b') WHERE id = 'a'"
    ),
    "a header that is text": lambda path: changed(path, "UPDATE products SET header = 'x' WHERE id = 'a'"),
    "details of another product": lambda path: changed(
        path, "UPDATE products SET details = (SELECT details FROM products WHERE id = 'b') WHERE id = 'a'"
    ),
    "details that are text": lambda path: changed(path, "UPDATE products SET details = 'x' WHERE id = 'a'"),
    "no row of the build": lambda path: changed(path, "DELETE FROM products WHERE id = ''"),
}


@pytest.mark.parametrize("harm", HARMS)
def test_a_harmed_cache_is_made_anew(folder: CacheFolder, site: Path, tmp_path: Path, harm: str) -> None:
    """Nothing of it is believed, nothing is raised, and the next build has a cache again (but for a folder there)."""
    HARMS[harm](folder.folder / FILE)
    assert {} == found(folder, site)
    store = scratch(tmp_path)
    folder.keep([product(store, name) for name in "ab"], "shared", site)
    assert found(folder, site) == ({} if harm == "a folder" else BOTH)


def test_a_cache_of_another_site_is_not_believed(folder: CacheFolder, site: Path) -> None:
    """Products belong to the site with the manifest that they were kept for."""
    (site / MANIFEST).write_text("other")
    assert {} == found(folder, site)


def test_a_cache_that_is_harmed_meanwhile(folder: CacheFolder, site: Path) -> None:
    """Who changes the file while it is in use is found out: no wrong details are taken for right ones."""
    former = folder.former(site)
    changed(folder.folder / FILE, "UPDATE products SET details = x'00' WHERE id = 'a'")
    with pytest.raises(DamagedCacheError):
        list(read_all(former.products.values()))
    with pytest.raises(DamagedCacheError):
        _ = former.products["a"].details
    assert BOTH["b"] == former.products["b"].details


def test_a_cache_that_is_lost_meanwhile(folder: CacheFolder, site: Path) -> None:
    """What is open can still be read, and is kept in a file of its own."""
    former = folder.former(site)
    (folder.folder / FILE).unlink()
    folder.keep(former.products.values(), former.shared, site)
    assert BOTH == found(folder, site)


def test_a_locked_cache_is_a_clean_build(folder: CacheFolder, site: Path, tmp_path: Path) -> None:
    """Where another program has locked the file, or locks do not work, nothing is waited for or believed."""
    other = sqlite3.connect(folder.folder / FILE, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert {} == found(folder, site)
    store = scratch(tmp_path)
    folder.keep([product(store, "c")], "shared", site)
    other.close()
    assert {"c"} == set(found(folder, site))


def test_two_builds_write_one_cache(folder: CacheFolder, site: Path, tmp_path: Path) -> None:
    """Builds of two sites of one name share a folder: the cache is that of the last one, whole."""
    former = folder.former(site)
    folder.keep([product(scratch(tmp_path), "c")], "shared", site)
    folder.keep([*former.products.values()], "former", site)
    assert BOTH == found(folder, site)
    assert "former" == folder.former(site).shared


def test_a_killed_build_leaves_a_cache_of_before(folder: CacheFolder, site: Path) -> None:
    """A journal that a killed process left is no obstacle: the cache is the one of before, or is made anew."""
    path = folder.folder / FILE
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA cache_size = 1")
    other.execute("BEGIN IMMEDIATE")
    other.executemany("UPDATE products SET details = ? WHERE id = ?", [(b"x" * 90_000, "a"), (b"x" * 90_000, "b")])
    copy = CacheFolder(folder.folder.with_name("copy"))
    shutil.copytree(folder.folder, copy.folder)
    other.close()
    assert (copy.folder / f"{FILE}-journal").exists()
    assert found(copy, site) in (BOTH, {})
    copy.keep(folder.former(site).products.values(), "shared", site)
    assert BOTH == found(copy, site)


def test_former_files_are_removed(folder: CacheFolder, site: Path) -> None:
    """What earlier releases kept in another form goes with the first build."""
    for name in ("traces.json", "traces.json.part", "rests.1", "rests.12"):
        (folder.folder / name).write_text("x")
    former = folder.former(site)
    folder.keep(former.products.values(), former.shared, site)
    assert [FILE] == [path.name for path in folder.folder.iterdir()]
