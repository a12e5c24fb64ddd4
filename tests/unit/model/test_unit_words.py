"""Words for units mean what they mean everywhere."""

from __future__ import annotations

from fractions import Fraction

import pytest

from carbonpress.model.quantity import Units
from carbonpress.model.unit_words import multipliers, plain, prefixes, writings


@pytest.mark.parametrize(("written", "expected"), [
    ("km²", "km2"), ("㎏", "kg"), (" ｋｇ ", "kg"), ("CO₂", "CO2"), ("m³", "m3"),
])  # fmt: skip
def test_plain_letters(written: str, expected: str) -> None:
    """Raised, lowered, full-width and squared letters are plain ones; blanks around them go."""
    assert expected == plain(written)


@pytest.mark.parametrize(("word", "size", "of"), [
    ("mg", Fraction(1, 1_000_000), "kg"),
    ("kilometre", Fraction(1000), "m"),
    ("cm2", Fraction(1, 10_000), "m2"),
    ("ha", Fraction(10_000), "m2"),
])  # fmt: skip
def test_sizes(units: Units, word: str, size: Fraction, of: str) -> None:
    """A prefix is squared with an area; a word of its own goes before a prefix and a symbol."""
    written = writings()[word]
    assert units[of].dimension == units[written.of].dimension
    assert size * units[of].size == written.size * units[written.of].size


def test_every_word_leads_to_a_unit(units: Units) -> None:
    """Each word means a unit of the table, more than zero of it, and is written in plain letters."""
    found = writings()
    assert [] == [word for word, meant in found.items() if meant.of not in units or meant.size <= 0]
    assert [] == [word for word in found if plain(word) != word]


def test_no_word_is_a_unit_of_another_size(units: Units) -> None:
    """Where a word is the symbol of a unit, both are the same amount."""
    both = {word: meant for word, meant in writings().items() if word in units}
    assert both
    wrong = [
        word
        for word, meant in both.items()
        if (units[word].dimension, units[word].size) != (units[meant.of].dimension, units[meant.of].size * meant.size)
    ]
    assert [] == wrong


def test_signs(units: Units) -> None:
    """Multipliers are above one, prefixes are no empty texts."""
    assert [] == [sign for sign, size in multipliers().items() if size <= 1]
    assert {"k", "M"} <= prefixes() and "" not in prefixes()
