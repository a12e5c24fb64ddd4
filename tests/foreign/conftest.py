"""Programs of others, each at a release that a lock names, and the example site that they are tried on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.site.conftest import copied, run_in

HOME = Path(os.environ.get("CARBONPRESS_FOREIGN", "")).absolute()
"""Folder of the programs: `python/` is a virtual environment, `node_modules/` those of npm."""


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the example project, with its built site."""
    folder = copied(tmp_path_factory.mktemp("example"))
    done = run_in(folder, "carbonpress", "build")
    assert 0 == done.returncode, done.stderr
    return folder
