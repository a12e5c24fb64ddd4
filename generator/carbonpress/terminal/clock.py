"""The day a command runs on, and the last day that can be true; the only place that reads the clock."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import click

from carbonpress.archive.ledger import AnyEvent

EPOCH = "SOURCE_DATE_EPOCH"
FIRST = 315_532_800
"""1980-01-01, the first day that the packages of office documents can carry."""

LAST = 4_133_980_799
"""2100-12-31, the last day that a declaration may name."""


def today() -> date:
    """The day in UTC: that of SOURCE_DATE_EPOCH where it is set, otherwise by the clock.

    Raises
    ------
    click.UsageError
        When SOURCE_DATE_EPOCH names no day.

    Source: https://reproducible-builds.org/specs/source-date-epoch/
    """
    epoch = os.environ.get(EPOCH)
    if epoch is None:
        return datetime.now(UTC).date()
    if not re.fullmatch(r"[0-9]{1,12}", epoch) or not FIRST <= int(epoch) <= LAST:
        what = f"the environment variable {EPOCH} is {epoch[:40]!r}"
        raise click.UsageError(f"{what}; it takes whole seconds since 1970, of a day from 1980 to 2100, or is left out")
    return datetime.fromtimestamp(int(epoch), UTC).date()


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
