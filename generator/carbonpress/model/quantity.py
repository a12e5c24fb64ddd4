"""Amounts with a unit, and exact conversion between units of one dimension."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


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
        if unit.dimension != self.unit.dimension:
            raise UnitError(f"{self.unit} measures {self.unit.dimension}, {unit} measures {unit.dimension}")
        if unit == self.unit:
            return self
        ratio = self.unit.size / unit.size
        return Quantity(self.value * ratio.numerator / ratio.denominator, unit)

    def __str__(self) -> str:
        return f"{self.value.normalize():f} {self.unit}"
