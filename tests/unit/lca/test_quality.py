"""Data quality: scores of a datum by what is known of it, and the rating of what rests on them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from carbonpress.lca.evidence import evidence_of
from carbonpress.lca.quality import Rated, rated
from carbonpress.reference.pedigree import shipped_pedigree

PEDIGREE = shipped_pedigree()
PRIMARY = {"type": "primary", "source": "meters", "year": "2025", "geography": "CN"}


@pytest.fixture
def rate(declare: Any, footprint_of: Any) -> Callable[..., Rated | None]:
    def of(**given: Any) -> Rated | None:
        declaration = declare(**given)
        return rated(evidence_of(declaration, footprint_of(declaration), PEDIGREE))

    return of


def steel(**more: Any) -> dict[str, Any]:
    return {"material": "steel", "amount": "10 kg", "factor": "steel@2024", **more}


def test_the_result_is_weighted_by_what_rests_on_it(rate: Any) -> None:
    """Two lines with 10 and 30 kg CO2e: the mean score is (10 x 1.5 + 30 x 2.8) / 40, by hand."""
    poor = {"technology": "4", "time": "4", "geography": "4", "completeness": "4", "reliability": "4"}
    found = rate(production=[steel(amount="5 kg"), steel(amount="15 kg", quality=poor)], data=PRIMARY)
    # amounts: (1+1+1+1+2)/5 = 1.2 and 4; the factor: (2+1+1+2+3)/5 = 1.8
    assert (10 * Decimal("1.5") + 30 * Decimal("2.9")) / 40 == found.score
    assert {"production": found.score} == found.stages
    assert Decimal("0.75") == found.given_share


def test_weak_data_with_a_large_share_are_named(rate: Any) -> None:
    """A datum above the limit of scores is named when at least 5 % rests on it, and not below."""
    weak = {"technology": "5", "time": "5", "geography": "5", "completeness": "5", "reliability": "5"}
    found = rate(production=[steel(amount="96 kg"), steel(material="a", amount="4 kg", quality=weak)], data=PRIMARY)
    assert () == found.weak
    found = rate(production=[steel(amount="95 kg"), steel(material="a", amount="5 kg", quality=weak)], data=PRIMARY)
    assert [("amount", ("inventory", "production", 1))] == [one.datum.key for one in found.weak]
    assert Decimal("0.05") == found.weak[0].share


def test_stated_results_are_not_rated(rate: Any) -> None:
    """The data of stated results stay in their study."""
    results = {"study": "S", "by": "B", "date": "2025-01-01", "stages": {"production": "1 kg"}, "total": "1 kg"}
    assert rate(results=results) is None
