"""What changed from version to version of a product, written and drawn for its page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypedDict

from markupsafe import Markup

from carbonpress.lca.history import CAUSES
from carbonpress.press.charts.charts import bar_svg, for_template, plotly_waterfall, waterfall
from carbonpress.press.charts.interpretation import swing_svg
from carbonpress.press.common.figures import line_decimals
from carbonpress.press.common.frame import Voice, tell
from carbonpress.press.common.headline import Headline, headline_of
from carbonpress.press.common.rounding import place_of
from carbonpress.record.history import Step, step
from carbonpress.record.number import number
from carbonpress.record.shape import Record

LARGEST = 5
"""So many lines are shown with what they did to the figure."""


class MoveRow(TypedDict):
    """What a cause or a line did to the figure, as written, and its bar."""

    name: str
    value: str
    bar: Markup


class Development(TypedDict):
    """A step from one version to the next: sentences, causes, the lines that moved most, and a chart for browsers."""

    in_words: Markup
    interval: list[str]
    rows: list[MoveRow]
    shifts: list[MoveRow]
    chart: Markup


def developments(records: Sequence[Record], spoken: Voice) -> list[Development]:
    """Each step from one version to the next, newest first; steps between unlike *records* are left out."""
    ordered = sorted(records, key=lambda record: record["version"])
    steps = [(before, after, step(before, after)) for before, after in pairwise(ordered)]
    found = [(before, after, one) for before, after, one in steps if one is not None]
    return [_view(before, after, one, spoken) for before, after, one in reversed(found)]


def _view(before: Record, after: Record, one: Step, spoken: Voice) -> Development:
    head = headline_of(after)
    unit = head.unit[spoken.language]
    causes = [(cause, number(one.development.causes[cause])) for cause in CAUSES if one.development.causes[cause]]
    names = [
        tell(spoken, "version", version=one.before),
        *(spoken.words[f"interpretation.cause_{cause}"] for cause, _ in causes),
        tell(spoken, "version", version=one.after),
    ]
    values = [before["total"]["value"], *(value for _, value in causes)]
    digits = line_decimals(head.scale.of(after["total"]["value"]))
    labels = [
        head.scale.figure(values[0]),
        *(head.scale.signed(value, digits) for value in values[1:]),
        head.scale.figure(after["total"]["value"]),
    ]
    drawn = waterfall(values)
    toned = ["total", *("s2" if value.startswith("-") else "s4" for value in values[1:]), "total"]
    return {
        "in_words": tell(
            spoken,
            "history_text",
            before=one.before,
            after=one.after,
            figure_before=labels[0],
            figure_after=labels[-1],
            unit=unit,
        ),
        "interval": _interval(one, head, spoken),
        "rows": [
            {"name": name, "value": label, "bar": bar_svg(bar, tone)}
            for name, label, bar, tone in zip(names, labels, drawn, toned, strict=True)
        ],
        "shifts": _shifts(one, head, digits, spoken),
        "chart": for_template(
            plotly_waterfall(
                names[:-1], [head.scale.of(value) for value in values], labels[:-1], unit, names[-1], labels[-1]
            )
        ),
    }


def _interval(one: Step, head: Headline, spoken: Voice) -> list[str]:
    """The interval of the difference in words, and that it tells nothing where zero lies in it."""
    found = one.difference
    if found is None or not found.sd:
        return []
    place = place_of(number(found.sd), 2)
    low, high = (head.scale.told(number(end), place) for end in (found.low, found.high))
    sentences: list[str] = [tell(spoken, "history_interval", low=low, high=high, unit=head.unit[spoken.language])]
    if found.low <= 0 <= found.high:
        sentences.append(tell(spoken, "history_within"))
    return sentences


def _shifts(one: Step, head: Headline, digits: int, spoken: Voice) -> list[MoveRow]:
    """The lines that moved most, each with a bar about zero."""
    largest = one.development.shifts[:LARGEST]
    widest = max((abs(float(shift.total)) for shift in largest), default=0.0)
    return [
        {
            "name": spoken.say(dict(shift.name)),
            "value": head.scale.signed(number(shift.total), digits),
            "bar": swing_svg("0", number(shift.total), "0", widest),
        }
        for shift in largest
    ]
