"""Charts of a record: bars as static SVG, and the same as Plotly figures in plain dicts.

Every scale is linear and holds zero.  What is not counted is hollow and never a
bar of length 0; removals run to the other side of zero.  Colours are named by
tones (`s1` ... `s5`, `fossil`, `removal`), which the style sheet knows for light and dark.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Any, TypedDict

import msgspec
from markupsafe import Markup

from carbonpress.press.common.parts import lengths
from carbonpress.press.common.template_compiler import escaped
from carbonpress.record.shape import Stage

STAGE_TONES = {
    "raw_material_acquisition": "s1",
    "production": "s2",
    "distribution": "s3",
    "use": "s4",
    "end_of_life_treatment": "s5",
}
"""Stages keep their colour over all products; stages of other names take the tones that are left, in their order."""

_ENCODER = msgspec.json.Encoder(decimal_format="number")
_ESCAPES = tuple((sign.encode(), f"\\u{ord(sign):04x}".encode()) for sign in "&<>\u2028\u2029")


class Plot(TypedDict):
    """A figure for Plotly: its traces and its layout, with keys as Plotly documents them."""

    data: Sequence[Mapping[str, Any]]
    layout: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar on a scale of 0 to 100: where it begins, how long it is, and where zero lies."""

    start: float
    length: float
    zero: float = 0.0


def tones(stages: Sequence[Stage]) -> dict[str, str]:
    """The tone of each stage by its id."""
    ids = [stage["id"] for stage in stages]
    named = {id_: STAGE_TONES[id_] for id_ in ids if id_ in STAGE_TONES}
    free = [tone for tone in STAGE_TONES.values() if tone not in named.values()] or list(STAGE_TONES.values())
    others = [id_ for id_ in ids if id_ not in named]
    return {**named, **{id_: free[index % len(free)] for index, id_ in enumerate(others)}}


def bars(values: Sequence[str | None]) -> Sequence[Bar | None]:
    """Bars for *values* on one scale that begins at zero; None for what is not counted."""
    return _on_scale(tuple(None if value is None else (0.0, float(value)) for value in values))


def waterfall(values: Sequence[str | None]) -> Sequence[Bar | None]:
    """Bars that each begin where the one before ended, and a last one from zero to the sum."""
    ends = [Decimal(0)]
    for value in values:
        ends.append(ends[-1] + Decimal(value or 0))
    steps = (
        None if value is None else (float(low), float(high))
        for value, (low, high) in zip(values, pairwise(ends), strict=True)
    )
    return _on_scale((*steps, (0.0, float(ends[-1]))))


@lru_cache(maxsize=64)  # each language draws the same bars
def _on_scale(spans: tuple[tuple[float, float] | None, ...]) -> Sequence[Bar | None]:
    ends = [end for span in spans if span is not None for end in span]
    low, high = min(ends, default=0.0), max(ends, default=0.0)
    low, high = min(low, 0.0), max(high, 0.0)
    scale = 100 / (high - low) if high > low else 0.0
    zero = -low * scale
    return [
        None
        if span is None
        else Bar(round((min(span) - low) * scale, 2), round(abs(span[1] - span[0]) * scale, 2), round(zero, 2))
        for span in spans
    ]


@lru_cache(maxsize=512)
def bar_svg(bar: Bar | None, tone: str) -> Markup:
    """One bar as wide as its place: a track, the bar, a line at zero; hollow where nothing is counted."""
    if bar is None:
        return Markup(
            '<svg class="cp-bar" width="100%" height="12" aria-hidden="true">'
            '<rect class="cp-hollow" x="1" y="1" width="99%" height="10"/></svg>'
        )
    start = f' x="{bar.start:g}%"' if bar.start else ""
    zero = f'<rect class="cp-zero" x="{bar.zero:g}%" width="1" height="12"/>' if bar.zero else ""
    return Markup(  # noqa: S704  numbers and our own tone only
        '<svg class="cp-bar cp-track" width="100%" height="12" aria-hidden="true">'
        f'<rect class="cp-{tone}"{start} width="{bar.length:g}%" height="12"/>{zero}</svg>'
    )


def strip(stages: Sequence[Stage], height: int = 28) -> Markup:
    """All counted stages side by side on one bar of full length; nothing where a stage removes more than it emits.

    A strip shows parts of a whole, which negative parts do not make.  What the
    rounding of a study leaves between its parts and the whole stays empty.
    """
    named = tones(stages)
    drawn = zip(stages, lengths([s["share"] for s in stages]), strict=True)
    parts = [(named[stage["id"]], length) for stage, length in drawn if length is not None]
    if not parts or any(share < 0 for _, share in parts):
        return Markup("")
    made, at = [], 0.0
    for tone, share in parts:
        width = float(share) * 100
        made.append(f'<rect class="cp-{tone}" x="{at:.5g}%" width="{width:.5g}%" height="{height}"/>')
        at += width
    cuts = [f'<rect class="cp-cut" x="{float(at):.5g}%" width="2" height="{height}"/>' for at in _ends(parts)]
    return Markup(  # noqa: S704  numbers and our own tones only
        f'<svg class="cp-strip" width="100%" height="{height}" aria-hidden="true">{"".join(made)}{"".join(cuts)}</svg>'
    )


def _ends(parts: Sequence[tuple[str, Decimal]]) -> list[Decimal]:
    """Where one part ends and the next begins."""
    at, ends = Decimal(0), []
    for _, share in parts[:-1]:
        at += share * 100
        ends.append(at)
    return ends


def plotly_bars(
    names: Sequence[str],
    values: Sequence[str | None],
    labels: Sequence[str],
    bar_tones: Sequence[str],
    axis: str,
    zero_note: str,
) -> Plot:
    """Horizontal bars from zero; *zero_note* stands where a value is None, in place of a bar."""
    shown = [_shielded(name) for name in names]
    absent = [
        {"x": 0, "y": name, "text": _shielded(zero_note), "showarrow": False, "xanchor": "left", "xshift": 4}
        for name, value in zip(shown, values, strict=True)
        if value is None
    ]
    trace = {
        "type": "bar",
        "orientation": "h",
        "y": shown,
        "x": [_number(value) for value in values],
        "text": [_shielded(label) for label in labels],
        "textposition": "auto",
        "hovertemplate": "%{y}: %{text}<extra></extra>",
        "meta": {"tones": list(bar_tones)},
    }
    return {
        "data": [trace],
        "layout": {
            "xaxis": {"title": {"text": _shielded(axis)}, "rangemode": "tozero", "zeroline": True, "fixedrange": True},
            "yaxis": {"autorange": "reversed", "automargin": True, "fixedrange": True},
            "margin": {"l": 8, "r": 16, "t": 8, "b": 48},
            "annotations": absent,
        },
    }


def plotly_waterfall(
    names: Sequence[str], values: Sequence[str], labels: Sequence[str], axis: str, total_name: str, total_label: str
) -> Plot:
    """Stage after stage up to the total."""
    trace = {
        "type": "waterfall",
        "orientation": "v",
        "measure": ["relative"] * len(values) + ["total"],
        "x": [_shielded(name) for name in (*names, total_name)],
        "y": [*(_number(value) for value in values), None],
        "text": [_shielded(label) for label in (*labels, total_label)],
        "textposition": "outside",
        "cliponaxis": False,
        "hovertemplate": "%{x}: %{text}<extra></extra>",
        "meta": {"increasing": "s2", "decreasing": "removal", "totals": "s1"},
    }
    layout = {
        "yaxis": {"title": {"text": _shielded(axis)}, "rangemode": "tozero", "fixedrange": True},
        "xaxis": {"automargin": True, "fixedrange": True},
        "margin": {"l": 56, "r": 8, "t": 24, "b": 48},
    }
    return {"data": [trace], "layout": layout}


def plotly_treemap(groups: Sequence[tuple[str, str, str]], leaves: Sequence[tuple[str, str, str, str]]) -> Plot:
    """Areas as large as contributions; removals have no area and are left out.

    Parameters
    ----------
    groups
        Id, name and tone of each stage.
    leaves
        Group id, name, value and its label of each contribution.
    """
    positive = [leaf for leaf in leaves if float(leaf[2]) > 0]
    filled = {leaf[0] for leaf in positive}
    used = [group for group in groups if group[0] in filled]
    place = {id_: at for at, (id_, _, _) in enumerate(used)}
    parents = [place[leaf[0]] for leaf in positive]
    trace = {
        "type": "treemap",
        "ids": list(range(len(used) + len(positive))),
        "labels": [_shielded(name) for name in (*(g[1] for g in used), *(leaf[1] for leaf in positive))],
        "parents": [*("" for _ in used), *parents],
        "values": [*(0 for _ in used), *(_number(leaf[2]) for leaf in positive)],
        "text": [*("" for _ in used), *(_shielded(leaf[3]) for leaf in positive)],
        "branchvalues": "remainder",
        "pathbar": {"visible": False},
        "texttemplate": "%{label}<br>%{text}",
        "hovertemplate": "%{label}: %{text}<extra></extra>",
        "meta": {"tones": [*(g[2] for g in used), *(used[at][2] for at in parents)]},
    }
    return {
        "data": [trace],
        "layout": {"margin": {"l": 0, "r": 0, "t": 8, "b": 0}, "uniformtext": {"minsize": 10, "mode": "hide"}},
    }


def for_template(figure: Plot) -> Markup:
    """*figure* as JSON that cannot end or open an element, for the inside of `<template>`."""
    return escaped_json(figure)


def escaped_json(value: Any) -> Markup:
    """JSON in which `<`, `>` and `&` are escaped: no markup can begin in it, wherever it stands."""
    made = _ENCODER.encode(value)
    for sign, escape in _ESCAPES:
        made = made.replace(sign, escape)
    return Markup(made.decode())  # noqa: S704  escaped one line above


def _number(value: str | None) -> float | None:
    return None if value is None else float(value)


def _shielded(words: str) -> str:
    """Plotly reads tags and entities in its texts; here they are only text."""
    return str(escaped(words))
