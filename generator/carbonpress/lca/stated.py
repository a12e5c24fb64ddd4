"""Stated figures and their rounding: the last digit of each, and what parts and total may differ by."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from carbonpress.lca.measure import KILOGRAM, kilograms
from carbonpress.lca.precision import exact_sum, in_decimal128
from carbonpress.model.quantity import Quantity


def last_place(figure: Quantity) -> int:
    """The power of ten, in kg, of the last digit that a mass was stated with: 0 for 161 kg, 2 for 1.01e4 kg.

    In a unit that is no power of ten of a kilogram the figure keeps as many
    significant digits as it was stated with.
    """
    exponent = _exponent(figure.value)
    power = _power_of_ten(figure.unit.size / KILOGRAM.size)
    if power is not None:
        return exponent + power
    digits = figure.value.adjusted() - exponent
    return kilograms(figure).adjusted() - digits


@in_decimal128
def remainder(parts: Iterable[Quantity], total: Quantity) -> Decimal:
    """What the total has more than its parts together, in kg; negative where the parts are more."""
    return kilograms(total) - exact_sum(kilograms(part) for part in parts)


@in_decimal128
def leeway(figures: Iterable[Quantity]) -> Decimal:
    """By how many kilograms rounded figures may miss their sum: half a unit of the last place of each."""
    return exact_sum(_half_of_last_place(figure) for figure in figures)


@in_decimal128
def with_fewest_digits(figure: Quantity) -> Quantity:
    """The same figure, stated with no zero at the end of a whole number: 10100 kg as 1.01e4 kg."""
    digits = figure.value.normalize()
    return Quantity(digits, figure.unit) if _exponent(digits) > _exponent(figure.value) >= 0 else figure


def _half_of_last_place(figure: Quantity) -> Decimal:
    return kilograms(Quantity(Decimal(1).scaleb(_exponent(figure.value)) / 2, figure.unit))


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)  # NaN and infinity do not pass as numbers
    return exponent


def _power_of_ten(size: Fraction) -> int | None:
    """Which power of ten *size* is, None if it is none."""
    large, small = str(max(size.numerator, size.denominator)), min(size.numerator, size.denominator)
    if small != 1 or large.strip("0") != "1":
        return None
    return (len(large) - 1) * (1 if size >= 1 else -1)
