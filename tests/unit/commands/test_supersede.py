"""`supersede`: another published product takes the place of one."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.commands.conftest import another, lines

from carbonpress.commands.main import run
from carbonpress.terminal.exits import Exit


def test_a_successor_is_entered(dated: Path) -> None:
    """The event names the version that takes the place, and the reason where one is given."""
    another(dated, "z")
    assert Exit.GOOD == run(["publish", "x", "z"])
    assert Exit.GOOD == run(["supersede", "x@1", "--by", "z", "--reason", "产品换代"])
    last = lines(dated)[-1]
    assert ("supersede", "x", 1, "p/z/v1/") == tuple(last[key] for key in ("event", "id", "version", "successor"))
    assert last["reason"]


@pytest.mark.parametrize("by", ["z", "x", "nothing"])
def test_only_another_published_version_can_follow(dated: Path, capsys: pytest.CaptureFixture[str], by: str) -> None:
    """A draft, the product itself and what is not there are refused, and the ledger stays."""
    another(dated, "z")
    assert Exit.GOOD == run(["publish", "x"])
    assert Exit.FINDINGS == run(["supersede", "x", "--by", by])
    assert "was not superseded" in capsys.readouterr().err
    assert 1 == len(lines(dated))
