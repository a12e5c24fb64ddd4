"""`new` begins a declaration and never overwrites one."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.commands.conftest import (
    RULES,
    filled,
)

from carbonpress.commands.main import run
from carbonpress.terminal.exits import Exit


def test_new_passes_once_filled_in(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The draft of a cable has no errors left when its empty places are filled in."""
    names = ["--name", 'zh=光缆 "A": #1', "--name", "en=Cable & Co."]
    assert Exit.GOOD == run(["new", "--rules", RULES, "--id", "x", "--model", "A-1", *names])
    path = bare / "products" / "x.yml"
    path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert Exit.GOOD == run(["check"]), capsys.readouterr().out
    assert Exit.GOOD == run(["explain", "x", "--language", "en"])
    told = capsys.readouterr().out
    assert "Cable & Co." in told
    assert "AD 1-1-1-1-2 −6.5% … +7%; EF " in told  # sqrt(2) x ln 1.05 / 2, 1.96 times
    assert "  By the uncertainty of the data the footprint lies between " in told
    assert "  Quality of the data: " in told


def test_new_never_overwrites(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is there stays as it is."""
    (bare / "products").mkdir()
    (bare / "products" / "x.yml").write_text("mine\n")
    assert Exit.USAGE == run(["new", "--rules", RULES, "--id", "x"])
    assert "nothing was written" in capsys.readouterr().err
    assert "mine\n" == (bare / "products" / "x.yml").read_text()
