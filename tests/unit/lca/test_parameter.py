"""`lca.parameter`: technical parameters read by their kind."""

from __future__ import annotations

from decimal import Decimal

import pytest

from carbonpress.lca.parameter import parameter_value, quantity_parameter


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("cores", "24", Decimal(24)),
        ("cores", "24 cores", None),
        ("sheath", "PE, 1.8 mm", "PE, 1.8 mm"),
        ("sheath", {"zh": "护套", "en": "sheath"}, "sheath"),
        ("sheath", {"zh": "护套"}, "护套"),
        ("net_mass", "186", None),
        ("net_mass", "186 km", None),
        ("net_mass", "186 stone", None),
        ("net_mass", "1,5 kg", None),
        ("colour", "blue", None),
    ],
)
def test_value_by_kind(declare, rules, units, name, given, expected):
    """A number, a text, or None for what is not of its kind or not known to the rules."""
    declaration = declare(
        production=[{"removal": "r", "amount": "1 kg"}],
        product={"name": "C", "model": "C", "parameters": {name: given}},
    )
    assert expected == parameter_value(declaration, rules, units, name)


def test_quantity(declare, rules, units, quantity):
    """An amount with a unit of the right dimension."""
    product = {"name": "C", "model": "C", "parameters": {"net_mass": "186 kg", "cores": "24"}}
    declaration = declare(production=[{"removal": "r", "amount": "1 kg"}], product=product)
    assert quantity("186 kg") == parameter_value(declaration, rules, units, "net_mass")
    assert quantity("186 kg") == quantity_parameter(declaration, rules, units, "net_mass", "mass")
    assert quantity_parameter(declaration, rules, units, "net_mass", "length") is None
    assert quantity_parameter(declaration, rules, units, "cores", "mass") is None


def test_absent_parameter(declare, rules, units):
    """What is not given is None."""
    declaration = declare(production=[{"removal": "r", "amount": "1 kg"}])
    assert parameter_value(declaration, rules, units, "net_mass") is None
