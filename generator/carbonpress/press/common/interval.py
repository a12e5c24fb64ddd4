"""The interval of a result as it is told: in one sentence, what it covers and how it was made."""

from __future__ import annotations

from markupsafe import Markup

from carbonpress.press.common.figures import percent
from carbonpress.press.common.frame import Voice, tell
from carbonpress.press.common.headline import headline_of
from carbonpress.press.common.interval_ends import NO_END
from carbonpress.press.common.shown import result_of
from carbonpress.record.interpretation_shape import Interpretation
from carbonpress.record.shape import Record


def interval_in_words(record: Record, block: Interpretation, spoken: Voice) -> Markup:
    """The interval in one sentence, that it is a point, or that a study gives none; in the unit of the headline."""
    given = block["uncertainty"]
    if given is None:
        return tell(spoken, "no_interval") if record["basis"] == "stated" else Markup("")
    unit = headline_of(record).unit[spoken.language]
    told = result_of(record, spoken.language)["interval"]
    if told is None or NO_END in (told["low"], told["high"]):
        return tell(spoken, "point", about=told["about"] if told else "", unit=unit)
    return tell(spoken, "interval", **{**told, "unit": unit})


def covered(record: Record, spoken: Voice) -> str:
    """What the interval covers and what not; that there is none; or, for stated figures, that their study knows."""
    block = record.get("interpretation")
    if block is None or block["uncertainty"] is None:
        return spoken.words["result.uncertainty"]
    return spoken.words["interpretation.limits_stated" if record["basis"] == "stated" else "interpretation.limits"]


def method(record: Record, given_share: str, spoken: Voice) -> list[str]:
    """How the interval was made: from that of the study, or from the data and how much of it the author gave."""
    if record["basis"] == "stated":
        return [spoken.words["interpretation.method_stated"]]
    return [spoken.words["interpretation.method"], tell(spoken, "given", share=percent(given_share))]
