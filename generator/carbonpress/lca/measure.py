"""Products of two quantities: mass x distance, power x time; and plain numbers as quantities."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from carbonpress.model.quantity import Quantity, Unit, Units

ONE = Unit("1", "number", Fraction(1))
"""The unit of a plain number."""

KILOGRAM = Unit("kg", "mass", Fraction(1))
"""The unit of every emission; the base unit of mass in `reference.units`."""

PIECE = Unit("piece", "count", Fraction(1))
"""One of what is counted; the base unit of count in `reference.units`."""


def number(value: Decimal | int) -> Quantity:
    """A plain number as a quantity of unit `1`."""
    return Quantity(Decimal(value), ONE)


def kilograms(mass: Quantity) -> Decimal:
    """A mass in kg."""
    return mass.to(KILOGRAM).value


def freight(mass: Quantity, distance: Quantity, units: Units) -> Quantity:
    """Mass x distance, in t km."""
    value = mass.to(units["t"]).value * distance.to(units["km"]).value
    return Quantity(value, units["tkm"])


def energy(power: Quantity, duration: Quantity, units: Units) -> Quantity:
    """Power x time, in kWh."""
    value = power.to(units["kW"]).value * duration.to(units["h"]).value
    return Quantity(value, units["kWh"])
