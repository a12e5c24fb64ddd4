"""Rounded figures and intervals: what is not zero never reads like it, and no interval reads like a point."""

from __future__ import annotations

import doctest
import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonpress.press.common import figures, interval, parts, rounding
from carbonpress.press.common.figures import THIN_SPACE
from carbonpress.press.common.interval_ends import NO_END, interval_ends
from carbonpress.press.common.page import Site
from carbonpress.press.common.rounding import POINT, place_apart, told
from carbonpress.press.document.blocks import Paragraph, Table
from carbonpress.press.document.view import document
from carbonpress.press.pages.declaration import declaration_page
from carbonpress.press.pages.report import report_page
from carbonpress.record.interpretation_shape import Interval
from carbonpress.record.shape import Record
from carbonpress.record.version import Version
from carbonpress.study.project import open_project

ROOT = Path(__file__).parents[4]
SITE = Site("https://pcf.example.com/", built_on="2026-06-01")
VALUES = st.builds(
    lambda number, exponent: f"{Decimal(number).scaleb(exponent):f}", st.integers(-99_999, 99_999), st.integers(-15, 9)
)


@pytest.mark.parametrize("module", [rounding, parts, interval, figures])
def test_doctests(module) -> None:
    """The examples in the docstrings come out as they say."""
    assert 0 == doctest.testmod(module).failed


def read(written: str) -> Decimal:
    return Decimal(written.replace(THIN_SPACE, "").replace("−", "-"))


@given(VALUES, st.integers(-9, 9))
def test_what_is_not_zero_is_never_told_as_zero(value: str, place: int) -> None:
    """However coarse the place, a number keeps its first digit and its sign; zero has no sign."""
    written = told(value, place)
    assert bool(read(written)) == bool(Decimal(value))
    assert written.startswith("−") == (Decimal(value) < 0)
    assert abs(read(written) - Decimal(value)) <= Decimal(10) ** place / 2


WRITERS = {
    "headline": figures.headline,
    "amount": figures.amount,
    "two decimals": lambda value: figures.amount(value, 2),
    "percent": figures.percent,
    "exact": lambda value: figures.exact(value),
    "signed": rounding.signed,
    "two digits": rounding.two_digits,
}


@pytest.mark.parametrize("name", WRITERS)
@given(value=VALUES)
def test_no_way_of_writing_makes_a_zero(name: str, value: str) -> None:
    """Headlines, amounts, shares and changes: a zero stands for zero alone, and never with a minus."""
    written = WRITERS[name](value)
    digits = [int(digit) for digit in re.findall("[0-9]", written)]
    assert bool(any(digits)) == bool(Decimal(value))
    assert Decimal(value) or ("−" not in written and "-" not in written)


ENDS = st.tuples(VALUES, VALUES, VALUES).map(lambda values: sorted(values, key=Decimal))


@given(ENDS, st.integers(-6, 6))
def test_no_interval_reads_like_a_point(ends: list[str], place: int) -> None:
    """The ends are told apart, as finely as it takes; what is a point has no ends."""
    low, value, high = ends
    given_: Interval = {"value": value, "mean": value, "sd": "1", "low": low, "high": high, "distribution": "normal"}
    about, *shown = interval_ends(given_, place)
    assert bool(read(about)) == bool(Decimal(value))
    if Decimal(high) - Decimal(low) <= max(abs(Decimal(low)), abs(Decimal(high))) * POINT:
        assert [NO_END, NO_END] == shown and place_apart(low, high, place) is None
    else:
        assert read(shown[0]) < read(shown[1])


@pytest.fixture(scope="module")
def interpreted() -> str:
    """A record of the examples that has an interval."""
    project = open_project(ROOT / "declarations", "https://pcf.example.com/")
    return json.dumps(project.studies["gyta53-24b1"].record)


def with_interval(interpreted: str, value: str, low: str, high: str) -> Record:
    """The record with this total and interval, and the same for all of its stages."""
    record: Record = json.loads(interpreted)
    record["total"]["value"] = value
    block = record["interpretation"]
    assert block is not None and block["uncertainty"] is not None
    made = {"value": value, "mean": value, "sd": "0", "low": low, "high": high, "distribution": "normal"}
    block["uncertainty"]["total"].update(made)  # type: ignore[typeddict-item]
    for stage in block["uncertainty"]["stages"].values():
        stage.update(made)  # type: ignore[typeddict-item]
    block["uncertainty"]["simulation"] = None
    record.pop("shown", None)  # what it showed before  # type: ignore[misc]
    return record


SMALL = [
    ("0", "0", "0"),
    ("0", "-0.00001", "0.00001"),
    ("0.00002", "0.00001", "0.00004"),
    ("161", "161", "161"),
    ("161", "160.9", "161.1"),
]
BETWEEN = {"zh": r"在 ([^<。]+?) 与 ([^<。]+?) k?g", "en": r"between ([^<]+?) and ([^<]+?) k?g"}
POINT_SAID = {"zh": "没有可显示的区间", "en": "without an interval that could be shown"}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("value", "low", "high"), SMALL)
def test_pages_and_documents_tell_small_intervals(
    interpreted: str, language: str, value: str, low: str, high: str
) -> None:
    """Neither page nor document says 0.00 to 0.00, or one figure to the same; a point says that it is one."""
    record = with_interval(interpreted, value, low, high)
    version = Version(record, "current")
    said = [page(version, SITE, language).body for page in (declaration_page, report_page)]
    blocks = document(record, language).blocks
    said += ["".join(run.text for run in block.runs) for block in blocks if isinstance(block, Paragraph)]
    intervals = [found for text in said for found in re.findall(BETWEEN[language], text)]
    assert all(first != second for first, second in intervals)
    assert (low == high) == any(POINT_SAID[language] in text for text in said)
    assert (low == high) != bool(intervals)
    (table,) = (block for block in blocks if isinstance(block, Table) and block.look == "uncertainty")
    for row in table.rows:
        _, _, first, second = ("".join(run.text for part in cell for run in part) for cell in row.cells)
        assert first != second or first == NO_END
