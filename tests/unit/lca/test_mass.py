"""The mass of materials: what is known of it, per declared unit."""

from __future__ import annotations

from decimal import Decimal

from carbonpress.lca.mass import material_mass, stated_mass

STEEL = {"material": "steel", "amount": "3 t", "factor": "steel@2024"}
FIBRE = {"material": "fibre", "amount": "24 km", "factor": "fibre@2024"}


def entry_of(declare, line):
    return declare(production=[line]).inventory["production"][0]


def test_an_amount_by_mass_is_the_mass(declare, quantity):
    """A mass needs no second one; a length does."""
    assert quantity("3 t") == stated_mass(entry_of(declare, STEEL))
    assert stated_mass(entry_of(declare, FIBRE)) is None
    assert quantity("2 kg") == stated_mass(entry_of(declare, {**FIBRE, "mass": "2 kg"}))


def test_masses_add_up_per_declared_unit(declare, rules, library):
    """Each line is scaled to the declared unit of 1 km before it is added; packaging is no material."""
    lines = [{**STEEL, "per": "10 km"}, {**FIBRE, "mass": "2 kg"}]
    lines.append({"packaging": "reel", "amount": "50 kg", "factor": "wood@2024"})
    assert Decimal(302) == material_mass(declare(production=lines), rules, library)


def test_one_mass_that_is_not_known_makes_the_sum_unknown(declare, rules, library):
    """No sum is told that leaves something out unseen."""
    assert material_mass(declare(production=[STEEL, FIBRE]), rules, library) is None
    assert material_mass(declare(production=[{**STEEL, "allocation": "nothing"}]), rules, library) is None


def test_without_materials_there_is_no_mass(declare, rules, library):
    """A declaration of energy alone weighs nothing that could be told."""
    energy = {"energy": "power", "amount": "1 kWh", "factor": "power@2024"}
    assert material_mass(declare(production=[energy]), rules, library) is None


def test_where_components_are_named_other_materials_are_auxiliaries(declare, rules, library):
    """Cooling water does not become part of a cable of which the components are named."""
    lines = [{**STEEL, "component": "core"}, {"material": "water", "amount": "500 kg", "factor": "steel@2024"}]
    assert Decimal(3000) == material_mass(declare(production=lines), rules, library)
    assert Decimal(3500) == material_mass(declare(production=[STEEL, lines[1]]), rules, library)
