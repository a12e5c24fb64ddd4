"""Stated figures: their last digit, and what rounding may make of their sum."""

from __future__ import annotations

from decimal import Decimal

import pytest

from carbonpress.lca.stated import last_place, leeway, remainder, with_fewest_digits


@pytest.mark.parametrize(("figure", "place"), [
    ("161 kg", 0), ("161.0 kg", -1), ("1.01e4 kg", 2), ("12.5 t", 2), ("12.5 g", -4), ("0.05 kg", -2), ("0 kg", 0),
])  # fmt: skip
def test_last_place(quantity, figure, place):
    """The power of ten, in kilograms, of the last digit that was written."""
    assert place == last_place(quantity(figure))


def test_remainder(quantity):
    """What the total has more than its parts, whatever their units; below zero where the parts are more."""
    parts = [quantity("1.2 t"), quantity("300 kg")]
    assert Decimal(50) == remainder(parts, quantity("1550 kg"))
    assert Decimal(-50) == remainder(parts, quantity("1450 kg"))
    assert Decimal(0) == remainder(parts, quantity("1.5 t"))


def test_leeway_is_half_of_each_last_place(quantity):
    """161 kg may be half a kilogram off, 1.2 t fifty."""
    assert Decimal("50.5") == leeway([quantity("161 kg"), quantity("1.2 t")])
    assert Decimal(0) == leeway([])


@pytest.mark.parametrize(("figure", "value"), [
    ("10100 kg", "1.01E+4"), ("101 kg", "101"), ("10.10 kg", "10.10"), ("1.01e4 kg", "1.01E+4"), ("0 kg", "0"),
])  # fmt: skip
def test_zeros_at_the_end_of_a_whole_number(quantity, figure, value):
    """They may be rounding and are not counted as digits; those behind a point were meant."""
    assert value == str(with_fewest_digits(quantity(figure)).value)
