"""Golden files: what was pressed once and looked at, kept to be compared with."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine makes no promise wrong: no example is refused for the time it took.
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")

# What needs programs of others is run by `make foreign` alone.
collect_ignore = [] if os.environ.get("CARBONPRESS_FOREIGN") else ["foreign"]

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` rewrites the golden files instead of comparing with them."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the files under tests/golden")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with the golden file of that name, or writes it there under `--update-golden`."""

    def compare(name: str, actual: str) -> None:
        file = GOLDEN / name
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(actual, encoding="utf-8", newline="\n")
        assert file.read_text(encoding="utf-8") == actual

    return compare
