"""How the record writes numbers."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal

DIGITS = 15
"""Significant digits a record keeps: more than any measurement, and what every double holds exactly."""

_ROUNDING = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN)


def number(value: Decimal | int) -> str:
    """*value* as the record writes it: plain notation, at most 15 significant digits, no trailing zeros.

    >>> number(Decimal("1027.400"))
    '1027.4'
    >>> number(Decimal("1E+3"))
    '1000'
    >>> number(Decimal("-0.0"))
    '0'
    """
    rounded = _ROUNDING.create_decimal(value)
    text = str(rounded)
    if "E" in text:
        text = f"{rounded:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def as_given(value: Decimal | int) -> str:
    """A number that an author gave, with every digit of it, in the notation of `number`.

    >>> as_given(Decimal("12.345678901234567890123"))
    '12.345678901234567890123'
    >>> as_given(Decimal("1.50E+3"))
    '1500'
    """
    text = f"{Decimal(value):f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
