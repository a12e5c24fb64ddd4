"""Charts of the interpretation: tornado, distribution, flows from contributions to stages; as SVG and for Plotly.

Drawn from figures of the record; nothing of a result is computed here.  Scales are linear.  A tornado and differences
are centred on the declared figure, which is where they are zero; a distribution has no bars whose length could mislead
and begins near its lower end.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from carbonpress.press.charts.charts import Plot
from carbonpress.press.common.template_compiler import escaped
from carbonpress.record.interpretation_shape import Histogram, Interval

POINTS = 60
"""Points by which the line of a distribution is drawn."""

WIDTH, HEIGHT, FOOT = 640, 150, 22
REACH = 3.2
"""Standard deviations that a distribution is drawn to, on either side."""

BELL = tuple((z, math.exp(-z * z / 2)) for z in (REACH * (2 * at / POINTS - 1) for at in range(POINTS + 1)))
"""The standard normal distribution, its peak at one: where and how high."""

ROW, GAP, NODE = 26, 6, 10
LEFT, RIGHT, ACROSS = 200, 370, 380
ABOVE = 22
"""Where the bands of the flows begin and end, and how wide they are drawn in all."""

NORMAL_QUANTILE = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A flow from a contribution to its stage: names, tone of the stage, size."""

    name: str
    stage: str
    tone: str
    value: float
    label: str


@lru_cache(maxsize=256)
def swing_svg(low: str, high: str, tenth: str, widest: float) -> Markup:
    """A bar about zero from the change at one end of a range to that at the other; a mark at plus and minus a tenth."""
    scale = 48 / widest if widest else 0.0
    below, above = sorted((float(low), float(high)))
    parts = [
        f'<rect class="cp-{tone}" x="{_percent(50 + start * scale)}" '
        f'width="{_percent((end - start) * scale)}" height="12"/>'
        for tone, start, end in (("s2", min(below, 0.0), min(above, 0.0)), ("s4", max(below, 0.0), max(above, 0.0)))
        if end > start
    ]
    reach = abs(float(tenth)) * scale
    marks = "".join(
        f'<rect class="cp-zero" x="{_percent(50 + side * reach)}" y="3" width="1" height="6"/>' for side in (-1, 1)
    )
    return Markup(  # noqa: S704  numbers and our own tones only
        '<svg class="cp-bar cp-track" width="100%" height="12" aria-hidden="true">'
        f'{"".join(parts)}{marks}<rect class="cp-zero" x="50%" width="1" height="12"/></svg>'
    )


def density_svg(given: Interval, labels: tuple[str, str, str], told: str) -> Markup:
    """How a result scatters, with the middle 95 % filled; *labels* name the lower end, the result, the upper end."""
    drawn = _hill(given["low"], given["high"], given["distribution"])
    if drawn is None:
        return Markup("")
    shapes, first, last = drawn
    places = map(float, (given["low"], given["value"], given["high"]))
    return _framed(shapes + _ends(tuple(zip(places, labels, strict=True)), first, last), told)


@lru_cache(maxsize=256)
def _hill(low_end: str, high_end: str, distribution: str) -> tuple[str, float, float] | None:
    """The line of a distribution and what lies within its ends, and where it begins and ends; for any language."""
    low, high = float(low_end), float(high_end)
    curve = _curve(low, high, distribution)
    if not curve:
        return None
    first, last, ground = curve[0][0], curve[-1][0], HEIGHT - FOOT
    height = (ground - 8) / max(y for _, y in curve)
    points = [(x, f"{_across(x, first, last):.1f},{ground - y * height:.1f}") for x, y in curve]
    inside = [(x, point) for x, point in points if low <= x <= high]
    begin, end = (f"{_across(x, first, last):.1f},{ground}" for x, _ in (inside[0], inside[-1]))
    filled = " ".join([begin, *(point for _, point in inside), end])
    line = " ".join(point for _, point in points)
    shapes = f'<polygon class="cp-within" points="{filled}"/><polyline class="cp-curve" points="{line}"/>'
    return shapes, first, last


def histogram_svg(given: Histogram, low: str, high: str, labels: tuple[str, str], told: str) -> Markup:
    """Counts of a simulation as columns; those between *low* and *high* are filled."""
    step, start, counts = float(given["step"]), float(given["start"]), given["counts"]
    if step <= 0:
        return Markup("")
    last = start + step * len(counts)
    peak, width = max(counts), WIDTH / len(counts)
    columns = []
    for index, count in enumerate(counts):
        height = count / peak * (HEIGHT - FOOT - 8)
        middle = start + (index + 0.5) * step
        tone = "cp-within" if float(low) <= middle <= float(high) else "cp-beyond"
        columns.append(
            f'<rect class="{tone}" x="{index * width + 0.5:.1f}" y="{HEIGHT - FOOT - height:.1f}" '
            f'width="{width - 1:.1f}" height="{height:.1f}"/>'
        )
    return _framed("".join(columns) + _ends(((float(low), labels[0]), (float(high), labels[1])), start, last), told)


def density(given: Interval) -> list[tuple[float, float]]:
    """Points of the distribution of which an interval is given: lognormal or normal by its ends; none without width."""
    return _curve(float(given["low"]), float(given["high"]), given["distribution"])


def _curve(low: float, high: float, distribution: str) -> list[tuple[float, float]]:
    if not high > low:
        return []
    if distribution == "lognormal" and low > 0:
        middle = (math.log(low) + math.log(high)) / 2
        sd = (math.log(high) - math.log(low)) / 2 / NORMAL_QUANTILE
        return [(x, height / x) for x, height in ((math.exp(middle + z * sd), height) for z, height in BELL)]
    middle, sd = (low + high) / 2, (high - low) / 2 / NORMAL_QUANTILE
    return [(middle + z * sd, height) for z, height in BELL]


def flows_svg(ribbons: Sequence[Ribbon], told: str) -> Markup:
    """Bands from contributions on the left to stages on the right, as thick as they are large; removals have none."""
    shown = [ribbon for ribbon in ribbons if ribbon.value > 0]
    total = sum(ribbon.value for ribbon in shown)
    if not total:
        return Markup("")
    space = len(shown) * (ROW + GAP)
    scale = (space - len(shown) * GAP) / total
    stages = {ribbon.stage: ribbon for ribbon in shown}
    heights = {stage: sum(r.value for r in shown if r.stage == stage) * scale for stage in stages}
    gap = max(ABOVE, (space - sum(heights.values())) / len(stages))
    tops, at = {}, float(gap)
    for stage, height in heights.items():
        tops[stage] = at
        at += height + gap
    parts, fills, y = [], dict.fromkeys(stages, 0.0), 0.0
    for ribbon in shown:
        thick = ribbon.value * scale
        middle = y + (ROW - thick) / 2 if thick < ROW else y
        target = tops[ribbon.stage] + fills[ribbon.stage]
        fills[ribbon.stage] += thick
        parts.append(_band(middle, target, thick, ribbon))
        y += max(ROW, thick) + GAP
    names = [_stage_node(stage, tops[stage], heights[stage], ribbon.tone) for stage, ribbon in stages.items()]
    height = max(y, at - gap)
    return Markup(  # noqa: S704  numbers, our own tones and escaped names
        f'<svg class="cp-flows" viewBox="0 0 {ACROSS} {height:.0f}" role="img" aria-label="{escaped(told)}">'
        f"{''.join(parts)}{''.join(names)}</svg>"
    )


def plotly_tornado(rows: Sequence[tuple[str, str, str, str]], axis: str) -> Plot:
    """Name, change at the low end, at the high end, and label of each datum, the widest on top."""
    names = [shielded(name) for name, *_ in rows]
    ends = [(("s2", 1), "low"), (("s4", 2), "high")]
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "y": names,
            "x": [float(row[index]) for row in rows],
            "text": [shielded(row[3]) for row in rows],
            "textposition": "none",
            "hovertemplate": "%{y}: %{text}<extra></extra>",
            "meta": {"tones": [tone] * len(rows)},
        }
        for (tone, index), _ in ends
    ]
    layout = {
        "barmode": "overlay",
        "showlegend": False,
        "xaxis": {"title": {"text": shielded(axis)}, "zeroline": True, "fixedrange": True},
        "yaxis": {"autorange": "reversed", "automargin": True, "fixedrange": True},
        "margin": {"l": 8, "r": 16, "t": 8, "b": 48},
    }
    return {"data": traces, "layout": layout}


def plotly_columns(given: Histogram, axis: str) -> Plot:
    """The histogram of a simulation as columns from zero."""
    step, start = float(given["step"]), float(given["start"])
    middles = [round(start + (index + 0.5) * step, 9) for index in range(len(given["counts"]))]
    trace = {
        "type": "bar",
        "x": middles,
        "y": list(given["counts"]),
        "width": step,
        "hovertemplate": "%{x}: %{y}<extra></extra>",
        "meta": {"tones": ["s1"] * len(middles)},
    }
    layout = {
        "xaxis": {"title": {"text": shielded(axis)}, "fixedrange": True},
        "yaxis": {"rangemode": "tozero", "fixedrange": True},
        "bargap": 0,
        "margin": {"l": 40, "r": 8, "t": 8, "b": 48},
    }
    return {"data": [trace], "layout": layout}


def plotly_flows(ribbons: Sequence[Ribbon]) -> Plot:
    """The flows as a Sankey diagram; removals have no band."""
    shown = [ribbon for ribbon in ribbons if ribbon.value > 0]
    stages = list(dict.fromkeys(ribbon.stage for ribbon in shown))
    tone = {ribbon.stage: ribbon.tone for ribbon in shown}
    trace = {
        "type": "sankey",
        "node": {
            "label": [shielded(name) for name in (*(r.name for r in shown), *stages)],
            "pad": 12,
            "thickness": 14,
            "hovertemplate": "%{label}<extra></extra>",
        },
        "link": {
            "source": list(range(len(shown))),
            "target": [len(shown) + stages.index(r.stage) for r in shown],
            "value": [r.value for r in shown],
            "customdata": [shielded(r.label) for r in shown],
            "hovertemplate": "%{source.label}: %{customdata}<extra></extra>",
        },
        "meta": {"tones": [*(r.tone for r in shown), *(tone[s] for s in stages)]},
    }
    return {"data": [trace], "layout": {"margin": {"l": 8, "r": 8, "t": 8, "b": 8}}}


def shielded(words: str) -> str:
    """Plotly reads tags and entities in its texts; here they are only text."""
    return escaped(words)


def _across(x: float, first: float, last: float) -> float:
    return (x - first) / (last - first) * WIDTH


def _ends(marks: Sequence[tuple[float, str]], first: float, last: float) -> str:
    """Ticks on the ground line with their figures."""
    made = [f'<line class="cp-ground" x1="0" y1="{HEIGHT - FOOT}" x2="{WIDTH}" y2="{HEIGHT - FOOT}"/>']
    for value, label in marks:
        x = _across(value, first, last)
        made.append(
            f'<line class="cp-ground" x1="{x:.1f}" y1="{HEIGHT - FOOT - 4}" x2="{x:.1f}" y2="{HEIGHT - FOOT + 4}"/>'
            f'<text x="{min(max(x, 30), WIDTH - 30):.1f}" y="{HEIGHT - 4}" text-anchor="middle">{escaped(label)}</text>'
        )
    return "".join(made)


def _framed(inside: str, told: str) -> Markup:
    return Markup(  # noqa: S704  numbers and our own classes; labels are escaped
        f'<svg class="cp-density" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escaped(told)}">{inside}</svg>'
    )


def _band(source: float, target: float, thick: float, ribbon: Ribbon) -> str:
    """One band with its node and name on the left."""
    way = RIGHT - LEFT - NODE
    half, down = way // 2, _tenths(round(target, 1) - round(source, 1))
    up = down[1:] if down.startswith("-") else f"-{down}"
    path = (
        f"M{LEFT + NODE} {_tenths(source)}c{half} 0 {half} {down} {way} {down}"
        f"v{_tenths(thick)}c-{half} 0-{half} {up}-{way} {up}z"
    )
    middle = source + thick / 2 + 4
    return (
        f'<path class="cp-band cp-{ribbon.tone}" d="{path}"/>'
        f'<rect class="cp-{ribbon.tone}" x="{LEFT}" y="{_tenths(source)}" width="{NODE}" height="{_height(thick)}"/>'
        f'<text x="{LEFT - 8}" y="{_tenths(middle)}">{escaped(_short(ribbon.name))}</text>'
    )


def _stage_node(stage: str, top: float, height: float, tone: str) -> str:
    return (
        f'<rect class="cp-{tone}" x="{RIGHT}" y="{_tenths(top)}" width="{NODE}" height="{_height(height)}"/>'
        f'<text x="{ACROSS}" y="{_tenths(top - 6)}">{escaped(_short(stage))}</text>'
    )


def _height(height: float) -> str:
    """The height of a node: what is there is to be seen."""
    return _tenths(max(height, 0.5))


def _tenths(length: float) -> str:
    """A length in its shortest form, to a tenth of a pixel."""
    return f"{round(length, 1):g}"


def _percent(length: float) -> str:
    """A length on a scale of 0 to 100, to a tenth of a pixel of the widest page."""
    return f"{round(length, 2):g}%"


def _short(name: str) -> str:
    """A name that fits beside its node; a Han character is as wide as two letters."""
    wide = 0
    for place, character in enumerate(name):
        wide += 2 if ord(character) > 0x2E7F else 1
        if wide > LONGEST_NAME:
            return name[:place].rstrip() + "…"
    return name


LONGEST_NAME = 30
