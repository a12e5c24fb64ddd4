"""The days that a declaration tells of: when it was studied and verified, and whether such a day can be true.

The site is built for the last of these days (and of the ledger), so that the same data give the same site whenever
they are built.  A slip of the pen, 2062 for 2026, would make every declaration of the site expired: such a day is an
error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from carbonpress.archive.ledger import LEDGER, AnyEvent, damage
from carbonpress.model.declaration import Declaration
from carbonpress.source.finding import Finding
from carbonpress.study.study import Sheet

RULE = "future-date"
CLOCK = "correct the day; or set the clock of this machine, if it is wrong"


def dates_of(given: Declaration) -> Mapping[str, tuple[date, tuple[str, ...]]]:
    """The days on which a declaration was studied and verified, each with its place, by what happened."""
    found = {
        "the study": (given.study.date, ("study", "date")),
        "the verification": (given.verification.date, ("verification", "date")),
        "the study behind the stated results": (given.results.date if given.results else None, ("results", "date")),
    }
    return {what: (day, place) for what, (day, place) in found.items() if day is not None}


def future_dates(sheets: Iterable[Sheet], latest: date) -> Iterator[Finding]:
    """Studies and verifications that are dated after *latest*, the last day that can be true."""
    for sheet in sheets:
        for what, (day, place) in dates_of(sheet.declaration).items():
            if day > latest:
                line, column = sheet.document.place(place)
                message = f"{what} is dated {day}, and that day has not come"
                yield Finding(sheet.document.name, line, column, RULE, message, f"a day up to {latest}", CLOCK)


def future_events(events: Iterable[AnyEvent], latest: date) -> list[Finding]:
    """Events of the ledger that are dated after *latest*, the last day that can be true."""
    mend = "restore published/ from git as it was before that line; or set the clock of this machine, if it is wrong"
    return [
        damage(
            LEDGER, event.seq, f"the event is of {event.date}, and that day has not come", f"a day up to {latest}", mend
        )
        for event in events
        if event.date > latest.isoformat()
    ]
