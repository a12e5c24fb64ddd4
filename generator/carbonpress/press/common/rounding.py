"""Figures with the digits that their uncertainty leaves, and changes with their sign."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import lru_cache

from carbonpress.press.common.figures import REMEMBERED, amount, exact

POINT = Decimal("1e-8")
"""An interval that is narrower than this part of its ends is a point: no measurement has so many digits."""

_TELLING = Context(prec=60, rounding=ROUND_HALF_EVEN)


@lru_cache(maxsize=REMEMBERED)
def told(value: str, place: int) -> str:
    """A number rounded to the power of ten at *place*, grouped: what its uncertainty leaves of it.

    A number that is not zero keeps its first digit, however small it is.

    >>> told("1027.4", 1)
    '1\u2009030'
    >>> told("0.8134", -2), told("-0.0037", 1)
    ('0.81', '−0.004')
    """
    number = Decimal(value)
    rounded = _TELLING.quantize(number, Decimal(1).scaleb(place))
    if number and not rounded:
        rounded = _TELLING.quantize(number, Decimal(1).scaleb(number.adjusted()))
    return exact(f"{rounded if rounded else abs(rounded):f}")


def place_apart(low: str, high: str, place: int) -> int | None:
    """At which power of ten an interval is told: *place*, finer where its ends would read alike; None for a point.

    >>> place_apart("95", "105", 0), place_apart("0.00421", "0.00423", -2), place_apart("5", "5", 0)
    (0, -6, None)
    """
    width = Decimal(high) - Decimal(low)
    if width <= max(abs(Decimal(low)), abs(Decimal(high))) * POINT:
        return None
    return min(place, width.adjusted() - 1) if told(low, place) == told(high, place) else place


def place_of(value: str, digits: int) -> int:
    """The power of ten of the last digit that means something.

    >>> place_of("1027.4", 3), place_of("0.8134", 2)
    (1, -2)
    """
    number = Decimal(value)
    return number.adjusted() - digits + 1 if number else -2


def place_by(value: str, sd: str) -> int:
    """The power of ten of the last digit that its standard deviation leaves of a figure; two digits at least.

    >>> place_by("1027.4", "85"), place_by("35.3", "12"), place_by("35.3", "0")
    (1, 0, -2)

    Source: ISO/IEC Guide 98-3:2008 (GUM), 7.2.6.
    """
    first, spread = Decimal(value).adjusted(), Decimal(sd)
    return min(first - 1, max(first - 3, spread.adjusted() if spread else first - 3))


@lru_cache(maxsize=REMEMBERED)
def two_digits(value: str) -> str:
    """A number to two significant digits, as a decimal string.

    >>> two_digits("28.215"), two_digits("0.00626"), two_digits("0")
    ('28', '0.0063', '0')
    """
    number = Decimal(value)
    return f"{number.quantize(Decimal(1).scaleb(min(number.adjusted() - 1, 0))):f}" if number else "0"


@lru_cache(maxsize=REMEMBERED)
def swing(low: str, high: str) -> str:
    """Two changes from the lower to the higher, with as many decimals as two digits of the larger one take.

    >>> swing("-34.79", "78.08"), swing("0.0605", "-0.1358"), swing("0", "0")
    ('−35 … +78', '−0.14 … +0.06', '0')
    """
    ends = sorted((Decimal(low), Decimal(high)))
    widest = max(abs(end) for end in ends)
    if not widest:
        return "0"
    digits = max(0, 1 - widest.adjusted())
    return " … ".join(signed(f"{end:f}", digits) for end in ends)


@lru_cache(maxsize=REMEMBERED)
def signed(value: str, digits: int = 2) -> str:
    """A change with its sign.

    >>> signed("3.14159"), signed("-0.001")
    ('+3.14', '>−0.01')
    """
    return f"+{amount(value, digits)}" if Decimal(value) > 0 else amount(value, digits)
