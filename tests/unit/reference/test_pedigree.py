"""The pedigree matrix agrees with second transcriptions of its figures, and says all it must."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest

from carbonpress.model.language import KNOWN_LANGUAGES
from carbonpress.model.quality import INDICATORS
from carbonpress.reference.pedigree import shipped_pedigree

HAN = KNOWN_LANGUAGES["zh"].plain
SECOND = {
    "reliability": (1, 1.05, 1.1, 1.2, 1.5),
    "completeness": (1, 1.02, 1.05, 1.1, 1.2),
    "time": (1, 1.03, 1.1, 1.2, 1.5),
    "geography": (1, 1.01, 1.02, 1.05, 1.1),
    "technology": (1, 1.05, 1.2, 1.5, 2.0),
}
"""Factors as the data quality system of openLCA for ecoinvent has them."""

VARIANCES = {
    "reliability": (0, 0.0006, 0.002, 0.008, 0.04),
    "completeness": (0, 0.0001, 0.0006, 0.002, 0.008),
    "time": (0, 0.0002, 0.002, 0.008, 0.04),
    "geography": (0, 2.5e-5, 1e-4, 6e-4, 0.002),
    "technology": (0, 0.0006, 0.008, 0.04, 0.12),
}
"""The same as variances of the logarithm, to one or two digits, as the ecoinvent report prints them."""


def test_factors_agree_with_a_second_transcription() -> None:
    """Every factor is that of another copy of the table, digit for digit."""
    ours = {name: tuple(map(float, factors)) for name, factors in shipped_pedigree().uncertainty.additional.items()}
    assert SECOND == ours


@pytest.mark.parametrize("indicator", INDICATORS)
def test_factors_are_the_printed_variances(indicator: str) -> None:
    """ln(factor)^2 / 4 rounds to the variance that the report of version 3 prints."""
    factors = dict(shipped_pedigree().uncertainty.additional)[indicator]  # type: ignore[index]
    for factor, variance in zip(factors, VARIANCES[indicator], strict=True):
        computed = math.log(float(factor)) ** 2 / 4
        assert math.isclose(computed, variance, rel_tol=0.12, abs_tol=1e-9), (factor, computed)


def test_basic_uncertainty_is_that_of_the_report() -> None:
    """Demand and carbon dioxide 1.05, transport 2, other gases 1.5."""
    basic = shipped_pedigree().uncertainty.basic
    assert (Decimal("1.05"), Decimal(2), Decimal("1.05"), Decimal("1.5")) == (
        basic.demand,
        basic.transport,
        basic.carbon_dioxide,
        basic.other_gas,
    )


def test_every_score_has_its_meaning_in_both_languages() -> None:
    """Five indicators with five meanings each, in Chinese and English, best first; limits of age rise."""
    pedigree = shipped_pedigree()
    assert set(INDICATORS) == set(pedigree.indicators)
    for meaning in pedigree.indicators.values():
        assert [1, 2, 3, 4, 5] == list(meaning.scores)
        for words in meaning.scores.values():
            assert words.zh and HAN.search(words.zh) and words.en and not HAN.search(words.en)
    assert sorted(pedigree.years.values) == pedigree.years.values
