"""How to mend a number or an amount that its author mistyped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

LONGEST = 60
"""Longer texts were not meant as a number."""
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")


def mended(text: str, fits: Callable[[str], bool]) -> str:
    """What the author may have meant so that it *fits*: `did you mean '12.5 kg'?`, or an empty string.

    Slips are undone one after another, each on top of the ones before.  Where a
    comma can be read in two ways, both are named.
    """
    if len(text) > LONGEST:
        return ""
    for undo in (_narrow, _spaced, _powers, _unbroken, _digits, _bare_point, _turned):
        text = undo(text)
        if found := [reading for reading in _readings(text) if fits(reading)]:
            return f"did you mean {' or '.join(repr(reading) for reading in found)}?"
    return ""


def _readings(text: str) -> list[str]:
    """The text itself, with commas read as decimal points, and with commas read as marks between thousands."""
    head, space, unit = text.partition(" ")
    readings = [text]
    if re.fullmatch(r"[+-]?[0-9]{1,3}(\.[0-9]{3})*,[0-9]+", head):
        readings.append(head.replace(".", "").replace(",", ".") + space + unit)
    if re.fullmatch(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", head):
        readings.append(head.replace(",", "") + space + unit)
    return readings


def _narrow(text: str) -> str:
    """Full-width characters as plain ones, one space between words, a plain minus sign; powers of ten with `^`.

    Other raised and lowered digits behind a digit stay: `5²` is not 52.
    """
    text = re.sub("(?<=10)[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+", lambda power: "^" + power[0].translate(RAISED), text)
    if re.search("[0-9][⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉]", text):
        return text
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").replace("–", "-")
    return " ".join(plain.split())


def _spaced(text: str) -> str:
    """A space between number and unit."""
    return re.sub(r"^([+-]?[0-9][0-9.,]*(?:[eE][+-]?[0-9]+)?)(?=[^0-9., _'’])", r"\1 ", text)


def _powers(text: str) -> str:
    """`1.2 x 10^3` as `1.2e3`."""
    return re.sub(r"(?<=[0-9]) ?[×x*·] ?10(?:\^[+]?|(?=-))(-?[0-9]{1,2})\b", r"e\1", text)


def _unbroken(text: str) -> str:
    """Nothing between thousands."""
    return re.sub(r"(?<=[0-9])[ '’_](?=[0-9]{3}(?![0-9]))", "", text)


def _digits(text: str) -> str:
    """The digits 0 and 1 for letters that look like them."""
    number = re.match(r"[+-]?[0-9oOlI][0-9oOlI., ]*(?= |$)", text)
    if not number or not re.search("[0-9]", number[0]):
        return text
    digits = number[0].translate(str.maketrans("oOlI", "0011", " "))
    return digits + text[number.end() :]


def _bare_point(text: str) -> str:
    """A digit on either side of the point, and no zeros in front."""
    text = re.sub(r"^([+-]?)0+(?=[0-9])", r"\1", text)
    text = re.sub(r"^([+-]?)\.(?=[0-9])", r"\g<1>0.", text)
    return re.sub(r"^([+-]?[0-9]+)\.(?= |$)", r"\1", text)


def _turned(text: str) -> str:
    """The unit behind the number."""
    return re.sub(r"^([^0-9 ]+) ?([+-]?[0-9.]+)$", r"\2 \1", text)
