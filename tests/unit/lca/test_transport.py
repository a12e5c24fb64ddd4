"""`lca.transport`: legs by mass x distance, by vehicle distance, by fuel."""

from __future__ import annotations

from decimal import Decimal

STEEL = {"material": "steel", "amount": "3000 kg", "factor": "steel@2024"}
ROAD = {"by": "truck@2024", "distance": "200 km"}


def test_mass_times_distance(declare, inventory_of):
    """3 t over 200 km are 600 tkm; the operands stay as given."""
    leg = inventory_of(declare(production=[{**STEEL, "transport": [ROAD]}])).activities[1]
    assert (Decimal(600), "tkm", "transport", "transport") == (
        leg.amount.value,
        leg.amount.unit.symbol,
        leg.kind,
        leg.sub,
    )
    assert ("inventory", "production", 0, "transport", 0) == leg.path
    assert ["3000 kg", "200 km"] == [str(operand) for _, operand in leg.steps[0].operands]


def test_factor_per_vehicle_kilometre_takes_the_distance_alone(declare, inventory_of):
    """What a van drives does not depend on the load."""
    leg = inventory_of(
        declare(production=[{**STEEL, "transport": [{"by": "van@2024", "distance": "30 km"}]}])
    ).activities[1]
    assert (Decimal(30), "km", ["distance"]) == (leg.amount.value, leg.amount.unit.symbol, [s.kind for s in leg.steps])


def test_fuel_burned_for_the_load(declare, inventory_of):
    """A leg by fuel counts the fuel, scaled like the line."""
    line = {**STEEL, "per": "10 km", "transport": [{"fuel": "diesel", "amount": "45 kg"}]}
    leg = inventory_of(declare(production=[line])).activities[1]
    assert (Decimal("0.0045"), "t", "fuel/diesel") == (leg.amount.value, leg.amount.unit.symbol, leg.factor.id)


def test_fuel_by_volume_needs_a_fuel_by_volume(declare, inventory_of):
    """Litres of diesel cannot be brought to tonnes without a density."""
    line = {**STEEL, "transport": [{"fuel": "diesel", "amount": "45 L"}]}
    (gap,) = inventory_of(declare(production=[line])).gaps
    assert ("factor-unit", ("inventory", "production", 0, "transport", 0, "fuel")) == (gap.rule, gap.path)


def test_material_by_length_moves_its_mass(declare, inventory_of):
    """Metres of fibre are carried by their mass."""
    line = {"material": "fibre", "amount": "24 km", "mass": "2 kg", "factor": "fibre@2024", "transport": [ROAD]}
    activities = inventory_of(declare(production=[line])).activities
    assert [Decimal(24), Decimal("0.4")] == [a.amount.value for a in activities]


def test_unknown_mass_is_a_gap_at_the_amount(declare, inventory_of, told):
    """Without a mass there is no mass x distance, and the hint says what to add."""
    line = {"material": "fibre", "amount": "24 km", "factor": "fibre@2024", "transport": [ROAD]}
    inventory = inventory_of(declare(production=[line]))
    assert [("dimension", ("inventory", "production", 0, "amount"))] == [(g.rule, g.path) for g in inventory.gaps]
    assert "mass:" in told(inventory.gaps[0]).mend
    assert 1 == len(inventory.activities)


def test_unknown_mode_and_unknown_mass_are_both_said(declare, inventory_of):
    """One does not hide the other."""
    line = {"material": "fibre", "amount": "24 km", "factor": "fibre@2024", "transport": [{**ROAD, "by": "lorry"}]}
    assert ["dimension", "unknown-factor"] == [g.rule for g in inventory_of(declare(production=[line])).gaps]


def test_factor_per_mass_does_not_move_goods(declare, inventory_of):
    """A leg needs a factor per mass x distance."""
    line = {**STEEL, "transport": [{**ROAD, "by": "steel@2024"}]}
    assert ["factor-unit"] == [g.rule for g in inventory_of(declare(production=[line])).gaps]


def test_goods_moved_stand_for_themselves(declare, inventory_of):
    """A line of transport has one activity per leg, at the place of the leg."""
    line = {"transport": "delivery", "mass": "186 kg", "legs": [ROAD, {"by": "plane@2024", "distance": "1 km"}]}
    first, second = inventory_of(declare(distribution=[line], boundary=["distribution"])).activities
    assert [(Decimal("37.2"), None), (Decimal("0.186"), None)] == [(a.amount.value, a.sub) for a in (first, second)]
    assert ("inventory", "distribution", 0, "legs", 1) == second.path
