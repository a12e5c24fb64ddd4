"""`leaflets`: size, language, and a list of them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.unit.commands.conftest import (
    listed,
)

from carbonpress.commands.main import run
from carbonpress.terminal.exits import Exit


def test_leaflets_have_a_manifest(printable: Path) -> None:
    """All leaflets ever made in a folder are listed once, with their digests."""
    for _ in range(2):
        assert Exit.GOOD == run(["leaflets", "--size", "a6", "--language", "zh-en"])
    assert Exit.GOOD == run(["leaflets"])
    rows = listed(printable / "leaflets")
    assert ["x-v1-leaflet-a6-zh-en.pdf", "x-v1-leaflet-a5-zh.pdf"] == [row["file"] for row in rows]
    for row in rows:
        assert hashlib.sha256((printable / "leaflets" / row["file"]).read_bytes()).hexdigest() == row["sha256"]
    assert [("x", "1", "a6", "105", "148", "zh-en", "1")] == [
        tuple(rows[0][key] for key in ("id", "version", "size", "width_mm", "height_mm", "language", "copies"))
    ]


def test_leaflets_are_made_in_size_and_language(printable: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One PDF per declaration on the paper that was asked for; both languages take more pages than one."""
    assert Exit.GOOD == run(["leaflets", "x", "--size", "a6", "--language", "zh-en", "--output", "manual"])
    for _ in range(2):
        assert Exit.GOOD == run(["leaflets", "--output", "manual"])
    assert "1 leaflet is in manual" in capsys.readouterr().out
    small, large = (PdfReader(printable / "manual" / f"x-v1-leaflet-{kind}.pdf") for kind in ("a6-zh-en", "a5-zh"))
    sizes = [tuple(round(float(side) / 72 * 25.4) for side in each.pages[0].mediabox[2:]) for each in (small, large)]
    assert [(105, 148), (148, 210)] == sizes
    assert len(small.pages) > len(large.pages)


def test_leaflets_are_chosen_in_one_way(printable: Path) -> None:
    """Ids and rules together are refused, and so is what does not exist."""
    assert Exit.USAGE == run(["leaflets", "x", "--rules", "y"])
    assert Exit.USAGE == run(["leaflets", "nothing"])
