"""Where the theme is looked for, and that its scalars stay as they are written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import carbonpress
from carbonpress.source.theme import theme_data, theme_folder


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The package in a folder without a theme."""
    package = tmp_path / "generator" / "carbonpress"
    package.mkdir(parents=True)
    monkeypatch.setattr(carbonpress, "__file__", str(package / "__init__.py"))
    theme_folder.cache_clear()
    theme_data.cache_clear()
    yield package
    theme_folder.cache_clear()
    theme_data.cache_clear()


def test_the_theme_lies_in_the_package_or_beside_it(installed: Path) -> None:
    """A wheel has the theme inside, a checkout beside `generator`; the one inside goes first."""
    beside, inside = installed.parents[1] / "theme", installed / "theme"
    beside.mkdir()
    assert beside.resolve() == theme_folder()
    inside.mkdir()
    theme_folder.cache_clear()
    assert inside.resolve() == theme_folder()


def test_an_installation_without_theme_says_so(installed: Path) -> None:
    """Where there is none, the error says what to do."""
    with pytest.raises(FileNotFoundError, match="install carbonpress again"):
        theme_folder()


def test_scalars_of_the_theme_are_text(installed: Path) -> None:
    """`no`, `1` and `2026-01-01` are texts, not a truth value, a number and a day."""
    (installed / "theme").mkdir()
    (installed / "theme" / "a.yml").write_text("one: no\ntwo: [1, 2026-01-01]\nthree: ~\n", encoding="utf-8")
    assert {"one": "no", "two": ["1", "2026-01-01"], "three": "~"} == theme_data("a.yml")
