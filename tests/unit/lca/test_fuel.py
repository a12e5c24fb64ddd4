"""`lca.fuel`: the factor of a burnt fuel."""

from __future__ import annotations

from decimal import Decimal

from carbonpress.lca.fuel import combustion, fuel_emission_factor


def test_derivation_keeps_every_figure(library, units):
    """42.652 GJ/t x 0.0202 t C/GJ x 0.98 x 44/12 = 3.0959... t CO2 per t of diesel."""
    derived = combustion(library.fuels["diesel"], units)
    assert ("42.652 GJ", Decimal("0.0202"), Decimal("0.98")) == (
        str(derived.net_calorific_value),
        derived.carbon_content,
        derived.oxidation,
    )
    assert Decimal("3.095910") == derived.emission_factor.quantize(Decimal("0.000001"))


def test_factor_says_that_it_is_combustion_only(library, units):
    """A combustion factor is fossil CO2, secondary, of the class and region of the table."""
    factor = fuel_emission_factor("natural-gas", library.fuels["natural-gas"], units)
    ((origin, gas, mass),) = factor.masses()
    assert ("fossil", "CO2", "t") == (origin, gas, mass.unit.symbol)
    assert ("combustion", "secondary", 2, "CN") == (factor.kind, factor.data, factor.priority, factor.geography)
    assert "1 10^4Nm3" == str(factor.per)


def test_factor_behaves_like_a_loaded_one(library, units):
    """What is not given has the default of a factor file."""
    factor = fuel_emission_factor("diesel", library.fuels["diesel"], units)
    assert (False, None, None) == (factor.illustrative, factor.co2e, factor.note)
    assert "fuel/diesel@2024" == factor.name_at_edition
