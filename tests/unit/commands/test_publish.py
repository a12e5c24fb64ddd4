"""`publish` enters all or nothing, whoever listens."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.unit.commands.conftest import (
    another,
    lines,
    sheet,
)

from carbonpress.commands.main import run


def test_many_are_one_act(dated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where one of several is refused, none is published, and every reason is given with its id."""
    another(dated, "y", "status: published", "status: draft")
    another(dated, "z", "version: 1", "version: 2")
    assert 1 == run(["publish", "x", "y", "z", "zz"])
    told = capsys.readouterr().err
    assert "nothing was published" in told
    for reason in ("y: it is a draft", "z: version 2 does not say what it changes; add `change`", "zz: there is no"):
        assert reason in told
    assert not (dated / "declarations/published/x").exists()
    assert [] == lines(dated)
    sheet(dated, "y").unlink()
    another(dated, "z")
    assert 0 == run(["publish", "--all"])
    assert ["x", "z"] == [line["id"] for line in lines(dated)]


def test_nobody_listens(dated: Path) -> None:
    """Whoever reads the output may go away: all versions are in the ledger all the same."""
    another(dated, "y")
    reads, writes = os.pipe()
    os.close(reads)
    subprocess.run(
        [sys.executable, "-m", "carbonpress", "publish", "--all"], stdout=writes, stderr=subprocess.DEVNULL, check=False
    )
    os.close(writes)
    assert ["x", "y"] == [line["id"] for line in lines(dated)]
    assert 0 == run(["check"])
