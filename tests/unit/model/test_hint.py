"""What the author may have meant."""

from __future__ import annotations

import pytest

from carbonpress.model.hint import near_miss


def test_capitals_and_separators_come_before_likeness() -> None:
    """A word that differs only in capitals and separators is meant, however many others are alike."""
    assert "did you mean 'kg'?" == near_miss("KG", ["g", "kgkm", "kg"])
    assert "did you mean 'declared_unit'?" == near_miss("declaredUnit", ["declared_units", "declared_unit"])
    assert "did you mean 'HFC134a'?" == near_miss("HFC-134A", ["HFC134", "HFC134a"])
    assert "did you mean 'amount'?" == near_miss("amuont", ["account", "amount"])
    assert "" == near_miss("smoot", ["kg", "km"])
    assert "" == near_miss("光缆", ["cable"])


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("COD", "CO2"),
        ("CO", "CO2"),
        ("HFC245fa", "HFC236fa"),
        ("CF4", "C2F6"),
        ("electricity-ch@2024", "electricity-cn@2024"),
        ("electricity-cn@2022", "electricity-cn@2023"),
        ("distance", "substance"),
        ("polyethylene-ld-cn", "polyethylene-hd-cn"),
    ],
)
def test_another_word_is_no_misspelling(word: str, other: str) -> None:
    """Digits and short parts of a word carry its meaning; a long word that is half alike is another one."""
    assert "" == near_miss(word, [other])
