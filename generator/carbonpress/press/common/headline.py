"""The figure of a declaration as it is told: its digits and its unit, the same wherever it stands.

A record holds kilograms.  Told are grams below 0.01 kg and tonnes from 1 000 000 kg on, and what is still too small or
too large to be read at a glance as a number times a power of ten: `4.512 × 10⁻⁶ g CO₂e`.  Label, pages, lists, feeds,
leaflets and sentences use this unit; tables, charts, records and exports stay in kilograms.

`chosen` chooses them, once, when a record is completed; from then on the record shows them (`shown`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import cast

from carbonpress.model.language import LANGUAGES
from carbonpress.press.common.figures import (
    REMEMBERED,
    amount,
    digit,
    headline,
    raised,
    significant,
    unit_name,
)
from carbonpress.press.common.parts import stated_digits
from carbonpress.press.common.rounding import place_of, signed, told
from carbonpress.record.shape import Composed, Record
from carbonpress.record.wording import edition

NARROW_SPACE = "\u202f"
"""On both sides of the sign of multiplication; no line ends there."""

KILOGRAM = "kg CO2e"
"""The unit of every figure in a record."""

POWERS: Mapping[str, int] = {"g": 3, "kg": 0, "t": -3}
"""By which power of ten a number of kilograms is multiplied to be told in grams, kilograms or tonnes."""

GRAMS_BELOW, TONNES_FROM = Decimal("0.01"), Decimal(10) ** 6
"""Kilograms; what rounds to 1 000 000 kg is 1 000 t already."""

PLAIN_FROM, PLAIN_BELOW = Decimal("0.001"), Decimal(10) ** 6
"""Between these a number is written out; it takes eight characters at most, which fit on every label."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The unit in which a declaration tells its figures: grams, kilograms or tonnes, and a power of ten if needed."""

    mass: str = "kg"
    exponent: int = 0

    def unit(self, language: str, symbol: str = KILOGRAM) -> str:
        """A unit of the record as this scale names it: `kg CO2e/core-km` as `g CO₂e/(core·km)`."""
        return unit_name(symbol.replace("kg", self.mass, 1), language)

    def of(self, kilograms: str) -> str:
        """How many of this unit and power of ten *kilograms* are, exactly, as a decimal string.

        >>> Scale("g", -6).of("0.00000000451")
        '4.51'
        """
        return f"{_shifted(Decimal(kilograms), POWERS[self.mass] - self.exponent):f}"

    def figure(self, kilograms: str, digits: int | None = None) -> str:
        """A figure of this declaration other than the headline; with a power of ten of its own if it needs one.

        >>> Scale("g").figure("0.0045127"), Scale("g").figure("0.00000000012")
        ('4.513', '1.2\\u202f×\\u202f10⁻⁷')
        """
        wanted = digit("headline") if digits is None else digits
        return _written(_shifted(Decimal(kilograms), POWERS[self.mass]), wanted)[0]

    def raised(self, text: str) -> str:
        """A number that is counted in this unit and power of ten, with that power where it is not 1."""
        return _raised(text, self.exponent)

    def amount(self, kilograms: str, digits: int | None = None) -> str:
        """A number as `figures.amount` writes it, in this unit and power of ten."""
        text = amount(self.of(kilograms), digits)
        return self.raised(text) if Decimal(kilograms) else text

    def signed(self, kilograms: str, digits: int = 2) -> str:
        """A change as `rounding.signed` writes it, in this unit and power of ten."""
        return self.raised(signed(self.of(kilograms), digits))

    def told(self, kilograms: str, place: int) -> str:
        """A number rounded to the power of ten at *place*, counted in kilograms.

        >>> Scale("t").told("1234567", 5)
        '1\\u2009200'
        """
        return self.raised(told(self.of(kilograms), place + POWERS[self.mass] - self.exponent))


@dataclass(frozen=True, slots=True)
class Headline:
    """The figure of a declaration: its digits, the unit in each language, and the scale of its other figures."""

    digits: str
    unit: Mapping[str, str]
    scale: Scale


def headline_of(record: Composed) -> Headline:
    """The figure of *record* as every output tells it: as the record shows it, chosen now for one not completed."""
    if "shown" not in record:
        return chosen(record)
    kept = cast(Record, record)["shown"]["headline"]
    return Headline(kept["digits"], kept["unit"], Scale(kept["mass"], kept["exponent"]))


def chosen(record: Composed) -> Headline:
    """The figure of *record* as this program tells it.

    A computed figure has four digits at most, a stated one those of its study.
    What is not zero never reads as zero.
    """
    digits = stated_digits(record)
    return _headline(record["total"]["value"], digits or digit("headline"), digits is not None, edition())


@lru_cache(maxsize=REMEMBERED)
def _headline(kilograms: str, digits: int, stated: bool, _edition: str) -> Headline:
    value = Decimal(kilograms)
    small, large = abs(value) < GRAMS_BELOW, abs(significant(value, digits)) >= TONNES_FROM
    mass = "t" if large else "g" if value and small else "kg"
    text, exponent = _written(_shifted(value, POWERS[mass]), digits, stated)
    scale = Scale(mass, exponent)
    return Headline(text, {language: scale.unit(language) for language in LANGUAGES}, scale)


def _written(number: Decimal, digits: int, padded: bool = False) -> tuple[str, int]:
    """*number* to so many significant digits, and the exponent of the power of ten that it is written with.

    *padded* keeps zeros at the end, which a stated figure means.
    """
    size = abs(significant(number, digits))
    if not size or PLAIN_FROM <= size < PLAIN_BELOW:
        return _plain(number, digits, padded), 0
    exponent = significant(number, digits).adjusted()
    return _raised(_plain(_shifted(number, -exponent), digits, padded), exponent), exponent


def _plain(number: Decimal, digits: int, padded: bool) -> str:
    text = f"{number:f}"
    return told(text, place_of(text, digits)) if padded and number else headline(text, digits)


def _raised(text: str, exponent: int) -> str:
    """*text* times the power of ten, which is left out where it is 1."""
    return f"{text}{NARROW_SPACE}×{NARROW_SPACE}10{raised(exponent)}" if exponent else text


def _shifted(number: Decimal, places: int) -> Decimal:
    """*number* times the power of ten of *places*; every digit stays."""
    sign, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)  # a record holds neither infinity nor NaN
    return Decimal((sign, digits, exponent + places))
