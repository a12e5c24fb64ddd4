"""Other ways the life cycle may go, written and drawn beside the declared figure."""

from __future__ import annotations

from typing import TypedDict

from markupsafe import Markup

from carbonpress.press.charts.charts import bar_svg, bars
from carbonpress.press.common.figures import headline, line_decimals, percent
from carbonpress.press.common.frame import Voice
from carbonpress.press.common.headline import headline_of
from carbonpress.press.common.rounding import signed
from carbonpress.record.interpretation_shape import Interpretation, Scenario
from carbonpress.record.shape import LineOrText, Record


class DeclaredRow(TypedDict):
    """The declared figure: in kilograms for tables, as the headline tells it, and its bar."""

    value: str
    told: str
    bar: Markup


class ScenarioRow(TypedDict):
    """A scenario; `value` and `difference` in kilograms for tables, `told` and `told_difference` as the headline is."""

    name: str
    about: str
    because: LineOrText | None
    value: str
    difference: str
    told: str
    told_difference: str
    percent: str
    bar: Markup


class ScenarioTable(TypedDict):
    """The declared figure and, beside it, those of the scenarios."""

    declared: DeclaredRow
    rows: list[ScenarioRow]


def scenarios(record: Record, block: Interpretation, spoken: Voice) -> ScenarioTable:
    """The declared figure and those of the scenarios, each with a bar from zero."""
    declared = record["total"]["value"]
    given = block["scenarios"]
    drawn = bars([declared, *(scenario["total"] for scenario in given)])
    return {
        "declared": {
            "value": headline(declared),
            "told": headline_of(record).digits,
            "bar": bar_svg(drawn[0], "total"),
        },
        "rows": [_scenario(s, bar_svg(bar, "origin"), record, spoken) for s, bar in zip(given, drawn[1:], strict=True)],
    }


def _scenario(scenario: Scenario, bar: Markup, record: Record, spoken: Voice) -> ScenarioRow:
    total, scale = record["total"]["value"], headline_of(record).scale
    return {
        "name": spoken.say(scenario["name"]),
        "about": spoken.words[f"interpretation.about_{scenario['about']}"],
        "because": scenario["because"],
        "value": headline(scenario["total"]),
        "difference": signed(scenario["difference"], line_decimals(total)),
        "told": scale.figure(scenario["total"]),
        "told_difference": scale.signed(scenario["difference"], line_decimals(scale.of(total))),
        "percent": percent(scenario["share"], "–"),
        "bar": bar,
    }
