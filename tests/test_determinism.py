"""The same data give the same site, byte for byte, wherever, whenever and however it is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.site.conftest import copied, run_in

from carbonpress.folder.manifest import digests

EPOCH = "SOURCE_DATE_EPOCH"
KEPT = ("gyta53-24b1", "fibre-g652d", "preform-180")

# Moves every clock that Python reads ten years ahead, before anything else is imported.
LATER = """\
import datetime, time

AHEAD = 10 * 365 * 86400
read, gone, local = time.time, time.gmtime, time.localtime
time.time = lambda: read() + AHEAD
time.gmtime = lambda *given: gone(given[0] if given and given[0] is not None else time.time())
time.localtime = lambda *given: local(given[0] if given and given[0] is not None else time.time())
plain = datetime.datetime


class Kind(type(plain)):
    def __instancecheck__(cls, value):
        return isinstance(value, plain)


class Later(plain, metaclass=Kind):
    @classmethod
    def now(cls, tz=None):
        return plain.now(tz) + datetime.timedelta(seconds=AHEAD)

    @classmethod
    def utcnow(cls):
        return plain.utcnow() + datetime.timedelta(seconds=AHEAD)


datetime.datetime = Later
"""


def project(folder: Path) -> Path:
    """A project of three declarations, one of them published."""
    copied(folder)
    shutil.rmtree(folder / "declarations" / "published", ignore_errors=True)
    for path in (folder / "declarations" / "products").glob("*.yml"):
        if path.stem not in KEPT:
            path.unlink()
    done = run_in(folder, "carbonpress", "publish", "preform-180")
    assert 0 == done.returncode, done.stderr
    return folder


def built(folder: Path, *options: str, **environment: str) -> dict[str, str]:
    """SHA-256 of every file of the site that *folder* gives, built with this environment and no day of its own."""
    inherited = {key: value for key, value in os.environ.items() if key != EPOCH}
    done = subprocess.run(
        [sys.executable, "-m", "carbonpress", "build", *options],
        cwd=folder,
        env=inherited | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert 0 == done.returncode, done.stderr
    return digests(folder / "site")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, built in the plainest way."""
    folder = project(tmp_path_factory.mktemp("plain") / "project")
    built(folder, PYTHONHASHSEED="0", TZ="UTC", LC_ALL="C.UTF-8")
    return folder


@pytest.fixture(scope="module")
def reference(plain: Path) -> dict[str, str]:
    return digests(plain / "site")


def same(reference: dict[str, str], found: dict[str, str]) -> None:
    """No file is missing, more, or different; the manifest itself is compared with its files elsewhere."""
    assert [] == sorted(name for name in reference.keys() | found.keys() if reference.get(name) != found.get(name))


def test_elsewhere_and_otherwise(plain: Path, reference: dict[str, str], tmp_path: Path) -> None:
    """Folder, hash seed, time zone, language, umask, workers, order and age of files make no difference."""
    folder = tmp_path / "别处 und anders" / ("deep/" * 8) / "p"
    folder.mkdir(parents=True)
    files = sorted((path for path in plain.rglob("*") if path.is_file()), reverse=True)
    for path in files:
        name = path.relative_to(plain)
        if name.parts[0] in ("declarations", "mkdocs.yml"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, folder / name)
            os.utime(folder / name, (1_000_000_000, 1_000_000_000))
    other = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "zh_CN.UTF-8"}
    before = os.umask(0o077)
    try:
        found = built(folder, "--workers", "3", **other, USER="somebody", HOME=str(tmp_path), COLUMNS="40")
    finally:
        os.umask(before)
    same(reference, found)


def test_on_another_day(plain: Path, reference: dict[str, str], tmp_path: Path) -> None:
    """Ten years later, without a day given, the site is the same: its day comes from its data."""
    (tmp_path / "clock").mkdir()
    (tmp_path / "clock" / "sitecustomize.py").write_text(LATER, encoding="utf-8")
    shutil.copytree(plain / "declarations", tmp_path / "project" / "declarations")
    shutil.copy(plain / "mkdocs.yml", tmp_path / "project")
    paths = os.pathsep.join([str(tmp_path / "clock"), os.environ.get("PYTHONPATH", "")])
    year = [sys.executable, "-c", "import datetime, time; print(datetime.datetime.now().year - time.gmtime(0)[0])"]
    now = int(subprocess.check_output(year, text=True))
    assert now + 10 == int(subprocess.check_output(year, text=True, env=os.environ | {"PYTHONPATH": paths}))
    same(reference, built(tmp_path / "project", PYTHONPATH=paths))


def test_again(plain: Path, reference: dict[str, str]) -> None:
    """A second build, which finds everything in the cache, and one after the cache is gone make the same files."""
    same(reference, built(plain))
    shutil.rmtree(plain / ".carbonpress")
    same(reference, built(plain))


def test_the_day_of_the_data(plain: Path, reference: dict[str, str], tmp_path: Path) -> None:
    """Without SOURCE_DATE_EPOCH the day is the last one the data tell; with it, what has expired by then says so."""
    shutil.copytree(plain / "declarations", tmp_path / "declarations")
    shutil.copy(plain / "mkdocs.yml", tmp_path)
    preform = "p/preform-180/v1/index.html"
    assert 'data-cp-state="current"' in (plain / "site" / preform).read_text(encoding="utf-8")
    later = built(tmp_path, **{EPOCH: "2000000000"})
    assert later != reference
    assert 'data-cp-state="expired"' in (tmp_path / "site" / preform).read_text(encoding="utf-8")
    same(later, built(tmp_path, **{EPOCH: "2000000000", "TZ": "America/Los_Angeles"}))
