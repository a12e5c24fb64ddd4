"""What a version is worth on a day: its own state first, then its dates, the last day included."""

from __future__ import annotations

from typing import Any

import pytest

from carbonpress.record.validity import state_on
from carbonpress.record.version import Version

RECORD: Any = {"validity": {"from": "2026-01-01", "to": "2028-12-31"}}


@pytest.mark.parametrize(("day", "expected"), [
    ("2025-12-31", "upcoming"), ("2026-01-01", "current"), ("2028-12-31", "current"), ("2029-01-01", "expired"),
    ("", "current"),
])  # fmt: skip
def test_a_current_version(day: str, expected: str) -> None:
    """The first day and the last count; without a day no date is looked at."""
    assert expected == state_on(Version(RECORD, "current"), day)


@pytest.mark.parametrize("state", ["draft", "superseded", "withdrawn"])
@pytest.mark.parametrize("day", ["", "2025-12-31", "2026-06-01", "2029-01-01"])
def test_a_state_of_its_own_goes_before_dates(state: str, day: str) -> None:
    """What was withdrawn or superseded does not expire, and a draft is never in force."""
    assert state == state_on(Version(RECORD, state), day)
