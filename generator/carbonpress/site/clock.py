"""The day a command runs on; the only place that reads the clock."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, date, datetime

from carbonpress.publish.ledger import Event

EPOCH = "SOURCE_DATE_EPOCH"


def today() -> date:
    """The day in UTC: that of SOURCE_DATE_EPOCH where it is set, otherwise by the clock.

    Source: https://reproducible-builds.org/specs/source-date-epoch/
    """
    epoch = os.environ.get(EPOCH)
    moment = datetime.now(UTC) if epoch is None else datetime.fromtimestamp(int(epoch), UTC)
    return moment.date()


def build_day(latest: str, events: Iterable[Event]) -> str:
    """The day that a site is built for: that of SOURCE_DATE_EPOCH where it is set, otherwise the last day of its data.

    *latest* is the last day on which a study was made or verified.  Not the
    clock's day, so that the same data give the same site whenever they are
    built.  Pages that have expired since turn so by the reader's clock.
    """
    return today().isoformat() if EPOCH in os.environ else max([latest, *(event.date for event in events)])
