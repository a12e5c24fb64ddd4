"""A copy of the example project, and the commands to build it with, as a user runs them."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from carbonpress.folder.manifest import digests

ROOT = Path(__file__).parents[2]


def copied(target: Path, only: str = "") -> Path:
    """The example project in the folder *target*; of its declarations *only* one, where it is named."""
    shutil.copytree(ROOT / "declarations", target / "declarations")
    for path in (target / "declarations" / "products").glob("*.yml"):
        if only not in ("", path.stem):
            path.unlink()
    shutil.copy(ROOT / "mkdocs.yml", target / "mkdocs.yml")
    return target


def run_in(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `carbonpress` or `mkdocs` of this Python in *folder*."""
    module = {"carbonpress": "carbonpress", "mkdocs": "mkdocs"}[command[0]]
    return subprocess.run(
        [sys.executable, "-m", module, *command[1:]],
        cwd=folder,
        env=os.environ | {"SOURCE_DATE_EPOCH": "1780000000"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder *name*, filled by *make* for all workers of a run; the others wait until it is there.

    Nobody may change what is in it: a test that does copies it first.
    """
    base = factory.getbasetemp()
    common = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, done = common / name, common / f"{name}.done"
    with (common / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)  # of a worker that failed at it
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


def make_example(folder: Path) -> None:
    """Build the example project in *folder* by `carbonpress build`."""
    done = run_in(copied(folder), "carbonpress", "build", "--strict")
    assert 0 == done.returncode, done.stderr


FEW = ("preform-180", "fibre-g652d", "gyta53-24b1", "worked-example-r740")
"""Products of the example with all that a product can have: built upon others, with confidential lines, stated."""


def few(target: Path) -> Path:
    """The example project in the folder *target*, with a few of its products."""
    folder = copied(target)
    for path in (folder / "declarations" / "products").glob("*.yml"):
        if path.stem not in FEW:
            path.unlink()
    return folder


def make_few(folder: Path) -> None:
    """Build that project in *folder* by `carbonpress build`."""
    done = run_in(few(folder), "carbonpress", "build", "--strict")
    assert 0 == done.returncode, done.stderr


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example project, built."""
    return once(tmp_path_factory, "example-built", make_example)


@pytest.fixture(scope="session")
def few_digests(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """SHA-256 of every file of the site that a few products of the example give."""
    return digests(once(tmp_path_factory, "few-built", make_few) / "site")


@pytest.fixture(scope="session")
def site(example: Path) -> Path:
    """The built site of the example project."""
    return example / "site"
