"""Which declarations the commands that print are about."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.commands.conftest import (
    listed,
    withdrawn,
)

from carbonpress.commands.main import run
from carbonpress.terminal.exits import Exit


def test_a_list_says_how_many_of_each(printable: Path) -> None:
    """A CSV file with ids and counts, as spreadsheets write it."""
    (printable / "order.csv").write_text("\ufeffid,version,count\r\nx,,5\r\nx,1,7\r\n", encoding="utf-8")
    assert Exit.GOOD == run(["labels", "--counts", "order.csv", "--variant", "mini-zh-mono", "--sheet", "A3"])
    assert ["5", "7", "12"] == [row["copies"] for row in listed(printable / "labels" / "print")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x,5\n", "order.csv:1: the first line names the columns"),
        ("id,count\nx,no\n", "order.csv:2: 'no' is not a count"),
        ("id,count\nx,0\n", "order.csv:2: '0' is not a count"),
        ("id,count\nx,٥\n", "order.csv:2: '٥' is not a count"),
        ("id,version,count\nx,9,1\n", "order.csv:2: x has no version 9"),
        ("id,version,count\nx,a,1\n", "order.csv:2: 'x@a' is neither an id nor"),
        ("id,count\ny,1\n", "order.csv:2: no declaration 'y'"),
        ("id,count\n", "order.csv names no declaration"),
        ("", "order.csv:1: the first line names the columns"),
    ],
)
def test_a_wrong_list_is_told_with_its_line(
    printable: Path, capsys: pytest.CaptureFixture[str], text: str, told: str
) -> None:
    """Nothing is printed from a list with a fault."""
    (printable / "order.csv").write_text(text, encoding="utf-8")
    assert Exit.USAGE == run(["labels", "--counts", "order.csv"])
    assert told in capsys.readouterr().err
    assert not (printable / "labels").exists()


def test_a_list_in_another_encoding_is_told(printable: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a spreadsheet saves in the encoding of its country is not guessed at."""
    (printable / "order.csv").write_bytes("id,count\n光缆,1\n".encode("gb18030"))
    assert Exit.USAGE == run(["labels", "--counts", "order.csv"])
    assert "is not UTF-8" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["y"], "no declaration 'y'"),
        (["x@3"], "x has no version 3"),
        (["--rules", "ccsa-603-2024/fibre-prefrom"], "did you mean 'ccsa-603-2024/fibre-preform'?"),
        (["x", "--rules", "ccsa-603-2024/fibre-preform"], "not by two of them"),
        (["x", "--variant", "huge-zh-mono"], "huge-zh-mono"),
        (["x", "--width", "30", "--variant", "mini-zh-mono", "--variant", "strip-zh-mono"], "labels of one size"),
        (["x", "--dpi", "20"], "20"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    printable: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    """A usage error says what is wrong, with a hint where there is one."""
    assert Exit.USAGE == run(["labels", *arguments])
    assert told in capsys.readouterr().err


def test_a_withdrawn_version_is_not_printed(printable: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No more labels of what was taken back; without any current one there is nothing to print."""
    withdrawn(printable / "declarations" / "products" / "x.yml")
    assert Exit.USAGE == run(["labels", "x"])
    assert "version 1 of x is withdrawn: no more labels of it; no version is in force" in capsys.readouterr().err
    assert Exit.USAGE == run(["labels"])
    assert "no current version" in capsys.readouterr().err


def test_a_draft_is_printed_only_when_named(printable: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its labels say that it is one, and so does the command."""
    sheet = printable / "declarations" / "products" / "x.yml"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("status: published", "status: draft"), encoding="utf-8")
    assert Exit.USAGE == run(["labels"])
    assert Exit.GOOD == run(["labels", "x"])
    assert "x is a draft; its labels say so" in capsys.readouterr().err


def test_nothing_is_printed_from_data_with_errors(printable: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The findings are shown instead."""
    sheet = printable / "declarations" / "products" / "x.yml"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("version: 1", "version: one"), encoding="utf-8")
    assert Exit.FINDINGS == run(["labels"])
    assert "the data have errors, nothing was printed" in capsys.readouterr().err
