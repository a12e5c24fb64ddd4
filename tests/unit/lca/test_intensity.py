"""`lca.intensity`: formulas (2) to (4) with the unit that follows the formula."""

from __future__ import annotations

from decimal import Decimal

import pytest

from carbonpress.lca.intensity import divisor, intensities

STEEL = {"material": "steel", "amount": "600 kg", "factor": "steel@2024"}
CABLE = {"name": "C", "model": "C", "parameters": {"cores": "24", "net_mass": "186 kg"}}
LIGHT = {"operation": "light", "power": "0 W", "factor": "power@2024"}


def figures(declare, rules, units, footprint_of, **given):
    """Formula, value and unit of each intensity."""
    declaration = declare(production=[STEEL], product=CABLE, **given)
    result = footprint_of(declaration, rules=rules)
    return [(i.rule.formula, i.value, i.rule.unit) for i in intensities(declaration, rules, units, result)]


def test_formula_two_without_the_use_stage(declare, rules, units, footprint_of):
    """1200 kg / (24 cores x 2 km) = 25 kg per core-km, and not per year."""
    unit = {"amount": "2000 m", "of": "cable"}
    found = figures(declare, rules, units, footprint_of, declared_unit=unit)
    assert [("(2)", Decimal(25), "kg CO2e/core-km")] == found


def test_formula_three_with_the_use_stage(declare, rules, units, footprint_of):
    """1200 kg / (24 core-km x 20 a) = 2.5 kg per core-km and year."""
    found = figures(declare, rules, units, footprint_of, use=[LIGHT], boundary="cradle-to-grave")
    assert [("(3)", Decimal("2.5"), "kg CO2e/(core-km·a)")] == found


def test_intensity_without_its_divisor_is_left_out(declare, rules, units, footprint_of):
    """No core count, no intensity; zero cores neither."""
    for parameters in ({}, {"cores": "0"}):
        declaration = declare(production=[STEEL], product={"name": "C", "model": "C", "parameters": parameters})
        assert () == intensities(declaration, rules, units, footprint_of(declaration))


def test_formula_four(declare, make_rules, units, footprint_of, quantity):
    """A preform: 1200 kg / 4 kg net mass, always."""
    row = {
        "id": "i4",
        "name": "by mass",
        "formula": "(4)",
        "clause": "7",
        "divide_by": ["net_mass"],
        "unit": "kg CO2e/kg",
    }
    rules = make_rules(intensities=[row])
    declaration = declare(production=[STEEL], declared_unit={"amount": "4000 g", "of": "preform"})
    (figure,) = intensities(declaration, rules, units, footprint_of(declaration, rules=rules))
    assert (Decimal(300), (("net_mass", quantity("4 kg")),)) == (figure.value, figure.divisors)


@pytest.mark.parametrize("use", [[], [LIGHT]])
def test_intensity_that_always_applies(declare, make_rules, units, footprint_of, use):
    """With and without the use stage."""
    row = {"id": "l", "name": "l", "formula": "(2)", "clause": "7", "divide_by": ["length"], "unit": "kg CO2e/km"}
    rules = make_rules(intensities=[{**row, "when": "always"}])
    found = figures(declare, rules, units, footprint_of, use=use, boundary="cradle-to-grave")
    assert [("(2)", Decimal(1200), "kg CO2e/km")] == found


@pytest.mark.parametrize(
    ("name", "unit", "expected"),
    [
        ("length", "500 m", "0.5 km"),
        ("length", "3 piece", None),
        ("core_length", "2 km", "48 core-km"),
        ("core_length", "3 piece", None),
        ("net_mass", "1 km", "186 kg"),
        ("count", "3 piece", "3 piece"),
        ("count", "1 km", None),
        ("service_life", "1 km", "20 a"),
        ("cores", "1 km", "24 1"),
        ("net_volume", "1 km", None),
    ],
)
def test_divisors(declare, rules, units, name, unit, expected):
    """Each divisor comes from the unit or from a parameter; None where neither tells."""
    declaration = declare(production=[STEEL], product=CABLE, declared_unit={"amount": unit, "of": "it"})
    found = divisor(name, declaration, rules, units)
    assert expected == (None if found is None else str(found))


def test_no_mass_and_no_life(declare, make_rules, units):
    """Where nobody gives a mass or a service life there is no divisor."""
    declaration = declare(production=[STEEL])
    rules = make_rules(defaults={})
    assert (None, None) == (
        divisor("net_mass", declaration, rules, units),
        divisor("service_life", declaration, rules, units),
    )
