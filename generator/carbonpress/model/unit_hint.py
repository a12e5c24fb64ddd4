"""What an amount in an unknown unit is in a unit of the table: a hint never changes value or kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from carbonpress.model.hint import near_miss
from carbonpress.model.number import LONGEST_FRACTION, is_number
from carbonpress.model.quantity import Unit, Units
from carbonpress.model.unit_words import Writing, multipliers, plain, prefixes, writings

CO2E = "CO2e"
CO2E_SPELLINGS = re.compile(r"[ -]?CO2[ -]?(e|eq|eqv|equiv|equivalent)\.?", re.IGNORECASE)
TON = frozenset({"ton", "tons"})
"""The one word that means different masses: the metric one, and those of two other systems."""
LONGEST_SYMBOL = 4
"""Longer words in small letters are names; of four letters there are symbols too (`ktkm`)."""


def unit_hint(number: str, word: str, units: Units, fitting: Units, co2e: bool = False) -> str:
    """How to write *number* *word* in one of the *fitting* units, or an empty string.

    Proposed is the same amount or nothing: another spelling of the unit, or the
    amount converted.  *units* are all that are known; *co2e* says whether the
    amount is one of CO2e.
    """
    if found := CO2E_SPELLINGS.search(plain(word)):
        mass = plain(word)[: found.start()].strip()
        if co2e:
            return _hint(number, word, mass, units, fitting, " " + CO2E)
        return f"write {mass} alone: this is no amount of {CO2E}" if mass in fitting else ""
    return _hint(number, word, plain(word), units, fitting, "")


def _hint(number: str, word: str, unit: str, units: Units, fitting: Units, suffix: str) -> str:
    if unit.lower() in TON:
        return "'ton' means three different masses; write t or kg" if "t" in fitting else ""
    meant = _meaning(unit, units)
    if meant is None:
        alike = list(_alike(unit, units))
        if len({(m.dimension, m.size) for m in alike}) > 1:
            if not any(_fitting(m, fitting) for m in alike):
                return ""
            names = " or ".join(m.symbol for m in alike)
            return f"{word!r} may be {names}; write which of them is meant"
        meant = next((m for m in alike if m.symbol in units or _is_name(m.symbol)), None)
    if meant is None:
        return near_miss(unit, [symbol for symbol in fitting if _is_slip(unit, fitting[symbol])])
    return _proposal(number, word, meant, fitting, suffix)


def _is_slip(word: str, of: Unit) -> bool:
    """Whether *word* may be a slip of the pen for a unit that counts; other symbols are too short to tell.

    `kpiece` is none: a letter in front may be a prefix.
    """
    return of.dimension == "count" and word[0] == of.symbol[0] and not word.endswith(of.symbol)


def _is_name(word: str) -> bool:
    """Whether a word is the name of a unit, in which capitals mean nothing, and no symbol."""
    return len(word) > LONGEST_SYMBOL and word.islower()


def _meaning(word: str, units: Units) -> Unit | None:
    """The unit that a word means as it is written; None if it could mean several."""
    if word in units:
        return units[word]
    written = writings().get(word) or writings().get(word.replace(" ", "-"))
    if written is None:
        for sign, times in multipliers().items():
            if word.startswith(sign) and (one := _meaning(word.removeprefix(sign).strip(), units)):
                return Unit(word, one.dimension, one.size * times)
        return None
    return _unit(word, written, units) if written.of in units else None


def _unit(word: str, written: Writing, units: Units) -> Unit:
    of = units[written.of]
    return Unit(word, of.dimension, of.size * written.size)


def _alike(word: str, units: Units) -> Iterator[Unit]:
    """The units that a word may mean when its capitals are not taken at their word.

    A capital alone is left as it is: it is the symbol of another unit (A, H, S, T);
    so is a prefix before a unit, whatever it may mean (`Tkm`).
    """
    if (len(word) == 1 and word.isupper()) or any(word.removeprefix(p) in units for p in prefixes()):
        return
    yield from (unit for symbol, unit in units.items() if symbol.lower() == word.lower())
    for other, written in writings().items():
        if other.lower() == word.lower() and other not in units and written.of in units:
            yield _unit(other, written, units)


def _proposal(number: str, word: str, meant: Unit, fitting: Units, suffix: str) -> str:
    known = _fitting(meant, fitting)
    if not known:
        return ""
    target = _target(meant, known)
    spelling = meant.symbol.lower() == target.symbol.lower() or len(word) > LONGEST_SYMBOL or not word.isascii()
    if target.size == meant.size and spelling:
        return f"did you mean '{target.symbol}{suffix}'?"
    converted = _converted(number, meant.size / target.size)
    if not converted:
        return ""
    amount = f"{converted} {target.symbol}{suffix}"
    return f"write {amount} ({number} {word} = {amount})"


def _fitting(meant: Unit, fitting: Units) -> list[Unit]:
    return [u for u in fitting.values() if u.dimension == meant.dimension]


def _of(meant: Unit) -> str:
    written = writings().get(meant.symbol)
    return written.of if written else meant.symbol


def _target(meant: Unit, known: list[Unit]) -> Unit:
    """The unit to convert to: a power of ten smaller, as near as there is, or the smallest of that family."""
    family = [u for u in known if _is_power_of_ten(meant.size / u.size)] or [u for u in known if u.symbol == _of(meant)]
    family = family or known[:1]
    below = [u for u in family if u.size <= meant.size]
    order = sorted(family, key=lambda u: (u.size, u.symbol == _of(meant)))
    return [u for u in order if u in below][-1] if below else order[0]


def _is_power_of_ten(ratio: Fraction) -> bool:
    return all(re.fullmatch("10*", str(part)) for part in (ratio.numerator, ratio.denominator))


def _converted(number: str, ratio: Fraction) -> str:
    """*number* times *ratio* without an exponent; empty where that is no number that could be read."""
    exact = Fraction(Decimal(number)) * ratio
    digits = 0
    while exact.denominator != 1 and (exact * 10**digits).denominator != 1:
        digits += 1
        if digits > LONGEST_FRACTION:
            return ""
    sign, whole = ("-" if exact < 0 else ""), str(int(abs(exact) * 10**digits)).rjust(digits + 1, "0")
    written = f"{sign}{whole[:-digits]}.{whole[-digits:]}" if digits else f"{sign}{whole}"
    return written if is_number(written) else ""
