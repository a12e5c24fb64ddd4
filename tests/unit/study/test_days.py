"""Days of studies, verifications and events: which can be true, and which one a site is built for."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from carbonpress.acts.publish import RefusedError, publish_version, withdraw_version
from carbonpress.study.data_files import future_dates_in, read_data_files
from carbonpress.study.days import dates_of, future_dates
from carbonpress.study.project import Project

Edit = Callable[[str, str, str], None]
PREFORM = "products/preform-180.yml"


def dates(project: Project) -> dict[str, date]:
    return {what: day for what, (day, _) in dates_of(project.studies["preform-180"].sheet.declaration).items()}


def test_last_day(data: Path, edit: Edit, opened: Callable[[], Project]) -> None:
    """A site is built for the last day on which something was studied or verified, and for no day in a comment."""
    days = [max(day for day, _ in dates_of(study.sheet.declaration).values()) for study in opened().studies.values()]
    assert max(days).isoformat() == read_data_files(data).day
    edit(PREFORM, "verification:\n", "# date: 2062-01-01\nverification:  # date: 2063-01-01\n")
    assert max(days).isoformat() == read_data_files(data).day


@pytest.mark.parametrize("what", ["the study", "the verification"])
def test_day_that_has_not_come(data: Path, edit: Edit, opened: Callable[[], Project], what: str) -> None:
    """A study or a verification after the last day that can be true is an error where it stands; on it, it is none."""
    project = opened()
    day, place = dates_of(project.studies["preform-180"].sheet.declaration)[what]
    sheets = [study.sheet for study in project.studies.values()]
    assert [] == list(future_dates(sheets, max(dates(project).values())))
    text = (data / PREFORM).read_text(encoding="utf-8")
    block = re.search(rf"^{place[0]}:.*?date: ({day})", text, re.MULTILINE | re.DOTALL)
    assert block is not None
    (data / PREFORM).write_text(text[: block.start(1)] + "2062" + text[block.start(1) + 4 :], encoding="utf-8")
    sheets = [study.sheet for study in opened().studies.values()]
    (finding,) = future_dates(sheets, date(2026, 12, 31))
    line = text[: block.start(1)].count("\n") + 1
    assert (PREFORM, line, "future-date") == (finding.file, finding.line, finding.rule)
    assert [finding] == future_dates_in(read_data_files(data), opened().library, date(2026, 12, 31))
    assert [] == list(future_dates(sheets, date(2062, 12, 31)))


@pytest.mark.parametrize(
    "form", ["date : 2062-02-05", '"date": "2062-02-05"', "date:\n    2062-02-05", "'date':   '2062-02-05'"]
)
def test_a_day_in_any_form(data: Path, edit: Edit, opened: Callable[[], Project], form: str) -> None:
    """However YAML writes it, a day is seen by the pattern too, so that `build` finds what `check` does."""
    day = dates(opened())["the verification"]
    edit(PREFORM, f"date: {day}", form)
    found = read_data_files(data)
    assert "2062-02-05" == found.day
    assert ["future-date"] == [one.rule for one in future_dates_in(found, opened().library, date(2026, 12, 31))]


def test_nothing_is_published_before_its_time(opened: Callable[[], Project]) -> None:
    """A version is published on the day of its study and its verification at the earliest."""
    project = opened()
    last = max(dates(project).values())
    with pytest.raises(RefusedError, match=f"it cannot be published on {last - timedelta(1)}, before that"):
        publish_version(project, "preform-180", last - timedelta(1))
    assert 1 == len(publish_version(project, "preform-180", last).events)


def test_days_never_go_back(opened: Callable[[], Project]) -> None:
    """No event is entered that is of a day before that of the last one."""
    publish_version(opened(), "preform-180", date(2026, 3, 5))
    with pytest.raises(RefusedError, match="the event is of 2026-03-04, before the day of the line before it"):
        withdraw_version(opened().root, "preform-180", 1, {"en": "x"}, date(2026, 3, 4))
    withdraw_version(opened().root, "preform-180", 1, {"en": "x"}, date(2026, 3, 5))
