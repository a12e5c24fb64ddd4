"""The interval of a result as it is told: in one sentence, as ends in a table, what it covers and how it was made."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup

from carbonpress.press.figures import percent, unit_name
from carbonpress.press.frame import Voice, tell
from carbonpress.press.rounding import place_apart, place_of, told
from carbonpress.record.interpretation_shape import Interpretation, Interval
from carbonpress.record.shape import Record

NO_END = "–"
"""Where a point has no end to tell."""


def interval_in_words(record: Record, block: Interpretation, spoken: Voice) -> Markup:
    """The interval in one sentence, that it is a point, or that a study gives none."""
    given = block["uncertainty"]
    if given is None:
        return tell(spoken, "no_interval") if record["basis"] == "stated" else Markup("")
    total = given["total"]
    wanted = place_of(record["total"]["value"], given["digits"])
    place = place_apart(total["low"], total["high"], wanted)
    unit = unit_name(record["total"]["unit"], spoken.language)
    if place is None:
        return tell(spoken, "point", about=told(record["total"]["value"], wanted), unit=unit)
    return tell(
        spoken,
        "interval",
        low=told(total["low"], place),
        high=told(total["high"], place),
        about=told(record["total"]["value"], place),
        unit=unit,
    )


def interval_ends(part: Interval, wanted: int) -> tuple[str, str, str]:
    """Figure, lower and upper end of an interval, down to the power of ten at *wanted*; a point has no ends."""
    place = place_apart(part["low"], part["high"], wanted)
    if place is None:
        return told(part["value"], wanted) if Decimal(part["value"]) else "0", NO_END, NO_END
    value = told(part["value"], place) if Decimal(part["value"]) else "0"
    return value, told(part["low"], place), told(part["high"], place)


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
