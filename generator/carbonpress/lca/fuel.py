"""The emission factor of a burnt fuel, T/CCSA 603-2024 annex D, table D.1."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from carbonpress.lca.precision import in_decimal128
from carbonpress.model.factor import EmissionFactor, Fuel
from carbonpress.model.quantity import Quantity, Units

CO2_MASS, CARBON_MASS = Decimal(44), Decimal(12)
"""Relative masses of CO2 and carbon as the formula writes them: x 44/12."""

BURNT = "fuel/"
"""Begins the id of the factor of a burnt fuel."""


@dataclass(frozen=True, slots=True)
class Combustion:
    """How the factor of a fuel comes about: net calorific value x carbon content x oxidation x 44/12.

    `net_calorific_value` in GJ per `per`, `carbon_content` in t C/GJ,
    `oxidation` as a share of one, `emission_factor` in t CO2 per `per`.
    """

    per: Quantity
    net_calorific_value: Quantity
    carbon_content: Decimal
    oxidation: Decimal
    emission_factor: Decimal


@in_decimal128
def combustion(fuel: Fuel, units: Units) -> Combustion:
    """What burning `fuel.per` of a fuel emits, with every figure of the formula.

    Source: T/CCSA 603-2024, annex D, table D.1.
    """
    calorific = fuel.net_calorific_value.to(units["GJ"])
    carbon = calorific.value * fuel.carbon_content * fuel.oxidation
    return Combustion(fuel.per, calorific, fuel.carbon_content, fuel.oxidation, carbon * CO2_MASS / CARBON_MASS)


@in_decimal128
def fuel_emission_factor(fuel_id: str, fuel: Fuel, units: Units) -> EmissionFactor:
    """The factor of a fuel, named `fuel/<id>`, as if a factor file had held it: fossil CO2 from combustion alone."""
    mass = Quantity(combustion(fuel, units).emission_factor, units["t"])
    # The row was validated when it was loaded; building the factor from it needs no second look.
    return EmissionFactor.model_construct(
        id=f"{BURNT}{fuel_id}",
        edition=fuel.source.year,
        name=fuel.name,
        per=fuel.per,
        gases={"fossil": {"CO2": mass}},
        kind="combustion",
        data="secondary",
        priority=fuel.priority,
        year=fuel.source.year,
        geography=fuel.geography or "",
        source=fuel.source,
    )
