"""`lca.cut_off`: what was left out, in figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from carbonpress.lca.cut_off import cut_off, product_mass
from carbonpress.lca.measure import kilograms

STEEL = {"material": "steel", "amount": "50 kg", "factor": "steel@2024"}
INK = {"name": "ink", "stage": "production", "because": "tiny"}


def test_shares_of_mass_waste_and_emissions(declare, rules, units, footprint_of):
    """1.86 kg of 186 kg, 50 g of 10 kg of waste, 0.5 kg of 100 kg CO2e."""
    excluded = [
        {**INK, "mass": "1.86 kg", "estimate": "500 g"},
        {**INK, "waste_mass": "50 g"},
        {**INK, "flow": "infrastructure"},
    ]
    declaration = declare(
        production=[STEEL],
        product={"name": "C", "model": "C", "parameters": {"net_mass": "186 kg"}},
        excluded=excluded,
        total_solid_waste="10 kg",
    )
    figures = cut_off(declaration, rules, units, footprint_of(declaration))
    shares = [(f.mass_share, f.waste_share, f.emission_share) for f in figures.flows]
    assert [(Decimal("0.01"), None, Decimal("0.005")), (None, Decimal("0.005"), None), (None, None, None)] == shares
    assert (Decimal("0.5"), Decimal("0.005")) == (figures.emission_total, figures.emission_share)


def test_all_estimates_add_up(declare, rules, units, footprint_of):
    """Three times 2 kg of 100 kg CO2e are six per cent, an estimate of an insignificant flow included."""
    ink = {**INK, "estimate": "2 kg"}
    declaration = declare(production=[STEEL], excluded=[ink, ink, {**ink, "flow": "infrastructure"}])
    figures = cut_off(declaration, rules, units, footprint_of(declaration))
    assert (Decimal(6), Decimal("0.06")) == (figures.emission_total, figures.emission_share)


def test_shares_without_a_whole_are_none(declare, rules, units, footprint_of):
    """Without net mass, total waste or a positive footprint there is nothing to be a share of."""
    excluded = [{**INK, "mass": "1 kg", "waste_mass": "1 kg", "estimate": "1 kg"}]
    declaration = declare(production=[{"removal": "wood", "amount": "1 kg"}], excluded=excluded)
    figures = cut_off(declaration, rules, units, footprint_of(declaration))
    assert (None, None, None) == (
        figures.flows[0].mass_share,
        figures.flows[0].waste_share,
        figures.flows[0].emission_share,
    )
    assert (Decimal(1), None, None) == (figures.emission_total, figures.emission_share, figures.product_mass)


def test_stated_results_bring_the_waste_of_their_study(declare, rules, units, footprint_of):
    """50 g of the 10 kg of the study; what the declaration itself says goes first."""
    stated = {"study": "S", "by": "B", "date": "2025-01-01", "total": "5 kg", "stages": {"production": "5 kg"}}
    given = {"results": {**stated, "total_solid_waste": "10 kg"}, "excluded": [{**INK, "waste_mass": "50 g"}]}
    for declaration, expected in ((declare(**given), "0.005"), (declare(**given, total_solid_waste="5 kg"), "0.01")):
        figures = cut_off(declaration, rules, units, footprint_of(declaration))
        assert Decimal(expected) == figures.flows[0].waste_share


def test_unit_that_is_a_mass_is_the_product_mass(declare, rules, units, quantity):
    """A preform declared per kilogram weighs a kilogram, whatever one preform weighs."""
    product = {"name": "P", "model": "P", "parameters": {"net_mass": "12 kg"}}
    declaration = declare(production=[STEEL], product=product, declared_unit={"amount": "1 kg", "of": "preform"})
    assert quantity("1 kg") == product_mass(declaration, rules, units)


PRODUCT = {"name": "C", "model": "C-1", "parameters": {"net_mass": "20 kg"}}


@pytest.mark.parametrize(
    ("unit", "flow", "expected"),
    [
        ({"declared_unit": "1 km"}, None, "20 kg"),
        ({"declared_unit": "2 piece"}, None, "40 kg"),
        ({"declared_unit": "1 piece"}, "1 piece", "20 kg"),
        ({"functional_unit": "1 piece"}, "0.05 piece", "1 kg"),
        ({"functional_unit": "1 a"}, "0.2 piece", "4 kg"),
        ({"functional_unit": "1 a"}, "800 g", "0.8 kg"),
        ({"functional_unit": "5 kg"}, "2 kg", "2 kg"),
        ({"declared_unit": "1 kg"}, "1.1 kg", "1 kg"),
        ({"functional_unit": "1 a"}, None, "20 kg"),
    ],
)
def test_product_mass_is_that_of_the_reference_flow(declare, rules, units, quantity, unit, flow, expected):
    """So many pieces of the net mass, or the mass that the reference flow itself is; never that of a whole product."""
    ((kind, amount),) = unit.items()
    given = {"declared_unit": None, kind: {"amount": amount, "of": "use"}, "product": PRODUCT}
    if flow:
        given["reference_flow"] = {"amount": flow, "of": "product"}
    found = product_mass(declare(production=[], **given), rules, units)
    assert kilograms(quantity(expected)) == kilograms(found)
