"""Builds that use what earlier ones left: the same bytes, and no more work than the change asks for."""

from __future__ import annotations

import json
import os
import runpy
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from distributed import Client

from carbonpress.commands.main import run
from carbonpress.folder.manifest import MANIFEST, differences
from carbonpress.site import host
from carbonpress.site.host import build_site
from carbonpress.terminal.exits import Exit

MAKER = Path(__file__).parents[2] / "benchmarks" / "make_data.py"
COUNT = 22
"""Two of them use the factor `bench/marked`."""

Build = Callable[..., dict[str, str]]


def built(company: Path, workers: str = "1") -> dict[str, str]:
    """Builds the company's site and tells the digest of every file."""
    build_site(company / "mkdocs.yml", strict=False, site_dir=None, workers=workers)
    assert [] == differences(company / "site")
    lines = (company / "site" / MANIFEST).read_text(encoding="utf-8").splitlines()
    return {line[66:]: line[:64] for line in lines}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A company with many small declarations, its site, and all that a build leaves for the next one."""
    folder = tmp_path_factory.mktemp("prepared") / "company"
    runpy.run_path(str(MAKER))["make"](COUNT, folder)
    built(folder)
    return folder


@pytest.fixture
def company(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The company, to be changed at will."""
    folder = tmp_path / "company"
    shutil.copytree(prepared, folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def build(company: Path) -> Build:
    """Builds the company's site and tells the digest of every file."""
    return partial(built, company)


@pytest.fixture
def first(company: Path) -> dict[str, str]:
    """The digests of the site as it was built from nothing."""
    lines = (company / "site" / MANIFEST).read_text(encoding="utf-8").splitlines()
    return {line[66:]: line[:64] for line in lines}


def cold(company: Path, build: Build) -> dict[str, str]:
    """What a build makes that finds nothing of earlier ones."""
    shutil.rmtree(company / ".carbonpress", ignore_errors=True)
    shutil.rmtree(company / "site", ignore_errors=True)
    return build()


def rebuilt(company: Path, build: Build) -> set[str]:
    """The products whose folders a build made anew: their pages are other files than before."""
    pages = {path: path.stat().st_mtime_ns for path in (company / "site" / "p").glob("*/v1/index.html")}
    build()
    return {path.parts[-3] for path, before in pages.items() if path.stat().st_mtime_ns != before}


def test_builds_that_find_everything_make_the_same_bytes_and_nothing_anew(
    company: Path, build: Build, first: dict[str, str]
) -> None:
    """Second, third: one site; no product is made twice."""
    assert set() == rebuilt(company, build)
    assert first == build()


def test_a_build_of_what_did_not_change_does_not_begin(
    company: Path, build: Build, first: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    """The command sees that the site is up to date; a change, in what is given or in the site, makes it build."""
    assert 0 == run(["build"])
    page = company / "site/p/cable-00001/v1/index.html"
    for harm in (lambda: page.write_text("x"), lambda: page.unlink()):
        with monkeypatch.context() as patched:
            patched.setattr(host, "build_site", None)
            assert 0 == run(["build"])
            assert "nothing has changed" in capsys.readouterr().err
            harm()
            assert Exit.DEFECT == run(["build"])
        assert 0 == run(["build"])
        assert first == build()
        assert 0 == run(["build"])


def test_a_changed_declaration_is_made_anew_and_no_other(company: Path, build: Build) -> None:
    """One file, one product, also in the build after that; and the bytes are those of a cold build."""
    file = company / "declarations/products/cable-00007.yml"
    for _ in range(2):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("net_mass: ", "net_mass: 1", 1), encoding="utf-8")
        assert {"cable-00007"} == rebuilt(company, build)
    warm = build()
    assert cold(company, build) == warm


def test_a_changed_factor_concerns_exactly_its_users(company: Path, build: Build) -> None:
    """Every twentieth declaration uses the marked factor; no other is made anew."""
    factors = company / "declarations/factors/bench.yml"
    text = factors.read_text(encoding="utf-8")
    assert "co2e: 2.5 kg" in text
    factors.write_text(text.replace("co2e: 2.5 kg", "co2e: 2.75 kg", 1), encoding="utf-8")
    assert {f"cable-{number:05d}" for number in range(0, COUNT, 20)} == rebuilt(company, build)


def test_what_is_added_and_removed_comes_and_goes(company: Path, build: Build, first: dict[str, str]) -> None:
    """A removed declaration leaves no file behind, and comes back as it was."""
    file = company / "declarations/products/cable-00003.yml"
    text = file.read_bytes()
    file.unlink()
    assert not [name for name in build() if "cable-00003" in name]
    file.write_bytes(text)
    assert first == build()


@pytest.mark.parametrize(
    "harm",
    [
        "cache gone",
        "cache cut",
        "cache garbled",
        "details garbled",
        "cache locked",
        "cache of an earlier release",
        "spare gone",
        "spare keys garbled",
        "spare holds more",
        "spare file cut",
        "spare file changed",
        "file changed",
        "site gone",
    ],
)
def test_a_damaged_cache_costs_time_and_nothing_else(
    company: Path, build: Build, first: dict[str, str], harm: str
) -> None:
    """Whatever happened to the cache, the site is the same, and the build no error."""
    kept = company / ".carbonpress/site"
    page = kept / "spare/p/cable-00001/v1/index.html"
    assert page.exists()
    cache = kept / "cache.sqlite"
    match harm:
        case "cache gone":
            cache.unlink()
        case "cache cut":
            os.truncate(cache, 20_000)
        case "cache garbled":
            cache.write_bytes(os.urandom(2_000))
        case "details garbled":
            with sqlite3.connect(cache) as database:
                database.execute("UPDATE products SET details = x'00' || details WHERE id = 'cable-00002'")
        case "cache locked":
            other = sqlite3.connect(cache, isolation_level=None)
            other.execute("BEGIN EXCLUSIVE")
        case "cache of an earlier release":
            cache.unlink()
            (kept / "traces.json").write_text("x")
            (kept / "rests.1").write_text("x")
        case "spare gone":
            shutil.rmtree(kept / "spare")
        case "spare keys garbled":
            (kept / "spare/keys.json").write_text('{"keys": {}}', encoding="utf-8")
        case "spare holds more":
            (kept / "spare/p/foreign/v1").mkdir(parents=True)
            (kept / "spare/en/p/foreign").write_text("<script>", encoding="utf-8")
        case "spare file cut":
            content = page.read_bytes()
            page.unlink()
            page.write_bytes(content[:100])
        case "spare file changed":
            content = page.read_bytes()
            page.unlink()
            page.write_bytes(content.replace(b"<", b"!", 1))
        case "file changed":  # by one of its two names
            for one in (page, company / "site/p/cable-00001/v1/index.html"):
                one.write_bytes(b"!" + one.read_bytes()[1:])
        case "site gone":
            shutil.rmtree(company / "site")
    assert first == build()
    assert first == build()
    assert {"cache.sqlite", "spare"} == {path.name for path in kept.iterdir() if path.name != "build.json"}


def test_a_cache_that_cannot_be_written_is_no_error(company: Path, build: Build, first: dict[str, str]) -> None:
    """A file stands where the cache should be: the build is a cold one."""
    shutil.rmtree(company / ".carbonpress")
    (company / ".carbonpress").write_text("not a folder", encoding="utf-8")
    assert first == build()


def test_workers_make_the_same_bytes(company: Path, build: Build, first: dict[str, str]) -> None:
    """Two processes, one process: one site."""
    shutil.rmtree(company / ".carbonpress")
    shutil.rmtree(company / "site")
    assert first == build("2")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A real scheduler with two worker processes, all on this machine."""
    address_file = tmp_path / "scheduler.json"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    base = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    command = [*base, "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(address_file)]
    scheduler = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    for _ in range(300):
        if address_file.exists() and address_file.read_text():
            break
        time.sleep(0.1)
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(address_file)]
    options = ["--host", "127.0.0.1", "--no-dashboard", "--no-nanny", "--nthreads", "1", "--nworkers", "1"]
    workers = [
        subprocess.Popen([*worker, *options], env=environment, cwd=tmp_path, stderr=subprocess.DEVNULL)
        for _ in range(2)
    ]
    yield json.loads(address_file.read_text())["address"].removeprefix("tcp://"), workers
    for process in [*workers, scheduler]:
        process.terminate()
        process.wait(10)


def kill_one_at_work(address: str, workers: list[subprocess.Popen[bytes]]) -> None:
    """Ends the first worker that is making products, which then has what all of them share."""
    with Client(address, timeout="30s", set_as_default=False) as scheduler:
        while True:
            tasks = scheduler.processing()
            busy = [name for name, keys in tasks.items() if any("_made_there" in str(key) for key in keys)]
            if busy:
                break
            time.sleep(0.02)
        pid = scheduler.run(os.getpid, workers=busy[:1])[busy[0]]
    victim = next(worker for worker in workers if worker.pid == pid)
    victim.kill()
    victim.wait(10)


def test_a_cluster_makes_the_same_bytes_even_when_a_worker_dies(
    company: Path, build: Build, first: dict[str, str], cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    """A scheduler with two workers, one of which is killed in the middle: one site."""
    address, workers = cluster
    shutil.rmtree(company / ".carbonpress")
    shutil.rmtree(company / "site")
    killer = threading.Thread(target=kill_one_at_work, args=(address, workers))
    killer.start()
    assert first == build(f"dask://{address}")
    killer.join()
    assert [None, -signal.SIGKILL.value] == sorted((worker.poll() for worker in workers), key=bool)
