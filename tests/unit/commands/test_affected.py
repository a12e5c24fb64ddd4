"""What was printed of versions that no label should be used of any more."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.commands.conftest import (
    listed,
    withdrawn,
)

from carbonpress.commands.main import run
from carbonpress.terminal.exits import Exit


def affected(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What `labels --affected` says."""
    capsys.readouterr()
    assert Exit.GOOD == run(["labels", "--affected", *arguments])
    return capsys.readouterr().out


def test_what_was_printed_of_a_withdrawn_version_is_known(printable: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Labels, sheets and leaflets of all jobs, also of those that another job took the place of."""
    assert Exit.GOOD == run(["labels", "--variant", "mini-zh-mono", "--sheet", "A4", "--copies", "12"])
    assert Exit.GOOD == run(["labels", "--variant", "compact-zh-mono", "--copies", "5"])
    assert Exit.GOOD == run(["labels", "--variant", "mini-zh-mono", "--printer", "Other", "--format", "svg"])
    assert Exit.GOOD == run(["leaflets", "--size", "a6"])
    assert Exit.GOOD == run(["leaflets"])
    assert "no version: withdrawn; nothing of it is in the manifests below labels, leaflets" in affected(capsys)
    named = affected(capsys, "x@1")
    withdrawn(printable / "declarations" / "products" / "x.yml")
    told = affected(capsys)
    assert "x@1: withdrawn; printed" in told and "x@1: named; printed" in named
    rows = {tuple(line.split()) for line in told.splitlines()[2:]}
    digests = [row["sha256"] for row in [*listed(printable / "labels" / "print"), *listed(printable / "leaflets")]]
    expected = [
        ("12", "–", "labels/print/earlier/x-v1-mini-zh-mono.pdf"),
        ("12", "1", "labels/print/earlier/sheets-mini-zh-mono-a4.pdf"),
        ("5", "–", "labels/print/x-v1-compact-zh-mono.pdf"),
        ("1", "–", "labels/Other/x-v1-mini-zh-mono.svg"),
        ("1", "–", "leaflets/x-v1-leaflet-a6-zh.pdf"),
        ("1", "–", "leaflets/x-v1-leaflet-a5-zh.pdf"),
    ]
    assert sorted(expected) == sorted(row[2:5] for row in rows)
    assert {("withdrawn", "x@1")} == {row[:2] for row in rows}
    assert {digest[:12] for digest in digests} <= {row[5] for row in rows}
    assert "nothing of it is in the manifests below elsewhere" in affected(capsys, "--output", "elsewhere")


def test_a_list_that_cannot_be_whole_is_refused(printable: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unreadable manifest and an unknown version are told; nothing is left out in silence."""
    assert Exit.GOOD == run(["labels", "--variant", "mini-zh-mono"])
    assert Exit.USAGE == run(["labels", "--affected", "y"])
    assert Exit.USAGE == run(["labels", "--affected", "x@7"])
    assert Exit.USAGE == run(["labels", "--affected", "--rules", "ccsa-603-2024/fibre-preform"])
    for content in (b"a,b\r\n1,2\r\n", b"\xff\xfe", b""):
        (printable / "labels" / "print" / "manifest.csv").write_bytes(content)
        assert Exit.FINDINGS == run(["labels", "--affected"])
        assert "cannot be read as a manifest" in capsys.readouterr().err
