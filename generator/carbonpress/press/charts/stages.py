"""Results by stage and by origin, written and drawn for a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from carbonpress.model.language import LANGUAGES
from carbonpress.press.charts.charts import bar_svg, bars, tones, waterfall
from carbonpress.press.common.frame import Voice
from carbonpress.press.common.order import by_origin
from carbonpress.press.common.parts import stated_rounding
from carbonpress.press.common.shown import REST, result_of
from carbonpress.record.shape import Record, Rounding
from carbonpress.record.shown_shape import ShownPart

NEUTRAL = "origin"
"""The tone of bars that belong to no stage."""


def stage_rows(record: Record, voice: Voice) -> list[dict[str, Any]]:
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
    rest = result_of(record, voice.language)["stages"].get(REST)
    if rest is None:
        return None
    return {"name": voice.words["stages.rest"], "value": rest["value"], "percent": rest["percent"]}


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


def waterfall_rows(record: Record, voice: Voice) -> list[dict[str, Any]]:
    """Stage after stage up to the total, as bars that begin where the one before ended."""
    rows, values = stage_rows(record, voice), waterfall_steps(record)
    if left := rounding_row(record, voice):
        rows.append({**left, "included": True})
    *drawn, whole = waterfall(values)
    hues = waterfall_tones(record, tones(record["boundary"]["stages"]))
    steps = [{**row, "bar": bar_svg(bar, hue)} for row, bar, hue in zip(rows, drawn, hues, strict=True)]
    total = {"name": voice.words["stages.total"], "included": True, "tone": "total", **total_row(record, voice)}
    return [*steps, {**total, "bar": bar_svg(whole, "total")}]


def origin_rows(record: Record, voice: Voice) -> list[dict[str, Any]]:
    """The figure by origin, removals on the other side of zero; what is not declared says so."""
    origins, left = by_origin(record), left_over(record, "origins")
    figures = [*(figure for _, figure in origins), *([left["value"]] if left else [])]
    written = result_of(record, voice.language)["origins"]
    rows = [
        {
            "id": origin,
            "name": voice.words[f"origin.{origin}"],
            "value": written[origin],
            "tone": "removal" if (given or "").startswith("-") else NEUTRAL,
            "declared": given is not None,
        }
        for origin, given in origins
    ]
    if left:
        told = {"name": voice.words["stages.rest"], "value": written[REST]}
        rows.append({"id": REST, **told, "tone": NEUTRAL, "declared": True})
    return [
        {**row, "span": bar, "bar": bar_svg(bar, str(row["tone"]))}
        for row, bar in zip(rows, bars(figures), strict=True)
    ]
