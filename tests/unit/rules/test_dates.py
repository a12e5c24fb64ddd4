"""Validity, period and age, at the limit itself."""

from __future__ import annotations

import datetime

import pytest

from carbonpress.rules.ask import years_later
from carbonpress.rules.limits import limit

DAY = datetime.date


@pytest.mark.parametrize(
    ("day", "expected"),
    [(DAY(2024, 2, 29), DAY(2025, 3, 1)), (DAY(2025, 12, 31), DAY(2026, 12, 31)), (DAY(2023, 2, 28), DAY(2024, 2, 28))],
)
def test_a_year_later_is_the_same_day(day, expected):
    """A leap day has no anniversary and becomes the first of March."""
    assert expected == years_later(day, 1)


@pytest.mark.parametrize(("last", "passes"), [("2031-02-28", True), ("2031-03-01", False)])
def test_five_whole_years_pass(said_by, last, passes):
    """From 1 March 2026 to 28 February 2031 are exactly five years."""
    found = said_by("validity", "cable-gate", ("to: 2029-02-28", f"to: {last}"))
    assert passes == (found == [])


@pytest.mark.parametrize(("last", "passes"), [("2025-12-31", True), ("2025-12-30", False)])
def test_a_calendar_year_is_a_whole_year(said_by, last, passes):
    """The first of January to the last of December is a whole year, a day less is not."""
    found = said_by("period-length", "cable-gate", ("to: 2025-12-31", f"to: {last}"))
    assert passes == (found == [])


def test_a_limitation_explains_a_short_period(said_by):
    """A short period passes where the limitations are stated."""
    changes = ("to: 2025-12-31", "to: 2025-11-30"), ("data: {", "limitations: [{zh: 新线, en: A new line}]\ndata: {")
    assert [] == said_by("period-length", "cable-gate", *changes)


@pytest.mark.parametrize(("first", "passes"), [("2025-12-31", True), ("2025-12-30", False), ("2026-01-01", True)])
def test_the_validity_may_begin_on_the_last_day_of_the_data(said_by, first, passes):
    """The same day is early enough, the day before is not."""
    found = said_by("validity-start", "cable-grave", ("validity: {from: 2026-03-01", f"validity: {{from: {first}"))
    assert passes == (found == [])


@pytest.mark.parametrize(
    ("day", "start", "passes"),
    [
        ("2026-03-01", "2026-03-01", True),
        ("2026-03-02", "2026-03-01", False),
        ("2025-12-31", "2026-03-01", True),
        ("2025-12-30", "2026-03-01", False),
        ("2025-12-31", "2025-12-31", True),
        ("2026-01-01", "2025-12-31", False),
    ],
)
def test_the_verification_may_be_of_the_first_or_last_day(said_by, day, start, passes):
    """From the last day of the data to the first day of validity, both included, even where they are one day."""
    changes = ("date: 2026-02-10", f"date: {day}"), ("validity: {from: 2026-03-01", f"validity: {{from: {start}")
    assert passes == (said_by("verification-date", "cable-grave", *changes) == [])


def test_limits_are_data_with_a_source():
    """Every limit has whole years and a document behind it."""
    for name in ("validity", "producer-data-age", "generic-data-age"):
        assert limit(name).years >= 1
        assert "EN 15804" in limit(name).source.document
