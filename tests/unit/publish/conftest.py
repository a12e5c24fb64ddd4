"""A company's data folder, small enough to read: one fibre, and one cable that builds upon it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from carbonpress.publish.project import Project, open_project

EXAMPLES = Path(__file__).parents[3] / "declarations"
BASE_URL = "https://pcf.example.com/"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the example data folder with a preform and the fibre that is drawn from it, nothing published yet."""
    folder = tmp_path / "declarations"
    shutil.copytree(EXAMPLES, folder, ignore=shutil.ignore_patterns("published", "*.md"))
    for path in (folder / "products").iterdir():
        if path.stem not in ("preform-180", "fibre-g652d"):
            path.unlink()
    return folder


@pytest.fixture
def opened(data: Path) -> Callable[[], Project]:
    """Opens the data folder as it is at the moment."""
    return lambda: open_project(data, BASE_URL)


@pytest.fixture
def edit(data: Path) -> Callable[[str, str, str], None]:
    """Replaces the first occurrence of a text in a file of the data folder."""

    def replace(name: str, old: str, new: str) -> None:
        text = (data / name).read_text(encoding="utf-8")
        assert old in text, f"{name} has no {old!r}"
        (data / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace
