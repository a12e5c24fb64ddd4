"""The figures of a result as they are written: total, stages and origins, their percentages, and what rounding leaves.

Computed figures have common decimals.  Stated ones keep the digits with which their study gives them; what the rounding
of the study leaves between parts and total is a part of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from carbonpress.press.figures import amount, column, decimals, headline, percents
from carbonpress.press.order import by_origin
from carbonpress.press.rounding import place_of, told
from carbonpress.record.shape import Places, Record, Rounding

DIGITS = 5
"""Significant digits of the largest computed figure in a table of stages or origins."""

MOST_STATED = 8
"""More significant digits than any measurement has: a stated figure that has more was written by a program."""

INTENSITY = 4
"""Significant digits of an intensity, at most."""


def as_stated(value: str, place: int) -> str:
    """A figure down to its last stated digit, the power of ten at *place*; at most `MOST_STATED` digits.

    >>> as_stated("13", -1), as_stated("10100", 2), as_stated("122.123456789", -9)
    ('13.0', '10\u2009100', '122.12346')
    """
    return told(value, max(place, Decimal(value).adjusted() - MOST_STATED + 1))


def places(record: Record) -> Places | None:
    """Where the stated figures of *record* end; None for computed ones, and where the record does not say."""
    stated = record["stated"]
    return (stated.get("places") if stated else None) or None


def rounding(record: Record, what: Literal["stages", "origins"]) -> Rounding | None:
    """What the rounding of the study leaves between its stages or origins and its total."""
    stated = record["stated"]
    left = stated.get("rounding") if stated else None
    return left.get(what) if left else None


def total_figure(record: Record) -> str:
    """The total as it stands below the stages."""
    ends, value = places(record), record["total"]["value"]
    return as_stated(value, ends["total"]) if ends else amount(value, decimals(_column(record), DIGITS))


def total_amount(record: Record) -> str:
    """The total as it stands in a calculation, with six digits where it was computed."""
    ends, value = places(record), record["total"]["value"]
    return as_stated(value, ends["total"]) if ends else amount(value)


def stage_figures(record: Record, significant: int = DIGITS) -> list[str]:
    """The figure of each stage, empty where it is not counted."""
    values, ends = _column(record), places(record)
    if ends is None:
        return column(values, "", significant)[:-1]
    stages = [(stage["value"], ends["stages"].get(stage["id"])) for stage in record["boundary"]["stages"]]
    return [_stated(value, place) for value, place in stages]


def stage_percents(record: Record, absent: str) -> list[str]:
    """The percentage of each stage, and of what rounding leaves where it leaves something: together 100.0."""
    left = rounding(record, "stages")
    shares = [stage["share"] for stage in record["boundary"]["stages"]]
    return percents([*shares, left["share"]] if left else shares, absent)


def origin_figures(record: Record, absent: str) -> list[str]:
    """The figure of each origin, *absent* where it is not declared."""
    origins, ends = by_origin(record), places(record)
    if ends is None:
        return column([value for _, value in origins], absent, DIGITS)
    return [_stated(value, ends["origins"].get(origin), absent) for origin, value in origins]


def intensity_figure(record: Record, value: str) -> str:
    """An intensity: with no more digits than the total was stated with."""
    ends, total = places(record), Decimal(record["total"]["value"])
    if ends is None or not Decimal(value):
        return headline(value)
    return told(value, place_of(value, min(INTENSITY, max(1, total.adjusted() - ends["total"] + 1))))


def lengths(shares: Sequence[str | None]) -> list[Decimal | None]:
    """How long each part of a bar of length one is, so that all of them fit in.

    Stated parts may be less than the whole, which leaves a gap, or more, which
    makes each of them shorter.
    """
    given = [None if share is None else Decimal(share) for share in shares]
    whole = max(Decimal(1), sum((share for share in given if share is not None), Decimal(0)))
    return [None if share is None else share / whole for share in given]


def _column(record: Record) -> list[str | None]:
    return [*(stage["value"] for stage in record["boundary"]["stages"]), record["total"]["value"]]


def _stated(value: str | None, place: int | None, absent: str = "") -> str:
    if value is None:
        return absent
    return amount(value) if place is None else as_stated(value, place)
