"""Results by stage and by origin, written and drawn for a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from carbonpress.press.charts import bar_svg, bars, tones, waterfall
from carbonpress.press.figures import amount
from carbonpress.press.frame import Voice
from carbonpress.press.order import by_origin
from carbonpress.press.parts import origin_figures, rounding, stage_figures, stage_percents, total_figure
from carbonpress.record.shape import Record

NEUTRAL = "origin"
"""The tone of bars that belong to no stage."""


def stage_rows(record: Record, voice: Voice) -> list[dict[str, Any]]:
    """The stages as rows of a table: name, tone, bar, figure and percentage; not counted ones say so."""
    stages = record["boundary"]["stages"]
    named = tones(stages)
    absent = voice.words["stages.not_counted"]
    # a share is missing too where the total is not positive
    shares = stage_percents(record, "–")
    drawn = bars([s["value"] for s in stages])
    return [
        {
            "id": stage["id"],
            "name": voice.say(stage["name"]),
            "short": voice.say(stage["short"]),
            "tone": named[stage["id"]],
            "included": stage["included"],
            "because": stage["excluded_because"],
            "value": value if stage["included"] else absent,
            "percent": share if stage["included"] else "–",
            "bar": bar_svg(bar, named[stage["id"]]),
        }
        for stage, value, share, bar in zip(stages, stage_figures(record), shares, drawn, strict=False)
    ]


def rounding_row(record: Record, voice: Voice) -> dict[str, str] | None:
    """What the rounding of a study leaves between stages and total, as a row; None where it leaves nothing."""
    left = rounding(record, "stages")
    if left is None:
        return None
    return {
        "name": voice.words["stages.rest"],
        "value": amount(left["value"]),
        "percent": stage_percents(record, "–")[-1],
    }


def total_row(record: Record) -> dict[str, str]:
    """The total as the last row of the table of stages: as many decimals as the stages have, and 100.0%."""
    whole = any(s["share"] is not None for s in record["boundary"]["stages"])
    return {"value": total_figure(record), "percent": "100.0%" if whole else "–"}


def waterfall_steps(record: Record) -> list[str | None]:
    """The figures that a waterfall adds up: the stages, then what rounding leaves where it leaves something."""
    left = rounding(record, "stages")
    stages = [stage["value"] for stage in record["boundary"]["stages"]]
    return [*stages, left["value"]] if left else stages


def waterfall_tones(record: Record, tone: Mapping[str, str]) -> list[str]:
    """The tone of each step: that of its stage, or of a removal; what rounding leaves is neither."""
    stages = record["boundary"]["stages"]
    found = ["removal" if (stage["value"] or "").startswith("-") else tone[stage["id"]] for stage in stages]
    return [*found, NEUTRAL] if rounding(record, "stages") else found


def waterfall_rows(record: Record, voice: Voice) -> list[dict[str, Any]]:
    """Stage after stage up to the total, as bars that begin where the one before ended."""
    rows, values = stage_rows(record, voice), waterfall_steps(record)
    if left := rounding_row(record, voice):
        rows.append({**left, "included": True})
    *drawn, whole = waterfall(values)
    hues = waterfall_tones(record, tones(record["boundary"]["stages"]))
    steps = [{**row, "bar": bar_svg(bar, hue)} for row, bar, hue in zip(rows, drawn, hues, strict=True)]
    total = {"name": voice.words["stages.total"], "included": True, "tone": "total", **total_row(record)}
    return [*steps, {**total, "bar": bar_svg(whole, "total")}]


def origin_rows(record: Record, voice: Voice) -> list[dict[str, Any]]:
    """The figure by origin, removals on the other side of zero; what is not declared says so."""
    origins, left = by_origin(record), rounding(record, "origins")
    figures = [*(figure for _, figure in origins), *([left["value"]] if left else [])]
    written = origin_figures(record, voice.words["origin.absent"])
    rows = [
        {
            "id": origin,
            "name": voice.words[f"origin.{origin}"],
            "value": value,
            "tone": "removal" if (given or "").startswith("-") else NEUTRAL,
            "declared": given is not None,
        }
        for (origin, given), value in zip(origins, written, strict=True)
    ]
    if left:
        told = {"name": voice.words["stages.rest"], "value": amount(left["value"])}
        rows.append({"id": "rest", **told, "tone": NEUTRAL, "declared": True})
    return [
        {**row, "span": bar, "bar": bar_svg(bar, str(row["tone"]))}
        for row, bar in zip(rows, bars(figures), strict=True)
    ]
