"""The figures of a result as they are written: total, stages and origins, their percentages, and what rounding leaves.

Computed figures have common decimals.  Stated ones keep the digits with which their study gives them; what the rounding
of the study leaves between parts and total is a part of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from carbonpress.press.common.figures import amount, column, decimals, digit, percents
from carbonpress.press.common.order import by_origin
from carbonpress.press.common.rounding import told
from carbonpress.record.shape import Composed, Places, Rounding

MOST_STATED = 8
"""A figure with more significant digits was written by a program, not read from a study: shown like computed ones."""


def as_stated(value: str, place: int, decimals_of_others: int) -> str:
    """A figure down to its last stated digit, the power of ten at *place*; computed decimals where it has too many.

    >>> as_stated("13", -1, 2), as_stated("10100", 2, 2), as_stated("122.123456789", -9, 2)
    ('13.0', '10\u2009100', '122.12')
    """
    return told(value, place) if _readable(value, place) else amount(value, decimals_of_others)


def _readable(value: str, place: int) -> bool:
    """Whether a reader can have taken a figure with so many digits from a study."""
    return Decimal(value).adjusted() - place < MOST_STATED


def places(record: Composed) -> Places | None:
    """Where the stated figures of *record* end; None for computed ones, and where the record does not say."""
    stated = record.get("stated")
    return (stated.get("places") if stated else None) or None


def stated_rounding(record: Composed, what: Literal["stages", "origins"]) -> Rounding | None:
    """What the rounding of the study leaves, however little it is."""
    stated = record.get("stated")
    return (stated.get("rounding") or {}).get(what) if stated else None


def rounding(record: Composed, what: Literal["stages", "origins"]) -> Rounding | None:
    """What the rounding of the study leaves between its stages or origins and its total.

    Nothing where it is less than a unit of the last digit that is shown.
    """
    left, ends = stated_rounding(record, what), places(record)
    if left is None or ends is None:
        return None
    shown = [record["total"]["value"], *(stage["value"] for stage in record["boundary"]["stages"])]
    named = [ends["total"], *(ends["stages"].get(stage["id"]) for stage in record["boundary"]["stages"])]
    if what == "origins":
        shown += [value for _, value in by_origin(record)]
        named += [ends["origins"].get(origin) for origin, _ in by_origin(record)]
    computed = -decimals(_column(record), digit("stages"))
    last = min(
        place if _readable(value, place) else computed
        for value, place in zip(shown, named, strict=True)
        if value is not None and place is not None
    )
    return left if abs(Decimal(left["value"])) >= Decimal(1).scaleb(last) else None


def stated_digits(record: Composed) -> int | None:
    """How many significant digits the total was stated with; None where it is written like a computed one."""
    ends, value = places(record), record["total"]["value"]
    if ends is None or not _readable(value, ends["total"]):
        return None
    return max(1, Decimal(value).adjusted() - ends["total"] + 1)


def total_figure(record: Composed) -> str:
    """The total as it stands below the stages."""
    ends, value, common = places(record), record["total"]["value"], decimals(_column(record), digit("stages"))
    return as_stated(value, ends["total"], common) if ends else amount(value, common)


def total_amount(record: Composed) -> str:
    """The total in kilograms as a terminal tells it, with six digits where it was computed."""
    ends, value = places(record), record["total"]["value"]
    return told(value, ends["total"]) if ends and stated_digits(record) else amount(value)


def stage_figures(record: Composed) -> list[str]:
    """The figure of each stage, empty where it is not counted."""
    values, ends = _column(record), places(record)
    if ends is None:
        return column(values, "", digit("stages"))[:-1]
    stages = [(stage["value"], ends["stages"].get(stage["id"])) for stage in record["boundary"]["stages"]]
    return [_stated(value, place, decimals(values, digit("stages"))) for value, place in stages]


def stage_percents(record: Composed, absent: str) -> list[str]:
    """The percentage of each stage, and of what rounding leaves where it leaves something: together 100.0."""
    left = rounding(record, "stages")
    shares = [stage["share"] for stage in record["boundary"]["stages"]]
    return percents([*shares, left["share"]] if left else shares, absent)


def origin_figures(record: Composed, absent: str) -> list[str]:
    """The figure of each origin, *absent* where it is not declared."""
    origins, ends = by_origin(record), places(record)
    if ends is None:
        return column([value for _, value in origins], absent, digit("stages"))
    common = decimals([value for _, value in origins], digit("stages"))
    return [_stated(value, ends["origins"].get(origin), common, absent) for origin, value in origins]


def lengths(shares: Sequence[str | None]) -> list[Decimal | None]:
    """How long each part of a bar of length one is, so that all of them fit in.

    Stated parts may be less than the whole, which leaves a gap, or more, which
    makes each of them shorter.
    """
    given = [None if share is None else Decimal(share) for share in shares]
    whole = max(Decimal(1), sum((share for share in given if share is not None), Decimal(0)))
    return [None if share is None else share / whole for share in given]


def _column(record: Composed) -> list[str | None]:
    return [*(stage["value"] for stage in record["boundary"]["stages"]), record["total"]["value"]]


def _stated(value: str | None, place: int | None, common: int, absent: str = "") -> str:
    if value is None:
        return absent
    return amount(value, common) if place is None else as_stated(value, place, common)
