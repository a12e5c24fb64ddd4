"""The figures of a document as data: what is drawn and what it says in words; the theme draws it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from carbonpress.press.charts import Bar, bars, tones, waterfall
from carbonpress.press.document import Figure
from carbonpress.press.document_voice import Words
from carbonpress.press.drawing import in_words, stage_inputs
from carbonpress.press.stages import origin_rows, stage_rows, total_row
from carbonpress.record.shape import Record


def boundary_figure(record: Record, words: Words) -> Figure:
    """The system boundary: counted stages with what goes into them, the others outside."""
    stages, named = record["boundary"]["stages"], tones(record["boundary"]["stages"])
    inputs = stage_inputs(record, words.voice)
    drawn = [
        {
            "name": words.say(stage["name"]),
            "tone": named[stage["id"]],
            "included": stage["included"],
            "inputs": inputs.get(stage["id"], []),
            "because": words.say(stage["excluded_because"]),
        }
        for stage in stages
    ]
    said = {key: words.t[f"drawing.{key}"] for key in ("boundary", "outside", "gas")}
    return Figure(
        "boundary", words.t["report.figure_boundary"], in_words(record, words.voice), {**said, "stages": drawn}
    )


def stage_figure(record: Record, words: Words) -> Figure:
    """Figure 1: the stages as bars from zero."""
    rows = stage_rows(record, words.voice)
    drawn = bars([stage["value"] for stage in record["boundary"]["stages"]])
    labels = [f"{row['value']} ({row['percent']})" if row["included"] else row["value"] for row in rows]
    return _bars(
        words.t["report.figure_stages"],
        [_bar(row["name"], label, row["tone"], bar) for row, label, bar in zip(rows, labels, drawn, strict=True)],
        words,
    )


def waterfall_figure(record: Record, words: Words) -> Figure:
    """Figure 2: each stage from where the one before ended, and the total."""
    rows = stage_rows(record, words.voice)
    values = [stage["value"] for stage in record["boundary"]["stages"]]
    *steps, total = waterfall(values)
    tone = [
        "removal" if (value or "").startswith("-") else row["tone"] for row, value in zip(rows, values, strict=True)
    ]
    drawn = [_bar(row["name"], row["value"], hue, bar) for row, hue, bar in zip(rows, tone, steps, strict=True)]
    drawn.append(_bar(words.t["stages.total"], total_row(record)["value"], "total", total))
    return _bars(words.t["report.figure_waterfall"], drawn, words)


def origin_figure(record: Record, words: Words) -> Figure:
    """The figure by origin of the gases; removals run to the other side of zero."""
    rows, drawn = origin_rows(record, words.voice), bars(list(record["origins"].values()))
    return _bars(
        words.t["origin.title"],
        [
            _bar(row["name"], row["value"], "removal" if (value or "").startswith("-") else "origin", bar)
            for row, value, bar in zip(rows, record["origins"].values(), drawn, strict=True)
        ],
        words,
    )


def _bar(name: str, label: str, tone: str, bar: Bar | None) -> dict[str, Any]:
    """One bar on a scale of 0 to 100; without a bar where nothing is counted."""
    place = None if bar is None else {"start": bar.start, "length": bar.length, "zero": bar.zero}
    return {"name": name, "label": label, "tone": tone, "bar": place}


def _bars(caption: str, drawn: Sequence[dict[str, Any]], words: Words) -> Figure:
    told = words.own("bar_between").join(words.own("bar_told", name=b["name"], value=b["label"]) for b in drawn)
    return Figure("bars", caption, f"{caption}{words.t['punctuation.colon']}{told}", {"bars": drawn})
