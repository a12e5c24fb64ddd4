"""Reused packaging, T/CCSA 603-2024 6.2.2 d."""

from __future__ import annotations

from decimal import Decimal

DRUM = {
    "packaging": "drum",
    "amount": "30 kg",
    "uses": "5",
    "factor": "steel@2024",
    "transport": [{"by": "truck@2024", "distance": "200 km"}],
    "return_transport": [{"by": "truck@2024", "distance": "1000 km"}],
}


def amounts(inventory):
    """Amount per declared unit of each activity by `sub`."""
    return {activity.sub: activity.amount.value for activity in inventory.activities}


def test_own_life_cycle_is_divided_over_the_uses(declare, inventory_of):
    """Making a drum and bringing it in count a fifth each time; it comes back four times of five."""
    found = amounts(inventory_of(declare(production=[DRUM])))
    assert {None: Decimal(6), "transport": Decimal("1.2"), "return_transport": Decimal(24)} == found


def test_two_uses_halve(declare, inventory_of):
    """Used twice, it comes back once."""
    found = amounts(inventory_of(declare(production=[{**DRUM, "uses": "2"}])))
    assert {None: Decimal(15), "transport": Decimal(3), "return_transport": Decimal(15)} == found


def test_single_use_packaging_never_returns(declare, inventory_of):
    """With one use the whole drum counts and the way back is a computed zero."""
    found = amounts(inventory_of(declare(production=[{**DRUM, "uses": "1"}])))
    assert {None: Decimal(30), "transport": Decimal(6), "return_transport": Decimal(0)} == found


def test_uses_come_before_the_declared_unit(declare, inventory_of):
    """A drum for 3 km of cable: a fifth of it for each filling, a third of that for each kilometre."""
    inventory = inventory_of(declare(production=[{**DRUM, "per": "3 km"}]))
    assert Decimal(2) == inventory.activities[0].amount.value
    assert ["given", "uses", "per"] == [step.kind for step in inventory.activities[0].steps]
    assert ["mass-distance", "returns", "per"] == [step.kind for step in inventory.activities[2].steps]
    assert ("uses", Decimal(5), "1") == (
        inventory.activities[2].steps[1].operands[0][0],
        inventory.activities[2].steps[1].operands[0][1].value,
        inventory.activities[2].steps[1].operands[0][1].unit.symbol,
    )
