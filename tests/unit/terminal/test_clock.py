"""Which day it is, and for which day a site is built."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import click
import pytest

from carbonpress.terminal.clock import EPOCH, FIRST, LAST, build_day, latest_day, today


@pytest.fixture
def epoch(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets SOURCE_DATE_EPOCH, or takes it away."""

    def set_to(value: str | None) -> None:
        monkeypatch.delenv(EPOCH, raising=False)
        if value is not None:
            monkeypatch.setenv(EPOCH, value)

    return set_to


@pytest.mark.parametrize(("seconds", "day"), [
    (FIRST, date(1980, 1, 1)), (LAST, date(2100, 12, 31)), (1_780_000_000, date(2026, 5, 28)),
])  # fmt: skip
def test_the_day_of_the_epoch(epoch: Any, seconds: int, day: date) -> None:
    """Seconds since 1970 in UTC, from the first day of 1980 to the last of 2100."""
    epoch(str(seconds))
    assert day == today()


@pytest.mark.parametrize(
    "value", ["", "x", "-1", "1.5", " 1780000000", "1_780_000_000", "１", str(FIRST - 1), str(LAST + 1)]
)
def test_what_is_no_epoch(epoch: Any, value: str) -> None:
    """A value that names no day ends the command instead of being passed over."""
    epoch(value)
    with pytest.raises(click.UsageError, match=EPOCH):
        today()


def test_the_clock_says_what_can_be_true(epoch: Any) -> None:
    """An epoch moves the day of a build, but not the last day that anything can be dated."""
    epoch("1780000000")
    real = datetime.now(UTC).date()
    assert timedelta(0) <= latest_day() - real - timedelta(days=1) <= timedelta(days=1)
    epoch(None)
    assert timedelta(0) <= today() - real <= timedelta(days=1)


def test_a_site_is_built_for_the_last_day_of_its_data(epoch: Any) -> None:
    """The clock has no say in it; an epoch has."""
    events: Any = [type("Event", (), {"date": day})() for day in ("2026-02-01", "2026-03-01")]
    epoch(None)
    assert "2026-03-01" == build_day("2026-01-01", events)
    assert "2026-04-01" == build_day("2026-04-01", events)
    assert "2026-01-01" == build_day("2026-01-01", [])
    epoch("1780000000")
    assert "2026-05-28" == build_day("2026-01-01", events)
