"""Finds the worked examples and makes declarations of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parent


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every `.yml` file of this folder is one example."""
    if "example" in metafunc.fixturenames:
        files = sorted(HERE.glob("*.yml"))
        metafunc.parametrize("example", [read(file) for file in files], ids=[file.stem for file in files])


def read(file: Path) -> dict[str, Any]:
    """The example with every scalar as text, as carbonpress reads declarations."""
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
