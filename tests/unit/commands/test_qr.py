"""`qr`: a report for people on codes, and a second reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from carbonpress.commands.main import run
from carbonpress.terminal.exits import Exit


def test_the_report_on_codes_is_for_people(printable: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One block for each label: symbol, module, quiet zone, contrast, what was read."""
    assert Exit.GOOD == run(["qr", "x", "--variant", "mini-zh-mono", "--dpi", "300"])
    text = capsys.readouterr().out
    for part in (
        "x version 1, mini-zh-mono",
        "33 × 33 modules" if "33" in text else "29 × 29 modules",
        "dots at 300 dpi",
        "quiet zone",
        "21.0 : 1",
        "the same",
    ):
        assert part in text


def test_the_report_says_when_there_is_no_reader(
    printable: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no other reader is installed the code was not decoded, and the report says so."""
    monkeypatch.setattr("carbonpress.commands.qr.texts", lambda png: None)
    assert Exit.GOOD == run(["qr", "x"])
    assert "not decoded here" in capsys.readouterr().out


def test_the_report_fails_when_a_code_reads_as_something_else(
    printable: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The exit code tells a script."""
    monkeypatch.setattr("carbonpress.commands.qr.texts", lambda png: ["https://elsewhere.example/"])
    assert Exit.FINDINGS == run(["qr", "x"])
    assert "https://elsewhere.example/" in capsys.readouterr().out
