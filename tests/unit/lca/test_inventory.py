"""`lca.inventory`: what lines become, and what becomes a gap."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_UP, Context, Decimal, localcontext

import pytest

from carbonpress.lca.inventory import characterisation

STEEL = {"material": "steel", "amount": "3 kg", "factor": "steel@2024"}


def rules_of(inventory):
    """Rule and path of each gap."""
    return [(gap.rule, gap.path) for gap in inventory.gaps]


def test_one_line_becomes_one_activity_per_declared_unit(activity_of, quantity):
    """A line without `per` is for the declared unit already; its place, kind and stage are kept."""
    activity = activity_of(STEEL, stage="raw_material_acquisition")
    assert quantity("3 kg") == activity.amount
    assert ("inventory", "raw_material_acquisition", 0) == activity.path
    assert ("raw_material_acquisition", "material") == (activity.stage, activity.kind)
    assert ["given"] == [step.kind for step in activity.steps]
    assert activity.assumed is None and activity.sub is None


def test_share_then_per_then_conversion(activity_of, declare, quantity):
    """A year's energy is allocated, brought to the declared unit and converted to the factor's unit, in this order."""
    line = {"energy": "power", "amount": "412.6 MWh", "per": "1850 km", "allocation": "line-3", "factor": "power@2024"}
    allocations = {"line-3": {"basis": "length", "share": "1850 km", "of": "24300 km", "because": "shared"}}
    activity = activity_of(line, allocations=allocations)
    assert ["given", "share", "per", "conversion"] == [step.kind for step in activity.steps]
    assert Decimal("412600") / 24300 == pytest.approx(activity.amount.value, rel=Decimal("1e-30"))
    assert "kWh" == activity.amount.unit.symbol
    assert ["from", "to"] == [symbol for symbol, _ in activity.steps[-1].operands]
    assert (("unit", quantity("1 km")), ("per", quantity("1850 km"))) == activity.steps[2].operands


def test_declared_unit_of_two_kilometres_takes_twice_the_per(activity_of):
    """What is given per kilometre counts twice for a declared unit of two."""
    line = {**STEEL, "per": "1000 m"}
    assert Decimal(6) == activity_of(line, declared_unit={"amount": "2 km", "of": "cable"}).amount.value


def test_per_measures_what_the_unit_measures(declare, inventory_of):
    """`per 3 kg` of a cable whose declared unit is a length is a gap."""
    inventory = inventory_of(declare(production=[{**STEEL, "per": "3 kg"}]))
    assert [("dimension", ("inventory", "production", 0, "per"))] == rules_of(inventory)
    assert () == inventory.activities


def test_all_gaps_come_at_once(declare, inventory_of):
    """A line with two wrong references shows both."""
    line = {
        **STEEL,
        "factor": "steal@2024",
        "allocation": "lne-3",
        "transport": [{"by": "truk@2024", "distance": "3 km"}],
    }
    here = ("inventory", "production", 0)
    expected = [
        ("unknown-allocation", (*here, "allocation")),
        ("unknown-factor", (*here, "factor")),
        ("unknown-factor", (*here, "transport", 0, "by")),
    ]
    assert expected == rules_of(inventory_of(declare(production=[line])))


def test_near_miss_is_offered(declare, inventory_of, told):
    """The nearest known allocation is named."""
    allocations = {"line-3": {"basis": "length", "share": "1 km", "of": "2 km", "because": "shared"}}
    inventory = inventory_of(declare(production=[{**STEEL, "allocation": "lne-3"}], allocations=allocations))
    assert "did you mean 'line-3'?" == told(inventory.gaps[0]).mend


def test_factor_must_fit_the_activity(declare, inventory_of, told):
    """A factor per kWh does not serve kilograms."""
    inventory = inventory_of(declare(production=[{**STEEL, "factor": "power@2024"}]))
    assert [("factor-unit", ("inventory", "production", 0, "factor"))] == rules_of(inventory)
    assert "power@2024 is per kWh (energy), the activity is in kg (mass)" == told(inventory.gaps[0]).message


def test_mass_serves_a_factor_per_mass(activity_of, quantity):
    """Pieces with a mass may take a factor per kilogram: the mass is that of the amount."""
    line = {"material": "screws", "amount": "100 piece", "mass": "250 g", "factor": "steel@2024"}
    activity = activity_of(line)
    assert quantity("0.250 kg") == activity.amount
    assert ["given", "conversion"] == [step.kind for step in activity.steps]


def test_amount_serves_a_factor_of_its_own_kind(activity_of, quantity):
    """Pieces with a mass take the factor per piece by their number."""
    line = {"material": "connectors", "amount": "4 piece", "mass": "250 g", "factor": "connector@2024"}
    assert quantity("4 piece") == activity_of(line).amount


def test_direct_emission_has_no_factor(activity_of, quantity):
    """A gas that leaves a process is a mass of that gas."""
    activity = activity_of({"emission": "leak", "gas": "SF6", "amount": "2 g"})
    assert (None, "SF6", "fossil") == (activity.factor, activity.gas, activity.origin)
    assert quantity("0.002 kg") == activity.amount


def test_unknown_gas_of_an_emission(declare, inventory_of, told):
    """A gas that the GWP set does not list is a gap with a near miss."""
    inventory = inventory_of(declare(production=[{"emission": "leak", "gas": "sf-6", "amount": "2 g"}]))
    assert [("unknown-gas", ("inventory", "production", 0, "gas"))] == rules_of(inventory)
    assert "did you mean 'SF6'?" == told(inventory.gaps[0]).mend


def test_unknown_gas_of_a_factor(declare, inventory_of):
    """The gases of a factor are looked up as well, at the place that names the factor."""
    inventory = inventory_of(declare(production=[{**STEEL, "factor": "fluorinated@2024"}]))
    assert [("unknown-gas", ("inventory", "production", 0, "factor"))] == rules_of(inventory)


def test_co2e_needs_no_place_in_the_gwp_set(activity_of):
    """A direct emission may be given as CO2e."""
    assert "CO2e" == activity_of({"emission": "treatment", "gas": "CO2e", "amount": "2 kg"}).gas


def test_fuel_takes_annex_d(activity_of, quantity):
    """Energy that names a fuel takes the combustion factor of the fuel table."""
    activity = activity_of({"energy": "gas", "amount": "250 Nm3", "fuel": "natural-gas"})
    assert "fuel/natural-gas@2024" == activity.factor.name_at_edition
    assert quantity("0.0250 10^4Nm3") == activity.amount


def test_unknown_fuel(declare, inventory_of):
    """A fuel that the table does not list is a gap."""
    inventory = inventory_of(declare(production=[{"energy": "gas", "amount": "250 Nm3", "fuel": "natural-gaz"}]))
    assert [("unknown-fuel", ("inventory", "production", 0, "fuel"))] == rules_of(inventory)


def test_unknown_gwp_set(declare, inventory_of, rules, library):
    """A GWP set that the library does not have is one gap, and gases are not judged by it."""
    declaration = declare(gwp="test-gwq", production=[{"emission": "leak", "gas": "sf-6", "amount": "2 g"}])
    assert [("unknown-gwp", ("gwp",))] == rules_of(inventory_of(declaration))
    assert characterisation(declaration, rules, library) is None


def test_unknown_gwp_set_of_the_rules(declare, inventory_of, make_rules):
    """Where the rules name the set, their name is the place."""
    inventory = inventory_of(declare(production=[STEEL]), rules=make_rules(gwp="none"))
    assert [("unknown-gwp", ("rules",))] == rules_of(inventory)


def test_equal_gaps_come_once(declare, inventory_of):
    """A gap is reported once however many ways lead to it."""
    line = {"material": "fibre", "amount": "3 km", "factor": "fibre@2024"}
    legs = [{"by": "truck@2024", "distance": "3 km"}] * 2
    inventory = inventory_of(declare(production=[{**line, "transport": legs}]))
    assert [("dimension", ("inventory", "production", 0, "amount"))] == rules_of(inventory)


def test_stated_results_have_no_activities(declare, inventory_of):
    """A declaration of stated results has nothing to resolve, and no default is added to it."""
    results = {"study": "S", "by": "B", "date": "2025-01-01", "total": "5 kg"}
    stages = {"raw_material_acquisition": "2 kg", "production": "3 kg"}
    inventory = inventory_of(declare(results={**results, "stages": stages}))
    assert ((), ()) == (inventory.activities, inventory.gaps)


def test_callers_decimal_context_does_not_matter(declare, inventory_of):
    """Precision and rounding of the caller change nothing."""
    declaration = declare(production=[{**STEEL, "per": "7 km"}])
    plain = inventory_of(declaration)
    with localcontext(Context(prec=3, rounding=ROUND_UP)):
        odd = inventory_of(declaration)
    assert plain == odd
    assert 34 == len(plain.activities[0].amount.value.as_tuple().digits)


def test_library_without_factors_yields_gaps(declare, inventory_of, library):
    """An empty library is no reason to raise."""
    empty = replace(library, factors={}, editions={})
    inventory = inventory_of(declare(production=[STEEL]), library=empty)
    assert ["unknown-factor"] == [gap.rule for gap in inventory.gaps]


def test_emission_with_an_unknown_allocation_is_no_activity(declare, inventory_of):
    """Direct emissions are allocated like everything else."""
    line = {"emission": "leak", "gas": "SF6", "amount": "2 g", "allocation": "line-3"}
    inventory = inventory_of(declare(production=[line]))
    assert (["unknown-allocation"], ()) == ([gap.rule for gap in inventory.gaps], inventory.activities)
