"""How the folders of a product are told from others without reading them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from carbonpress.build.spare_folders import CacheFolder, lies_as, stamp
from carbonpress.folder.manifest import MANIFEST

ROOTS = ("p", "en/p")
MOMENT = 1_700_000_000_123_456_789
SECOND = 1_700_000_000_000_000_000


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A product of two files."""
    for root in ROOTS:
        (tmp_path / root / "a").mkdir(parents=True)
        file(tmp_path, root).write_text(root)
        age(tmp_path, root, MOMENT)
    return tmp_path


def file(tree: Path, root: str) -> Path:
    return tree / root / "a/index.html"


def age(tree: Path, root: str, moment: int) -> None:
    os.utime(file(tree, root), ns=(moment, moment))


def test_as_it_was(tree: Path) -> None:
    """A product lies as its stamp tells until a file changes in size or time, comes or goes."""
    stamped = stamp(tree, ROOTS, "a")
    assert lies_as(tree, ROOTS, "a", stamped)
    age(tree, "p", MOMENT + 1)
    assert not lies_as(tree, ROOTS, "a", stamped)
    age(tree, "p", MOMENT)
    (tree / "p/a/more").write_text("")
    assert not lies_as(tree, ROOTS, "a", stamped)
    (tree / "p/a/more").unlink()
    file(tree, "en/p").unlink()
    assert not lies_as(tree, ROOTS, "a", stamped)


def test_out_of_an_archive(tree: Path) -> None:
    """Whole seconds are enough where all times are such, as archives keep them; not where only some are."""
    stamped = stamp(tree, ROOTS, "a")
    age(tree, "p", SECOND)
    assert not lies_as(tree, ROOTS, "a", stamped)
    age(tree, "en/p", SECOND)
    assert lies_as(tree, ROOTS, "a", stamped)
    file(tree, "p").write_text("longer")
    age(tree, "p", SECOND)
    assert not lies_as(tree, ROOTS, "a", stamped)


@pytest.fixture
def cache_folder(tree: Path, tmp_path: Path) -> CacheFolder:
    """A cache folder whose spare copies are of one product."""
    (tree / MANIFEST).write_text("")
    cache_folder = CacheFolder(tmp_path / "kept")
    cache_folder.make_spare(tree, ROOTS, {"a": ("key", stamp(tree, ROOTS, "a"))})
    return cache_folder


def test_spare_folders(cache_folder: CacheFolder, tmp_path: Path) -> None:
    """What was laid in is there, and sound until a file changes."""
    assert {"a": "key"} == cache_folder.spare_copies().sound()
    (tmp_path / "kept/spare/p/a/index.html").write_text("changed")
    assert ({"a": "key"}, {}) == (cache_folder.spare_copies().keys, cache_folder.spare_copies().sound())


def test_spare_folders_of_another_build(cache_folder: CacheFolder, tree: Path) -> None:
    """What was found before the site was locked holds as long as no build renewed it, and below the same roots."""
    before = cache_folder.spare_copies()
    assert before is cache_folder.still_valid(before, ROOTS)
    assert {} == cache_folder.still_valid(before, ("p",)).keys
    cache_folder.make_spare(tree, ROOTS, {"a": ("other", stamp(tree, ROOTS, "a"))})
    assert {"a": "other"} == cache_folder.still_valid(before, ROOTS).keys
    assert cache_folder.take_spare(tree / "stage", ROOTS)
    assert {} == cache_folder.still_valid(before, ROOTS).keys
