"""`lca.intensity`: formulas (2) to (4) with the unit that follows the formula."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from carbonpress.lca.intensity import divisor, intensities
from carbonpress.model.quantity import Unit

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


SPAN = {"id": "span", "name": "span", "kind": "quantity", "dimension": "length", "clause": "5"}
PER_SPAN = {"id": "i5", "name": "by span", "formula": "F", "clause": "7", "divide_by": ["span"]}


@pytest.mark.parametrize(("unit", "expected"), [("kg CO2e/m", 600), ("kg CO2e/cm", 6), ("kg CO2e/km", 600_000)])
def test_a_parameter_divides_in_the_unit_of_the_intensity(declare, make_rules, units, footprint_of, unit, expected):
    """1200 kg / 2 m are 600 kg per metre and 6 kg per centimetre, however the parameter was written."""
    known = {**units, "cm": Unit("cm", "length", Fraction(1, 100))}
    rules = make_rules(parameters=[SPAN], intensities=[{**PER_SPAN, "unit": unit}])
    for given in ("2 m", "0.002 km"):
        product = {"name": "C", "model": "C", "parameters": {"span": given}}
        declaration = declare(production=[STEEL], product=product, declared_unit={"amount": "1 piece", "of": "x"})
        (figure,) = intensities(declaration, rules, known, footprint_of(declaration, rules=rules))
        assert (Decimal(expected), unit.partition("/")[2]) == (figure.value, figure.divisors[0][1].unit.symbol)


def test_a_parameter_that_measures_the_unit_is_no_divisor(declare, make_rules, units, footprint_of):
    """A footprint of 1 km of cable is not divided again by the length of a drum."""
    rules = make_rules(parameters=[SPAN], intensities=[{**PER_SPAN, "unit": "kg CO2e/km"}])
    product = {"name": "C", "model": "C", "parameters": {"span": "2 km"}}
    declaration = declare(production=[STEEL], product=product, declared_unit={"amount": "1 km", "of": "cable"})
    assert () == intensities(declaration, rules, units, footprint_of(declaration, rules=rules))
