"""A copy of the example project, and the commands to build it with, as a user runs them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

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


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example project, built once by `carbonpress build`."""
    folder = copied(tmp_path_factory.mktemp("example"))
    done = run_in(folder, "carbonpress", "build", "--strict")
    assert 0 == done.returncode, done.stderr
    return folder


@pytest.fixture(scope="session")
def site(example: Path) -> Path:
    """The built site of the example project."""
    return example / "site"
