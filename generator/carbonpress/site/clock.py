"""The day a command runs on; the only place that reads the clock."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime

from carbonpress.publish.project import Project

EPOCH = "SOURCE_DATE_EPOCH"


def today() -> date:
    """The day in UTC: that of SOURCE_DATE_EPOCH where it is set, otherwise by the clock.

    Source: https://reproducible-builds.org/specs/source-date-epoch/
    """
    epoch = os.environ.get(EPOCH)
    moment = datetime.now(UTC) if epoch is None else datetime.fromtimestamp(int(epoch), UTC)
    return moment.date()


def build_day(project: Project) -> date:
    """The day that a site is built for: that of SOURCE_DATE_EPOCH where it is set, otherwise the last day of its data.

    Not the clock's, so that the same data give the same site on any day.  Pages
    that have expired since turn so by the reader's clock.
    """
    return today() if EPOCH in os.environ else max(_days(project), default=date(2000, 1, 1))


def _days(project: Project) -> Iterator[date]:
    """Days that lie in the past of whoever wrote the data."""
    for event in project.archive.ledger.events:
        yield date.fromisoformat(event.date)
    for study in project.studies.values():
        given = study.sheet.declaration
        yield from (day for day in (given.period.end, given.study.date, given.verification.date) if day is not None)
