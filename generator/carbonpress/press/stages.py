"""Results by stage and by origin, written and drawn for a page."""

from __future__ import annotations

from typing import Any

from carbonpress.press.charts import Bar, bar_svg, bars, tones, waterfall
from carbonpress.press.figures import amount, column, decimals, percents
from carbonpress.press.frame import Voice
from carbonpress.press.order import by_origin
from carbonpress.record.shape import Record


def stage_rows(record: Record, voice: Voice) -> list[dict[str, Any]]:
    """The stages as rows of a table: name, tone, bar, figure and percentage; not counted ones say so."""
    stages = record["boundary"]["stages"]
    named = tones(stages)
    values = column([*(s["value"] for s in stages), record["total"]["value"]], "", 5)
    absent = voice.words["stages.not_counted"]
    # a share is missing too where the total is not positive
    shares = percents([s["share"] for s in stages], "–")
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
        for stage, value, share, bar in zip(stages, values, shares, drawn, strict=False)
    ]


def total_row(record: Record) -> dict[str, str]:
    """The total as the last row of the table of stages: as many decimals as the stages have, and 100.0%."""
    values = [*(s["value"] for s in record["boundary"]["stages"]), record["total"]["value"]]
    whole = any(s["share"] is not None for s in record["boundary"]["stages"])
    return {
        "value": amount(record["total"]["value"], decimals(values, 5)),
        "percent": "100.0%" if whole else "–",
    }


def waterfall_rows(record: Record, voice: Voice) -> list[dict[str, Any]]:
    """Stage after stage up to the total, as bars that begin where the one before ended."""
    rows = stage_rows(record, voice)
    drawn = waterfall([s["value"] for s in record["boundary"]["stages"]])
    steps = [
        {**row, "bar": bar_svg(bar, _direction(row["tone"], bar, stage["value"]))}
        for row, bar, stage in zip(rows, drawn, record["boundary"]["stages"], strict=False)
    ]
    total = {"name": voice.words["stages.total"], "included": True, "tone": "total", **total_row(record)}
    return [*steps, {**total, "bar": bar_svg(drawn[-1], "total")}]


def _direction(tone: str, bar: Bar | None, value: str | None) -> str:
    return "removal" if bar is not None and value is not None and value.startswith("-") else tone


def origin_rows(record: Record, voice: Voice) -> list[dict[str, Any]]:
    """The figure by origin, removals on the other side of zero; what is not declared says so."""
    origins = by_origin(record)
    figures = [figure for _, figure in origins]
    values = column(figures, voice.words["origin.absent"], 5)
    return [
        {
            "id": origin,
            "name": voice.words[f"origin.{origin}"],
            "value": value,
            "bar": bar_svg(bar, "removal" if (given or "").startswith("-") else "origin"),
            "declared": given is not None,
        }
        for (origin, given), value, bar in zip(origins, values, bars(figures), strict=True)
    ]
