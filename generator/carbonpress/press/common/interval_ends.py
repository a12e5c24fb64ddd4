"""The ends of an interval as they are written, with the digits that tell them apart."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from carbonpress.press.common.headline import headline_of
from carbonpress.press.common.rounding import place_apart, told
from carbonpress.record.interpretation_shape import Interval
from carbonpress.record.shape import Composed

NO_END = "–"
"""Where a point has no end to tell."""


def interval_told(record: Composed, part: Interval, wanted: int) -> tuple[str, str, str]:
    """Lower end, figure and upper end of the result in the unit of the headline; see `interval_ends`."""
    about, low, high = _ends(part, wanted, headline_of(record).scale.told)
    return low, about, high


def interval_ends(part: Interval, wanted: int) -> tuple[str, str, str]:
    """Figure, lower and upper end of an interval in kg, down to the power of ten at *wanted*; a point has no ends."""
    return _ends(part, wanted, told)


def _ends(part: Interval, wanted: int, write: Callable[[str, int], str]) -> tuple[str, str, str]:
    place = place_apart(part["low"], part["high"], wanted)
    value = write(part["value"], wanted if place is None else place) if Decimal(part["value"]) else "0"
    if place is None:
        return value, NO_END, NO_END
    return value, write(part["low"], place), write(part["high"], place)
