"""`finding` says what a name means."""

from __future__ import annotations

import pytest

from carbonpress.commands.main import run
from carbonpress.terminal.exits import Exit


@pytest.mark.parametrize("name", ["number", "cut-off-total"])
def test_a_name_is_explained(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Names of the loader and of rules alike, in the language of the terminal."""
    monkeypatch.setenv("LC_ALL", "C")
    assert Exit.GOOD == run(["finding", name])
    english = capsys.readouterr().out
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert Exit.GOOD == run(["finding", name])
    chinese = capsys.readouterr().out
    assert english.startswith(name) and chinese.startswith(name) and english != chinese


def test_a_misspelt_name_gets_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    """The nearest name is proposed, with the exit code of wrong usage."""
    assert Exit.USAGE == run(["finding", "registration-numbr"])
    assert "registration-number" in capsys.readouterr().err
