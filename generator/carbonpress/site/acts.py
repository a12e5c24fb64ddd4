"""What the commands that change the ledger have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from carbonpress.publish.ledger import LEADS_TO, Event
from carbonpress.publish.release import BrokenArchiveError, RefusedError
from carbonpress.site.configuration import checked_place, stop_on
from carbonpress.site.exits import Exit
from carbonpress.site.place import Place, locate


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


def refused(what: str, error: RefusedError) -> Exit:
    """Say why an act was refused; the exit code for it."""
    click.echo("\n".join([f"error: {what}", *(f"  {reason}" for reason in error.reasons)]), err=True)
    return Exit.LEDGER if isinstance(error, BrokenArchiveError) else Exit.FINDINGS


def told(events: Iterable[Event]) -> Iterator[str]:
    """Lines that say what *events* did."""
    for event in events:
        if event.event == "publish":
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
