"""A flow and a factor become an activity, or tell all that keeps them from it."""

from __future__ import annotations

from decimal import Decimal

from carbonpress.lca.terms import Activity

STEEL = {"material": "steel", "amount": "3 t", "factor": "steel@2024"}


def test_the_amount_is_in_the_unit_of_the_factor(activity_of):
    """Tonnes with a factor per kilogram are kilograms, and the conversion is a step."""
    activity = activity_of(STEEL)
    assert isinstance(activity, Activity)
    assert (Decimal(3000), "kg") == (activity.amount.value, activity.amount.unit.symbol)
    assert ["given", "conversion"] == [step.kind for step in activity.steps]
    assert ("inventory", "production", 0) == activity.path


def test_a_factor_for_another_dimension_is_a_gap_where_it_is_named(declare, inventory_of):
    """The gap says both dimensions and stands at the factor."""
    inventory = inventory_of(declare(production=[{**STEEL, "factor": "power@2024"}]))
    (gap,) = inventory.gaps
    assert ("factor-unit", ("inventory", "production", 0, "factor")) == (gap.rule, gap.path)
    assert ("energy", "mass") == (gap.parameters["per_dimension"], gap.parameters["given_dimension"])
    assert () == inventory.activities


def test_all_gaps_of_a_line_are_told_at_once(declare, inventory_of):
    """An unknown allocation hides neither an unknown factor nor an unknown leg."""
    leg = {"by": "nothing@2024", "distance": "1 km"}
    line = {**STEEL, "factor": "nothing@2024", "allocation": "none", "transport": [leg]}
    rules = [gap.rule for gap in inventory_of(declare(production=[line])).gaps]
    assert ["unknown-allocation", "unknown-factor", "unknown-factor"] == sorted(rules)


def test_a_gas_of_the_factor_that_the_set_lacks_is_a_gap(declare, inventory_of):
    """A factor by gases needs a GWP for each of them."""
    line = {**STEEL, "factor": "fluorinated@2024"}
    assert ["unknown-gas"] == [gap.rule for gap in inventory_of(declare(production=[line])).gaps]


def test_a_line_that_cannot_be_scaled_is_no_activity(declare, inventory_of):
    """Its references are looked at all the same."""
    inventory = inventory_of(declare(production=[{**STEEL, "per": "5 kg"}]))
    assert (["dimension"], ()) == ([gap.rule for gap in inventory.gaps], inventory.activities)
