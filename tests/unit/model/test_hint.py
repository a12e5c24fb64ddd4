"""What the author may have meant."""

from __future__ import annotations

from carbonpress.model.hint import UNIT_WORDS, near_miss, unit_hint
from carbonpress.model.quantity import Units


def test_case_comes_before_likeness() -> None:
    """A word that differs only in case is meant, however many others are alike."""
    assert "did you mean 'kg'?" == near_miss("KG", ["g", "kgkm", "kg"])
    assert "did you mean 'amount'?" == near_miss("amuont", ["account", "amount"])
    assert "" == near_miss("smoot", ["kg", "km"])


def test_words_for_units_point_to_units_of_the_table(units: Units) -> None:
    """Each unit that other words point to is in the table, and none of the words is a unit itself."""
    assert set(UNIT_WORDS) <= set(units)
    words = [word for line in UNIT_WORDS.values() for word in line.split()]
    assert len(words) == len(set(words))
    assert set() == set(words) & set(units)
    assert "did you mean 'kWh'?" == unit_hint("千瓦时", units)


def test_a_ton_is_never_guessed(units: Units) -> None:
    """`ton` is three masses; the author must choose."""
    for word in ("ton", "Tons", "tonne"):
        assert "write t or kg" in unit_hint(word, units)


def test_a_word_for_a_unit_that_does_not_fit_is_no_hint() -> None:
    """A unit is not proposed where it is not among those that fit."""
    assert "" == unit_hint("公斤", ["km", "m"])
