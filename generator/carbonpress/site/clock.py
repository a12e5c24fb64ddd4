"""The day a command runs on, and the last day that can be true; the only place that reads the clock."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from carbonpress.publish.ledger import AnyEvent

EPOCH = "SOURCE_DATE_EPOCH"


def today() -> date:
    """The day in UTC: that of SOURCE_DATE_EPOCH where it is set, otherwise by the clock.

    Source: https://reproducible-builds.org/specs/source-date-epoch/
    """
    epoch = os.environ.get(EPOCH)
    moment = datetime.now(UTC) if epoch is None else datetime.fromtimestamp(int(epoch), UTC)
    return moment.date()


def latest_day() -> date:
    """The last day that anything can be dated: the day after the clock's, whatever SOURCE_DATE_EPOCH says.

    One day more, since days are those of UTC here and of the author's country in a declaration.
    """
    return datetime.now(UTC).date() + timedelta(days=1)


def build_day(latest: str, events: Iterable[AnyEvent]) -> str:
    """The day that a site is built for: that of SOURCE_DATE_EPOCH where it is set, otherwise the last day of its data.

    *latest* is the last day on which a study was made or verified.  Not the
    clock's day, so that the same data give the same site whenever they are
    built.  Pages that have expired since turn so by the reader's clock.
    """
    return today().isoformat() if EPOCH in os.environ else max([latest, *(event.date for event in events)])
