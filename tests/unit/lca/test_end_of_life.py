"""`lca.end_of_life`: the default of the rules."""

from __future__ import annotations

from decimal import Decimal

GRAVE = {"boundary": "cradle-to-grave"}
SHEATH = {"material": "sheath", "substance": "polymer", "amount": "98 kg", "factor": "steel@2024"}
FILM = {"packaging": "film", "substance": "polymer", "amount": "3 kg", "uses": "3", "factor": "steel@2024"}


def test_all_polymers_go_to_landfill(declare, inventory_of):
    """Materials and packaging together, per declared unit; the activity is marked and belongs to no line."""
    lines = [SHEATH, FILM, {**SHEATH, "substance": "metal"}, {**SHEATH, "amount": "500 g", "per": "500 m"}]
    activity = inventory_of(declare(raw_material_acquisition=lines, **GRAVE)).activities[-1]
    assert (Decimal(100), "kg", "landfill@2024") == (
        activity.amount.value,
        activity.amount.unit.symbol,
        activity.factor.name_at_edition,
    )
    assert ("end_of_life", None, "treatment") == (activity.assumed, activity.entry, activity.kind)
    assert ["98 kg", "1 kg", "1 kg"] == [str(operand) for _, operand in activity.steps[0].operands]


def test_site_data_come_first(declare, inventory_of):
    """With one line in the stage the default stays away."""
    line = {"treatment": "recycling", "route": "recycling", "mass": "50 kg", "factor": "landfill@2024"}
    inventory = inventory_of(declare(raw_material_acquisition=[SHEATH], end_of_life_treatment=[line], **GRAVE))
    assert [None, None] == [activity.assumed for activity in inventory.activities]


def test_no_default_outside_the_boundary(declare, inventory_of):
    """Cradle to gate ends at the gate."""
    assert 1 == len(inventory_of(declare(raw_material_acquisition=[SHEATH])).activities)


def test_no_default_without_that_substance(declare, inventory_of):
    """Where nothing is of polymer nothing is treated."""
    assert 1 == len(inventory_of(declare(production=[{**SHEATH, "substance": "metal"}], **GRAVE)).activities)


def test_rules_without_default(declare, inventory_of, make_rules):
    """Not every PCR has a default."""
    inventory = inventory_of(declare(production=[SHEATH], **GRAVE), rules=make_rules(defaults={}))
    assert 1 == len(inventory.activities)


def test_unknown_mass_is_a_gap(declare, inventory_of):
    """A polymer given in pieces needs its mass."""
    line = {**SHEATH, "amount": "3 piece", "factor": "connector@2024"}
    inventory = inventory_of(declare(production=[SHEATH, line], **GRAVE))
    assert [("dimension", ("inventory", "production", 1, "amount"))] == [(g.rule, g.path) for g in inventory.gaps]


def default(factor):
    """Defaults of a PCR with another factor."""
    row = {"substance": "polymer", "route": "landfill", "factor": factor, "text": "t", "clause": "6"}
    return {"end_of_life": row}


def test_default_factor_is_checked_like_any_other(declare, inventory_of, make_rules):
    """An unknown factor, one of another dimension and one of an unknown gas are gaps at the stage."""
    place = ("inventory", "end_of_life_treatment")
    for factor, rule in (
        ("none@2024", "unknown-factor"),
        ("power@2024", "factor-unit"),
        ("fluorinated@2024", "unknown-gas"),
    ):
        inventory = inventory_of(declare(production=[SHEATH], **GRAVE), rules=make_rules(defaults=default(factor)))
        assert [(rule, place)] == [(g.rule, g.path) for g in inventory.gaps]


def test_treatment_moves_its_mass(declare, inventory_of):
    """Bringing the waste to the site belongs to the treatment."""
    line = {"treatment": "landfill", "route": "landfill", "mass": "50 kg", "factor": "landfill@2024"}
    legs = [{"by": "truck@2024", "distance": "40 km"}]
    inventory = inventory_of(
        declare(end_of_life_treatment=[{**line, "transport": legs}], boundary=["end_of_life_treatment"])
    )
    assert [Decimal(50), Decimal(2)] == [activity.amount.value for activity in inventory.activities]
    assert "transport" == inventory.activities[1].sub
