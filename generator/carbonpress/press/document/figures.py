"""The figures of a document as data: what is drawn and what it says in words; the theme draws it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from carbonpress.press.charts.boundary_drawing import in_words, stage_inputs
from carbonpress.press.charts.charts import Bar, bars, tones, waterfall
from carbonpress.press.charts.interpretation import density
from carbonpress.press.charts.stages import (
    origin_rows,
    rounding_row,
    stage_rows,
    total_row,
    waterfall_steps,
    waterfall_tones,
)
from carbonpress.press.common.frame import tell
from carbonpress.press.common.headline import headline_of
from carbonpress.press.document.blocks import Figure
from carbonpress.press.document.typst import unescaped
from carbonpress.press.document.voice import Words
from carbonpress.press.pages.interpretation import View
from carbonpress.record.interpretation_shape import Interval
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
        _captioned("figure_stages", record, words),
        [_bar(row["name"], label, row["tone"], bar) for row, label, bar in zip(rows, labels, drawn, strict=True)],
        words,
    )


def waterfall_figure(record: Record, words: Words) -> Figure:
    """Figure 2: each stage from where the one before ended, and the total."""
    rows: list[Mapping[str, Any]] = [*stage_rows(record, words.voice)]
    if left := rounding_row(record, words.voice):
        rows.append(left)
    *steps, total = waterfall(waterfall_steps(record))
    tone = waterfall_tones(record, tones(record["boundary"]["stages"]))
    drawn = [_bar(row["name"], row["value"], hue, bar) for row, hue, bar in zip(rows, tone, steps, strict=True)]
    drawn.append(_bar(words.t["stages.total"], total_row(record, words.voice)["value"], "total", total))
    return _bars(_captioned("figure_waterfall", record, words), drawn, words)


def origin_figure(record: Record, words: Words) -> Figure:
    """The figure by origin of the gases; removals run to the other side of zero."""
    rows = origin_rows(record, words.voice)
    return _bars(
        words.t["origin.title"], [_bar(row["name"], row["value"], row["tone"], row["span"]) for row in rows], words
    )


def tornado_figure(record: Record, rows: Sequence[View], caption: str, words: Words) -> Figure:
    """How far each datum moves the total within its range, about the declared figure in the middle."""
    given = record.get("interpretation")
    drivers = given["sensitivity"]["drivers"] if given and given["sensitivity"] else []
    drawn = swings([(driver["low"], driver["high"]) for driver in drivers])
    made = [_bar(row["plain"], row["range"], "origin", bar) for row, bar in zip(rows, drawn, strict=True)]
    return _bars(caption, made, words)


def swings(ends: Sequence[tuple[str, str]]) -> list[Bar]:
    """Bars from one change to the other on a scale of 0 to 100, with no change in the middle.

    >>> swings([("-2", "2"), ("1", "-1")])
    [Bar(start=0.0, length=100.0, zero=50.0), Bar(start=25.0, length=50.0, zero=50.0)]
    """
    spans = [sorted((float(one), float(other), 0.0)) for one, other in ends]
    widest = max((abs(end) for span in spans for end in span), default=0.0)
    scale = 50 / widest if widest else 0.0
    return [Bar(50 + low * scale, (high - low) * scale, 50.0) for low, _, high in spans]


def density_figure(given: Interval, labels: tuple[str, str, str], record: Record, words: Words) -> Iterator[Figure]:
    """How the result scatters, the middle 95 % filled, *labels* at its ends and the result; none without width."""
    curve = density(given)
    if not curve:
        return
    first, last, peak = curve[0][0], curve[-1][0], max(y for _, y in curve)
    places = [100 * (float(value) - first) / (last - first) for value in (given["low"], given["value"], given["high"])]
    data = {
        "points": [[round(100 * (x - first) / (last - first), 2), round(y / peak, 4)] for x, y in curve],
        "marks": [{"at": at, "label": label} for at, label in zip(places, labels, strict=True)],
    }
    unit = headline_of(record).unit[words.language]
    told = unescaped(tell(words.voice, "density", low=labels[0], high=labels[2], unit=unit))
    yield Figure("density", told, told, data)


def scenario_figure(record: Record, shown: View, words: Words) -> Figure:
    """The declared figure and those of the scenarios as bars from zero."""
    given = record.get("interpretation")
    others = [scenario["total"] for scenario in given["scenarios"]] if given else []
    declared, *drawn = bars([record["total"]["value"], *others])
    made = [_bar(words.t["interpretation.declared"], shown["declared"]["value"], "total", declared)]
    made += [
        _bar(row["name"], f"{row['value']} ({row['difference']})", "origin", bar)
        for row, bar in zip(shown["rows"], drawn, strict=True)
    ]
    unit = words.unit(record["total"]["unit"])
    return _bars(f"{words.t['interpretation.scenarios']} ({unit})", made, words)


def _bar(name: str, label: str, tone: str, bar: Bar | None) -> dict[str, Any]:
    """One bar on a scale of 0 to 100; without a bar where nothing is counted."""
    place = None if bar is None else {"start": bar.start, "length": bar.length, "zero": bar.zero}
    return {"name": name, "label": label, "tone": tone, "bar": place}


def _captioned(key: str, record: Record, words: Words) -> str:
    """The caption of a figure with the unit of its numbers, which is that of the tables."""
    return f"{words.t[f'report.{key}']} ({words.unit(record['total']['unit'])})"


def _bars(caption: str, drawn: Sequence[dict[str, Any]], words: Words) -> Figure:
    told = words.own("bar_between").join(words.own("bar_told", name=b["name"], value=b["label"]) for b in drawn)
    return Figure("bars", caption, f"{caption}{words.t['punctuation.colon']}{told}", {"bars": drawn})
