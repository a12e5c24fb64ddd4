"""Scores of a datum follow from what is known of it, and give way to those of its author."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from carbonpress.lca.scores import Scores, amount_scores, factor_scores
from carbonpress.lca.terms import Activity
from carbonpress.model.declaration import Declaration
from carbonpress.reference.pedigree import shipped_pedigree

PEDIGREE = shipped_pedigree()
PRIMARY = {"type": "primary", "source": "meters", "year": "2025", "geography": "CN"}


@pytest.fixture
def scores_of(declare: Any, inventory_of: Any) -> Callable[..., tuple[Scores, Scores]]:
    """The scores of amount and factor of the one line of a declaration."""

    def of(line: dict[str, Any], **given: Any) -> tuple[Scores, Scores]:
        declaration: Declaration = declare(production=[line], **given)
        activity: Activity = inventory_of(declaration).activities[0]
        assert activity.factor is not None
        return (
            amount_scores(activity, declaration, PEDIGREE),
            factor_scores(activity.factor, activity, declaration, PEDIGREE),
        )

    return of


def steel(**more: Any) -> dict[str, Any]:
    return {"material": "steel", "amount": "10 kg", "factor": "steel@2024", **more}


def test_scores_follow_from_what_is_known(scores_of: Any) -> None:
    """Primary data of the period and place have the best scores but for what nobody verified; class 3 has its own."""
    amount, factor = scores_of(steel(), data=PRIMARY)
    assert (1, 1, 1, 1, 2) == amount.values
    assert (2, 1, 1, 2, 3) == factor.values
    assert () == amount.given == factor.given


def test_a_third_party_verifies_primary_data(scores_of: Any) -> None:
    """With a third-party verification, measured data are verified data."""
    amount, _ = scores_of(steel(), data=PRIMARY, verification={"kind": "third-party"})
    assert 1 == amount.values[4]


@pytest.mark.parametrize(
    ("year", "score"), [("2025", 1), ("2023", 1), ("2022", 2), ("2019", 3), ("2015", 4), ("2010", 5), ("2028", 2)]
)
def test_age_counts_from_the_period(scores_of: Any, year: str, score: int) -> None:
    """Fewer than 3, 6, 10 and 15 years before or after the period give 1 to 4, more give 5."""
    amount, _ = scores_of(steel(year=year), data=PRIMARY)
    assert score == amount.values[1]


@pytest.mark.parametrize(("place", "score"), [("CN", 1), ("CN-east", 3), ("GB", 4), ("GLO", 2)])
def test_place_counts_against_the_declaration(scores_of: Any, place: str, score: int) -> None:
    """The same place is best, then the world, then a part of it, then another country."""
    amount, _ = scores_of(steel(geography=place), data=PRIMARY)
    assert score == amount.values[2]


def test_a_factor_of_the_country_serves_a_region_of_it(scores_of: Any) -> None:
    """A national factor is the average of a larger area for an activity in one region."""
    _, factor = scores_of(steel(geography="CN-east"), data=PRIMARY)
    assert 2 == factor.values[2]


def test_a_short_period_is_less_complete(scores_of: Any) -> None:
    """Eleven months do not even out the seasons; from 1 January to 31 December they do."""
    whole, _ = scores_of(steel(), data=PRIMARY)
    short, _ = scores_of(steel(), data=PRIMARY, period={"from": "2025-01-01", "to": "2025-11-30"})
    assert (1, 3) == (whole.values[3], short.values[3])


def test_given_scores_take_the_place_of_derived_ones(scores_of: Any) -> None:
    """What the author says of an indicator holds; the others stay derived."""
    amount, _ = scores_of(steel(quality={"technology": "4", "time": "2"}), data=PRIMARY)
    assert (4, 2, 1, 1, 2) == amount.values
    assert ("technology", "time") == amount.given
    assert Decimal(2) == amount.mean


def test_an_invented_factor_is_unknown(scores_of: Any) -> None:
    """An illustrative factor scores 5 in all that only a source could tell."""
    _, factor = scores_of(steel(factor="gases@2024"), data=PRIMARY)
    assert (5, 1, 1, 5, 5) == factor.values


def test_every_class_and_kind_of_data_has_scores() -> None:
    """The matrix has scores for primary factors, six classes and none, and words for five ratings in rising order."""
    assert {"0", "1", "2", "3", "4", "5", "6", "none"} == set(PEDIGREE.derived.factor)
    limits = [c.up_to for c in PEDIGREE.rating.classes]
    assert sorted(limits) == limits and 5 == limits[-1]
    assert ["excellent", "very-good", "poor"] == [PEDIGREE.rated(Decimal(s)).id for s in ("1.5", "1.51", "5")]
    for indicator, meaning in PEDIGREE.indicators.items():
        assert [1, 2, 3, 4, 5] == list(meaning.scores), indicator
        factors = PEDIGREE.uncertainty.additional[indicator]
        assert sorted(factors) == factors and 1 == factors[0]
