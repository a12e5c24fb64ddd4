"""Which data a footprint rests on, and what of it rests on each."""

from __future__ import annotations

from decimal import Decimal

from carbonpress.lca.datum import data_of, is_confidential, keys_of

STEEL = {"material": "steel", "amount": "1000 kg", "factor": "steel@2024"}
LINE = ("inventory", "production", 0)


def test_a_line_and_its_legs_share_one_amount(declare, footprint_of):
    """What is carried is what is used: one datum; each distance is one of its own."""
    legs = [{"by": "truck@2024", "distance": "100 km"}, {"by": "truck@2024", "distance": "300 km"}]
    found = {datum.key: datum for datum in data_of(footprint_of(declare(production=[{**STEEL, "transport": legs}])))}
    assert {
        ("amount", LINE),
        ("factor", ("steel@2024",)),
        ("distance", (*LINE, "transport", 0)),
        ("distance", (*LINE, "transport", 1)),
        ("factor", ("truck@2024",)),
    } == set(found)
    assert (0, 1, 2) == found["amount", LINE].uses
    assert Decimal(2040) == found["amount", LINE].result
    assert Decimal(40) == found["factor", ("truck@2024",)].result


def test_a_van_drives_whatever_it_carries(declare, inventory_of):
    """Per vehicle kilometre the distance is a datum, the mass none."""
    line = {**STEEL, "transport": [{"by": "van@2024", "distance": "30 km"}]}
    leg = inventory_of(declare(production=[line])).activities[1]
    assert [("distance", (*LINE, "transport", 0)), ("factor", ("van@2024",))] == list(keys_of(leg))


def test_fuel_of_a_leg_is_an_amount_of_its_own(declare, inventory_of):
    """Fuel that a leg burned was measured by itself."""
    line = {**STEEL, "transport": [{"fuel": "diesel", "amount": "45 kg"}]}
    leg = inventory_of(declare(production=[line])).activities[1]
    assert ("amount", (*LINE, "transport", 0)) == next(iter(keys_of(leg)))


def test_a_direct_emission_has_no_factor(declare, inventory_of):
    """A gas that leaves a process is an amount alone."""
    line = {"emission": "leak", "gas": "CH4", "amount": "1 kg"}
    (activity,) = inventory_of(declare(production=[line])).activities
    assert [("amount", LINE)] == list(keys_of(activity))


def test_gross_is_what_removals_do_not_cancel(declare, footprint_of):
    """A factor with a removal rests on the sum in `result` and on the sum of sizes in `gross`."""
    line = {"material": "wood", "amount": "10 kg", "factor": "wood@2024"}
    steel = {**STEEL, "amount": "1 kg"}
    data = {datum.key: datum for datum in data_of(footprint_of(declare(production=[line, steel])))}
    assert Decimal(-11) == data["factor", ("wood@2024",)].result
    assert Decimal(11) == data["factor", ("wood@2024",)].gross


def test_one_confidential_line_makes_a_shared_factor_confidential(declare, footprint_of):
    """What would tell of a confidential line is confidential."""
    lines = [STEEL, {**STEEL, "confidential": "yes"}]
    result = footprint_of(declare(production=lines))
    assert [False, True] == [is_confidential(c.activity) for c in result.contributions]
    data = {datum.key: datum.confidential for datum in data_of(result)}
    assert {("amount", LINE): False, ("amount", (*LINE[:2], 1)): True, ("factor", ("steel@2024",)): True} == data
