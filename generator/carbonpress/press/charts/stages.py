"""Results by stage and by origin, written and drawn for a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypedDict

from markupsafe import Markup

from carbonpress.model.language import LANGUAGES
from carbonpress.press.charts.charts import Bar, bar_svg, bars, tones, waterfall
from carbonpress.press.common.frame import Voice
from carbonpress.press.common.order import by_origin
from carbonpress.press.common.parts import stated_rounding
from carbonpress.press.common.shown import REST, result_of
from carbonpress.record.shape import Record, Rounding, Text
from carbonpress.record.shown_shape import ShownPart

NEUTRAL = "origin"
"""The tone of bars that belong to no stage."""


class StageRow(TypedDict):
    """A stage in a table: its figure and percentage as written, its bar, and whether it is counted.

    `because` says why the author excluded it, if anything does.
    """

    id: str
    name: str
    short: str
    tone: str
    included: bool
    because: Text | None
    value: str
    percent: str
    bar: Markup


class WaterfallRow(TypedDict):
    """A step of a waterfall: figure and percentage as written, and its bar, which begins where the one before ended."""

    name: str
    value: str
    percent: str
    included: bool
    bar: Markup


class OriginRow(TypedDict):
    """The figure of an origin as written, where its bar is (percent of the width) and what it looks like."""

    id: str
    name: str
    value: str
    tone: str
    declared: bool
    span: Bar | None
    bar: Markup


def stage_rows(record: Record, voice: Voice) -> list[StageRow]:
    """The stages as rows of a table: name, tone, bar, figure and percentage; not counted ones say so."""
    stages = record["boundary"]["stages"]
    named, told = tones(stages), result_of(record, voice.language)["stages"]
    absent: ShownPart = {"value": voice.words["stages.not_counted"], "percent": "–"}
    return [
        {
            "id": stage["id"],
            "name": voice.say(stage["name"]),
            "short": voice.say(stage["short"]),
            "tone": named[stage["id"]],
            "included": stage["included"],
            "because": stage["excluded_because"],
            **told.get(stage["id"], absent),
            "bar": bar_svg(bar, named[stage["id"]]),
        }
        for stage, bar in zip(stages, bars([s["value"] for s in stages]), strict=True)
    ]


def rounding_row(record: Record, voice: Voice) -> dict[str, str] | None:
    """What the rounding of a study leaves between stages and total, as a row; None where it leaves nothing."""
    remainder = result_of(record, voice.language)["stages"].get(REST)
    if remainder is None:
        return None
    return {"name": voice.words["stages.rest"], "value": remainder["value"], "percent": remainder["percent"]}


def left_over(record: Record, what: Literal["stages", "origins"]) -> Rounding | None:
    """What the rounding of a study leaves, where the record shows it."""
    return stated_rounding(record, what) if REST in result_of(record, LANGUAGES[0])[what] else None


def total_row(record: Record, voice: Voice) -> ShownPart:
    """The total as the last row of the table of stages: as many decimals as the stages have, and 100.0%."""
    return result_of(record, voice.language)["total"]


def waterfall_steps(record: Record) -> list[str | None]:
    """The figures that a waterfall adds up: the stages, then what rounding leaves where it leaves something."""
    left = left_over(record, "stages")
    stages = [stage["value"] for stage in record["boundary"]["stages"]]
    return [*stages, left["value"]] if left else stages


def waterfall_tones(record: Record, tone: Mapping[str, str]) -> list[str]:
    """The tone of each step: that of its stage, or of a removal; what rounding leaves is neither."""
    stages = record["boundary"]["stages"]
    found = ["removal" if (stage["value"] or "").startswith("-") else tone[stage["id"]] for stage in stages]
    return [*found, NEUTRAL] if left_over(record, "stages") else found


def waterfall_rows(record: Record, voice: Voice) -> list[WaterfallRow]:
    """Stage after stage up to the total, as bars that begin where the one before ended."""
    told = [(row["name"], row["value"], row["percent"], row["included"]) for row in stage_rows(record, voice)]
    if left := rounding_row(record, voice):
        told.append((left["name"], left["value"], left["percent"], True))
    total = total_row(record, voice)
    told.append((voice.words["stages.total"], total["value"], total["percent"], True))
    hues = [*waterfall_tones(record, tones(record["boundary"]["stages"])), "total"]
    return [
        {"name": name, "value": value, "percent": percent, "included": included, "bar": bar_svg(bar, hue)}
        for (name, value, percent, included), bar, hue in zip(
            told, waterfall(waterfall_steps(record)), hues, strict=True
        )
    ]


def origin_rows(record: Record, voice: Voice) -> list[OriginRow]:
    """The figure by origin, removals on the other side of zero; what is not declared says so."""
    origins, left = by_origin(record), left_over(record, "origins")
    figures = [*(figure for _, figure in origins), *([left["value"]] if left else [])]
    written = result_of(record, voice.language)["origins"]
    named = [(origin, voice.words[f"origin.{origin}"]) for origin, _ in origins]
    if left:
        named.append((REST, voice.words["stages.rest"]))
    hues = ["removal" if (given or "").startswith("-") else NEUTRAL for _, given in origins]
    return [
        {
            "id": id_,
            "name": name,
            "value": written[id_],
            "tone": hue,
            "declared": given is not None,
            "span": bar,
            "bar": bar_svg(bar, hue),
        }
        for (id_, name), hue, given, bar in zip(
            named, [*hues, NEUTRAL][: len(named)], figures, bars(figures), strict=True
        )
    ]
