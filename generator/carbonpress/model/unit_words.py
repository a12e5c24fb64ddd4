"""What people write for units: symbols with SI prefixes, names, everyday words; read for hints alone."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from importlib import resources
from typing import Any

from carbonpress.source.document import parse

FILE = "unit-words.yml"
SCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")


@dataclass(frozen=True, slots=True)
class Writing:
    """What is meant by a word for a unit: `size` times the unit with the symbol `of`."""

    of: str
    size: Fraction


def plain(word: str) -> str:
    """A unit as written, with plain letters and digits in place of raised, full-width and squared ones.

    >>> plain("km²"), plain("㎏")
    ('km2', 'kg')
    """
    return unicodedata.normalize("NFKC", word.translate(SCRIPTS)).strip()


@functools.cache
def writings() -> Mapping[str, Writing]:
    """All words for units, by the word in plain letters.

    A word of its own (`ha` is the hectare) goes before a symbol with a prefix.
    """
    data = _data()
    found = dict(_prefixed(data))
    for word, row in data["words"].items():
        found |= dict.fromkeys((word, *row["words"]), Writing(row["of"], Fraction(row["size"])))
    return found


@functools.cache
def multipliers() -> Mapping[str, Fraction]:
    """The signs that multiply whatever unit stands behind them."""
    return {row["sign"]: Fraction(row["size"]) for row in _data()["multipliers"]}


@functools.cache
def prefixes() -> frozenset[str]:
    """The signs of all prefixes."""
    return frozenset(sign for key, row in _data()["prefixes"].items() for sign in (key, *row.get("signs", ())))


def _prefixed(data: Mapping[str, Any]) -> Iterator[tuple[str, Writing]]:
    """Each base alone and behind each prefix: symbols behind signs, names behind names."""
    for symbol, base in data["bases"].items():
        yield from ((word, Writing(base["of"], Fraction(1))) for word in (symbol, *base["names"]))
        for sign in base.get("only", data["prefixes"]):
            prefix = data["prefixes"][sign]
            meant = Writing(base["of"], Fraction(prefix["size"]) ** int(base.get("power", "1")))
            yield from ((before + symbol, meant) for before in (sign, *prefix.get("signs", ())))
            # A prefix before the name of an area or a volume would have to be squared or cubed: not what is meant.
            if "power" not in base:
                yield from ((name + word, meant) for name in prefix["names"] for word in base["names"])


@functools.cache
def _data() -> Mapping[str, Any]:
    raw = (resources.files("carbonpress.reference") / "data" / FILE).read_bytes()
    document, findings = parse(raw, FILE)
    if document is None or not isinstance(document.data, dict):
        raise ValueError(f"the shipped words for units do not load: {findings}")
    return document.data
