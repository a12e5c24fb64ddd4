"""Scenarios: what they change, what comes out, and what of them leads nowhere."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from carbonpress.lca.scenario import Outcome, outcomes, scenario_gaps, touched_lines
from carbonpress.lca.terms import Gap

LEG = {"by": "truck@2024", "distance": "300 km"}
STEEL = {"material": {"zh": "钢", "en": "steel"}, "amount": "10 kg", "factor": "steel@2024", "transport": [LEG]}
POWER = {"energy": "power", "amount": "40 kWh", "factor": "power@2024"}
BOTH = {"raw_material_acquisition": [STEEL], "production": [POWER]}
"""20.3 kg CO2e of steel and its way, 20 kg of power."""


@pytest.fixture
def of(declare: Any, rules: Any, library: Any, inventory_of: Any) -> Callable[..., list[Outcome]]:
    """What the scenario `s` gives."""

    def make(scenario: dict[str, Any], **given: Any) -> list[Outcome]:
        declaration = declare(scenarios={"s": {"name": "other", **scenario}}, **(given or BOTH))
        return list(outcomes(declaration, rules, library, inventory_of(declaration)))

    return make


@pytest.fixture
def gaps_of(declare: Any, rules: Any, library: Any, inventory_of: Any) -> Callable[..., list[Gap]]:
    """What of the scenario `s` leads nowhere."""

    def make(*changes: dict[str, Any]) -> list[Gap]:
        declaration = declare(scenarios={"s": {"name": "other", "changes": list(changes)}}, **BOTH)
        return list(scenario_gaps(declaration, rules, library, inventory_of(declaration)))

    return make


@pytest.mark.parametrize(
    ("change", "total"),
    [
        ({"line": "steel", "factor": "steel@2020"}, "39.3"),
        ({"line": "钢", "amount": "20 kg"}, "60.6"),
        ({"line": "steel", "times": "0.5"}, "30.15"),
        ({"line": "steel", "legs": []}, "40"),
        ({"line": "steel", "legs": [{"by": "plane@2024", "distance": "1000 km"}]}, "50"),
        ({"line": "steel", "left_out": "yes"}, "20"),
        ({"instead_of": "steel@2024", "factor": "steel@2020"}, "39.3"),
        ({"instead_of": "truck@2024", "factor": "plane@2024"}, "43"),
        ({"line": "power", "fuel": "diesel", "amount": "10 kg"}, None),
    ],
)
def test_a_change_is_computed_like_the_declaration(of: Any, change: dict[str, Any], total: str | None) -> None:
    """Each kind of change gives the figure that a declaration with it would have."""
    (found,) = of({"changes": [change]})
    diesel = Decimal("42.652") * Decimal("0.0202") * Decimal("0.98") * 44 / 12 * 10
    expected = Decimal("20.3") + diesel if total is None else Decimal(total)
    assert abs(expected - found.total) < Decimal("1e-20")


def test_the_service_life_of_the_product_changes_its_use(of: Any) -> None:
    """1 W for 20 years by default, then for 10: half of it."""
    use = {"operation": "use", "power": "1 W", "factor": "power@2024"}
    (found,) = of({"service_life": "10 a", "about": "use"}, use=[use], boundary="cradle-to-grave")
    assert Decimal("43.8") == found.total
    assert Decimal("43.8") == found.stages["use"]


def test_a_stage_may_be_told_anew(of: Any) -> None:
    """Other lines stand in place of all lines of a stage, here in place of the default of the rules as well."""
    polymer = {"material": "sheath", "amount": "10 kg", "substance": "polymer", "factor": "steel@2024"}
    treatment = {"treatment": "burnt", "route": "incineration", "mass": "10 kg", "factor": "gases@2024"}
    (found,) = of(
        {"inventory": {"end_of_life_treatment": [treatment]}, "about": "end-of-life"},
        raw_material_acquisition=[polymer],
        boundary="cradle-to-grave",
    )
    assert Decimal("5.558") == found.stages["end_of_life_treatment"]


def test_a_stage_restricts_a_change(of: Any) -> None:
    """A factor is replaced in the named stage only."""
    lines = {"raw_material_acquisition": [{**POWER, "energy": "grinding"}], "production": [POWER]}
    (found,) = of({"changes": [{"instead_of": "power@2024", "factor": "power@2024", "stage": "production"}]}, **lines)
    assert Decimal(40) == found.total
    (found,) = of({"changes": [{"line": "power", "stage": "production", "left_out": "yes"}]}, **lines)
    assert Decimal(20) == found.total


def test_the_declared_figure_stays(declare: Any, footprint_of: Any) -> None:
    """Scenarios do not touch the declared footprint."""
    scenarios = {"s": {"name": "other", "changes": [{"line": "steel", "times": "9"}]}}
    assert footprint_of(declare(**BOTH)).total == footprint_of(declare(scenarios=scenarios, **BOTH)).total


@pytest.mark.parametrize(
    ("change", "message", "mend"),
    [
        ({"line": "stele", "times": "2"}, "no line is called 'stele'", "steel"),
        ({"instead_of": "powr@2024", "factor": "power@2024"}, "no line uses the factor 'powr@2024'", "power@2024"),
        ({"line": "power", "route": "landfill"}, "a line of kind energy has no route", ""),
        ({"line": "power", "legs": [LEG]}, "a line of kind energy has no legs", ""),
        ({"line": "steel", "factor": "stel@2024"}, "unknown emission factor 'stel@2024'", "steel@2024"),
        ({"line": "steel", "factor": "power@2024"}, "power@2024 is per kWh (energy), the activity is in kg (mass)", ""),
    ],
)
def test_what_leads_nowhere_is_a_gap(gaps_of: Any, told: Any, change: dict[str, Any], message: str, mend: str) -> None:
    """Lines, fields and factors that a scenario names must exist and fit; a near miss is named."""
    (gap,) = gaps_of(change)
    assert ("scenario", message) == (gap.rule, told(gap).message)
    assert mend in told(gap).mend
    assert ("scenarios", "s") == gap.path[:2]


def test_a_scenario_with_a_gap_has_no_figure(of: Any) -> None:
    """What cannot be computed is left out, not guessed."""
    assert [] == of({"changes": [{"line": "stele", "times": "2"}]})


def test_touched_lines(declare: Any) -> None:
    """The lines that a scenario changes are known, whether by name, by factor or with their stage."""
    scenarios = {
        "a": {"name": "a", "changes": [{"line": "钢", "times": "2"}]},
        "b": {"name": "b", "changes": [{"instead_of": "power@2024", "factor": "steel@2024"}]},
        "c": {"name": "c", "inventory": {"production": [POWER]}},
    }
    declaration = declare(scenarios=scenarios, **BOTH)
    found = {id_: [line.kind for _, line in touched_lines(declaration, id_)] for id_ in scenarios}
    assert {"a": ["material"], "b": ["energy"], "c": ["energy"]} == found
