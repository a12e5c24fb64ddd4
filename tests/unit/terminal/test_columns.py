"""Columns of a terminal line up, wide characters or not."""

from __future__ import annotations

import pytest

from carbonpress.terminal.columns import table, width


@pytest.mark.parametrize(
    ("text", "expected"), [("km", 2), ("光缆", 4), ("ＡＢ", 4), ("CO₂", 3), ("e\u0301", 1), ("\u200b", 0)]
)
def test_width(text: str, expected: int) -> None:
    """Wide characters take two columns, combining and invisible ones none."""
    assert expected == width(text)


def test_table_lines_up() -> None:
    """Every cell of a column begins, or ends where it holds numbers, at the same place."""
    lines = table([("光缆", "1.5", "km"), ("a", "10", "kg")], right=(1,))
    assert ["  光缆  1.5  km", "  a      10  kg"] == lines
    assert 1 == len({width(line) for line in lines})
