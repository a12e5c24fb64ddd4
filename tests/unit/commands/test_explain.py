"""`explain` shows how a figure comes about, or why there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from carbonpress.commands.explain import terminal_language
from carbonpress.commands.main import run
from carbonpress.terminal.exits import Exit


def test_every_term_in_the_language_asked_for(printable: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each stage with its clause, then the total; more digits where they are asked for."""
    assert Exit.GOOD == run(["explain", "x", "--language", "zh"])
    chinese = capsys.readouterr().out
    assert Exit.GOOD == run(["explain", "x", "--language", "en"])
    english = capsys.readouterr().out
    assert Exit.GOOD == run(["explain", "x", "--language", "en", "--exact"])
    exact = capsys.readouterr().out
    assert "合计" in chinese and "T/CCSA 603-2024" in chinese
    assert "Raw material acquisition" in english and "kg CO₂e" in english
    assert len(english) < len(exact)


def test_an_unknown_id_gets_a_hint(printable: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The ids that there are, or the nearest, are named."""
    assert Exit.USAGE == run(["explain", "y"])
    assert "there are: x" in capsys.readouterr().err


def test_what_keeps_a_figure_from_coming_about_is_told(printable: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A declaration with an error has no figure: its findings stand in place of the explanation."""
    sheet = printable / "declarations/products/x.yml"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("version: 1", "version: one", 1), encoding="utf-8")
    assert Exit.FINDINGS == run(["explain", "x"])
    said = capsys.readouterr()
    assert "" == said.out and "products/x.yml:" in said.err


@pytest.mark.parametrize(("variables", "language"), [
    ({"LANG": "zh_CN.UTF-8"}, "zh"),
    ({"LANG": "zh_CN.UTF-8", "LC_ALL": "de_DE.UTF-8"}, "en"),
    ({"LC_MESSAGES": "zh_TW", "LANG": "en_GB"}, "zh"),
    ({"LC_ALL": "", "LANG": "zh_CN"}, "zh"),
    ({"LC_ALL": "C"}, "en"),
    ({}, "en"),
])  # fmt: skip
def test_the_language_of_the_terminal(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str
) -> None:
    """The first of LC_ALL, LC_MESSAGES and LANG that says anything decides; English where none is spoken here."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert language == terminal_language()
