"""A web server can read the site, whatever the umask of the build and whatever earlier builds left."""

from __future__ import annotations

import os
import runpy
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from carbonpress.build.spare_folders import link_tree
from carbonpress.folder.stage import staged
from carbonpress.folder.write_files import write_files
from carbonpress.site.host import build_site

MAKER = Path(__file__).parents[3] / "benchmarks" / "make_data.py"
FILE, FOLDER = 0o644, 0o755


@pytest.fixture(params=[0o077, 0o027, 0o022, 0o000], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    """Each umask in turn."""
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def odd(root: Path) -> dict[str, str]:
    """What below *root*, and *root* itself, does not have the mode that it is to be served with."""
    modes = {path: stat.S_IMODE(path.lstat().st_mode) for path in [root, *root.rglob("*")]}
    return {str(path): oct(mode) for path, mode in modes.items() if mode != (FOLDER if path.is_dir() else FILE)}


@pytest.mark.usefixtures("umask")
def test_files_written(tmp_path: Path) -> None:
    """Files are written readable, with the folders around them."""
    write_files(tmp_path / "site", {"a/b/c.txt": b"c", "a/d.txt": b"d", "e.txt": b"e"})
    assert {} == odd(tmp_path / "site")


@pytest.mark.usefixtures("umask")
def test_folders_linked(tmp_path: Path) -> None:
    """Second names lie in readable folders."""
    write_files(tmp_path / "one", {"a/b/c.txt": b"c"})
    link_tree(tmp_path / "one", tmp_path / "deep" / "two")
    assert {} == odd(tmp_path / "deep")


@pytest.mark.usefixtures("umask")
def test_whatever_others_wrote_into_the_stage(tmp_path: Path) -> None:
    """What MkDocs, its plugins and hooks write is published readable too; a closed former site opens."""
    (tmp_path / "site").mkdir(mode=0o700)
    with staged(tmp_path / "site") as folder:
        (folder / "assets" / "deep").mkdir(parents=True)
        (folder / "assets" / "deep" / "a.js").write_text("x", encoding="utf-8")
        (folder / "index.html").write_text("x", encoding="utf-8")
    assert {} == odd(tmp_path / "site")


def test_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A first build, those that take over folders of products, and one after somebody closed them, all end readable."""
    company = tmp_path / "company"
    runpy.run_path(str(MAKER))["make"](3, company)
    monkeypatch.chdir(company)
    before = os.umask(0o077)
    try:
        products = sorted((company / "declarations" / "products").glob("*.yml"))
        for number in range(4):
            text = products[number % 2].read_text(encoding="utf-8")
            products[number % 2].write_text(f"{text}# {number}\n", encoding="utf-8")
            if number == 3:  # as a cache that was unpacked under this umask, and a site that was copied
                for root in (company / "site", company / ".carbonpress"):
                    for path in root.rglob("*"):
                        path.chmod(0o700 if path.is_dir() else 0o600)
            build_site(company / "mkdocs.yml", strict=False, site_dir=None, workers="1")
            assert {} == odd(company / "site"), number
    finally:
        os.umask(before)
