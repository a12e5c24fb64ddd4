"""`withdraw` needs a published version and a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.commands.conftest import lines, sheet

from carbonpress.commands.main import run
from carbonpress.terminal.exits import Exit


def test_without_a_reason_nothing_is_withdrawn(dated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No reason on the line and none in the declaration: the ledger stays as it is."""
    assert Exit.GOOD == run(["publish", "x"])
    for reason in ([], ["--reason", " "]):
        assert Exit.USAGE == run(["withdraw", "x", *reason])
        assert "say why" in capsys.readouterr().err
    assert ["publish"] == [line["event"] for line in lines(dated)]


def test_the_reason_of_the_declaration_serves(dated: Path) -> None:
    """`withdrawn_because` stands in for `--reason`, for the version that it is of."""
    assert Exit.GOOD == run(["publish", "x"])
    text = sheet(dated).read_text(encoding="utf-8")
    sheet(dated).write_text(text + "\nwithdrawn_because: {zh: 录入有误, en: wrong entry}\n", encoding="utf-8")
    assert Exit.GOOD == run(["withdraw", "x@1"])
    assert {"zh": "录入有误", "en": "wrong entry"} == lines(dated)[-1]["reason"]


def test_a_reason_by_language(dated: Path) -> None:
    """`--reason-en` is the English of `--reason`."""
    assert Exit.GOOD == run(["publish", "x"])
    assert Exit.GOOD == run(["withdraw", "x", "--reason", "录入有误", "--reason-en", "wrong entry"])
    assert {"zh": "录入有误", "en": "wrong entry"} == lines(dated)[-1]["reason"]


def test_what_was_never_published_cannot_be_withdrawn(dated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1, and what is wrong; the ledger is not begun."""
    assert Exit.FINDINGS == run(["withdraw", "x", "--reason", "录入有误"])
    assert "was not withdrawn" in capsys.readouterr().err
    assert [] == lines(dated)
