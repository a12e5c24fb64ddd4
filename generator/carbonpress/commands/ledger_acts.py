"""What the commands that change the ledger have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import click

from carbonpress.acts.publish import BrokenArchiveError, RefusedError
from carbonpress.archive.archive import ledger_of
from carbonpress.archive.head import standing_findings
from carbonpress.archive.ledger import LEADS_TO, AnyEvent, Event
from carbonpress.site.configuration import checked_place, stop_on
from carbonpress.site.place import Place, locate
from carbonpress.study.days import future_events
from carbonpress.terminal.clock import latest_day, today
from carbonpress.terminal.exits import Exit


def addressed_place(path: Path | None) -> Place:
    """The project at *path*, which must have an address on the web.

    Raises
    ------
    click.UsageError
        When it has none: what is published is published under an address.
    Stop
        When its `mkdocs.yml` is wrong.
    """
    place = locate(path)
    if place.config is None:
        raise click.UsageError("set `site_url` in mkdocs.yml first: every printed code will lead there for ever")
    place, read = checked_place(place, place.config)
    stop_on(read.wrong(strict=False))
    return place


def begin(place: Place) -> date:
    """The day of an event that is about to be entered in the ledger of *place*, see `clock.today`.

    Raises
    ------
    RefusedError
        When SOURCE_DATE_EPOCH names a day that has not come: every later site would be built for that day.
    BrokenArchiveError
        When the site in place shows lines that the ledger lacks: nothing may be entered behind it.
    """
    day, latest = today(), latest_day()
    if day > latest:
        raise RefusedError([f"SOURCE_DATE_EPOCH names {day}, and that day has not come; the clock allows {latest}"])
    ledger, _ = ledger_of(place.data)
    if found := [*standing_findings(place.site, ledger), *future_events(ledger.events, latest)]:
        raise BrokenArchiveError([f"{one.message}; {one.mend}" for one in found])
    return day


def refused(what: str, error: RefusedError) -> Exit:
    """Say why an act was refused; the exit code for it."""
    click.echo("\n".join([f"error: {what}", *(f"  {reason}" for reason in error.reasons)]), err=True)
    return Exit.LEDGER if isinstance(error, BrokenArchiveError) else Exit.FINDINGS


def told(events: Iterable[AnyEvent]) -> Iterator[str]:
    """Lines that say what *events* did."""
    for event in events:
        if not isinstance(event, Event):
            yield f"  {event.old} is {event.new} now"
        elif event.event == "publish":
            yield f"  digest   {event.digest}"
        else:
            by = f" by {event.successor}" if event.successor else ""
            yield f"  {event.id} version {event.version} is {LEADS_TO[event.event]}{by}"
        yield f"  ledger   line {event.seq}, {event.date}"


def versioned(name: str) -> tuple[str, int | None]:
    """Id and version of `id` or `id@version`.

    Raises
    ------
    click.BadParameter
        When the version is no number.
    """
    id_, at, number = name.partition("@")
    if at and not (number.isascii() and number.isdecimal()):
        raise click.BadParameter(f"{name!r} is neither an id nor `id@version`")
    return id_, int(number) if at else None
