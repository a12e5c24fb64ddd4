"""The interval of a result as it is told: in one sentence, as ends in a table, what it covers and how it was made."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from markupsafe import Markup

from carbonpress.press.figures import percent
from carbonpress.press.frame import Voice, tell
from carbonpress.press.headline import headline_of
from carbonpress.press.rounding import place_apart, place_of, told
from carbonpress.record.interpretation_shape import Interpretation, Interval
from carbonpress.record.shape import Record

NO_END = "–"
"""Where a point has no end to tell."""


def interval_in_words(record: Record, block: Interpretation, spoken: Voice) -> Markup:
    """The interval in one sentence, that it is a point, or that a study gives none; in the unit of the headline."""
    given = block["uncertainty"]
    if given is None:
        return tell(spoken, "no_interval") if record["basis"] == "stated" else Markup("")
    unit = headline_of(record).unit[spoken.language]
    low, about, high = interval_told(record, given["total"], place_of(record["total"]["value"], given["digits"]))
    if NO_END in (low, high):
        return tell(spoken, "point", about=about, unit=unit)
    return tell(spoken, "interval", low=low, high=high, about=about, unit=unit)


def interval_told(record: Record, part: Interval, wanted: int) -> tuple[str, str, str]:
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


def covered(record: Record, spoken: Voice) -> str:
    """What the interval covers and what not; that there is none; or, for stated figures, that their study knows."""
    block = record.get("interpretation")
    if block is None or block["uncertainty"] is None:
        return spoken.words["result.uncertainty"]
    return spoken.words["interpretation.limits_stated" if record["basis"] == "stated" else "interpretation.limits"]


def method(record: Record, given_share: str, spoken: Voice) -> list[str]:
    """How the interval was made: from that of the study, or from the data and how much of it somebody gave."""
    if record["basis"] == "stated":
        return [spoken.words["interpretation.method_stated"]]
    return [spoken.words["interpretation.method"], tell(spoken, "given", share=percent(given_share))]
