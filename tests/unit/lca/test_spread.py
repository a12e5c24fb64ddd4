"""How far a datum may be off: forms of an uncertainty against figures worked by hand."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import get_args

import pytest

from carbonpress.lca.spread import SpreadError, Z, basic_spread, derived_spread, given_spread
from carbonpress.model.quality import Uncertainty
from carbonpress.reference.pedigree import Basic, shipped_pedigree

PEDIGREE = shipped_pedigree()


def test_a_lognormal_by_its_deviation():
    """A geometric standard deviation g holds 95 % between 1/g^1.96 and g^1.96; the value is its median."""
    spread = given_spread(Uncertainty(gsd=Decimal("1.1")), None)
    sigma = math.log(1.1)
    assert ("lognormal", True) == (spread.distribution, spread.given)
    assert math.exp(1.959964 * sigma) == pytest.approx(float(spread.high), rel=1e-6)
    assert Decimal(1) == pytest.approx(spread.low * spread.high)
    assert math.exp(sigma**2 / 2) == pytest.approx(float(spread.mean))
    assert math.sqrt(math.exp(sigma**2) - 1) == pytest.approx(float(spread.cv))


def test_nothing_uncertain():
    """A geometric standard deviation of one is no spread at all."""
    spread = given_spread(Uncertainty(gsd=Decimal(1)), None)
    assert (1, 1, 1, 0) == (spread.low, spread.high, spread.mean, spread.cv)


@pytest.mark.parametrize(("given", "sd"), [
    ({"sd": "5 %"}, "0.05"), ({"within": "10 %"}, "0.0510213"), ({"sd": "2 kg"}, "0.02"), ({"sd": "500 g"}, "0.005"),
])  # fmt: skip
def test_normal_by_share_or_by_unit(quantity, given, sd):
    """A standard deviation of 2 kg is 2 % of 100 kg; `within` holds 95 %, which are 1.96 deviations."""
    ((key, text),) = given.items()
    spread = given_spread(Uncertainty.model_construct(**{key: quantity(text)}), quantity("100 kg"))
    assert float(sd) == pytest.approx(float(spread.sd), rel=1e-5)
    assert ("normal", Decimal(1)) == (spread.distribution, spread.mean)
    assert 1 - Z * spread.sd == spread.low and 1 + Z * spread.sd == spread.high


def test_a_range_is_triangular(quantity):
    """From 80 to 110 about 100: mean (0.8 + 1 + 1.1)/3, variance by the formula of the triangle."""
    ends = [quantity("80 kg"), quantity("110 kg")]
    spread = given_spread(Uncertainty.model_construct(range=ends), quantity("100 kg"))
    low, high = 0.8, 1.1
    variance = (low**2 + 1 + high**2 - low - high - low * high) / 18
    assert ("triangular", Decimal("0.8"), Decimal("1.1")) == (spread.distribution, spread.low, spread.high)
    assert (low + 1 + high) / 3 == pytest.approx(float(spread.mean))
    assert math.sqrt(variance) == pytest.approx(float(spread.sd))


def test_ends_in_per_cent_are_changes(quantity):
    """From -20 % to +10 % is the same range."""
    ends = [quantity("-20 %"), quantity("10 %")]
    spread = given_spread(Uncertainty.model_construct(range=ends), None)
    assert (Decimal("0.8"), Decimal("1.1")) == (spread.low, spread.high)


@pytest.mark.parametrize(("given", "value", "said"), [
    ({"range": ["110 kg", "120 kg"]}, "100 kg", "does not hold the value"),
    ({"range": ["-10 kg", "120 kg"]}, "100 kg", "reaches below zero"),
    ({"sd": ["60 %"]}, "100 kg", "may be below zero"),
    ({"sd": ["2 m"]}, "100 kg", "m"),
    ({"sd": ["2 kg"]}, "0 kg", "give it in %"),
    ({"sd": ["2 kg"]}, None, "give it in %"),
])  # fmt: skip
def test_what_does_not_fit_its_value(quantity, given, value, said):
    """A range beside the value, one below zero, another unit, or no value to measure by."""
    ((key, texts),) = given.items()
    amounts = [quantity(text) for text in texts]
    uncertainty = Uncertainty.model_construct(**{key: amounts if key == "range" else amounts[0]})
    with pytest.raises(SpreadError, match=said):
        given_spread(uncertainty, None if value is None else quantity(value))


@pytest.mark.parametrize("basic", get_args(Basic))
def test_worse_scores_scatter_more(basic):
    """The best scores leave the basic uncertainty alone; each worse one widens the spread."""
    assert basic_spread(basic, PEDIGREE) == derived_spread((1, 1, 1, 1, 1), basic, PEDIGREE)
    sds = [derived_spread((score,) * 5, basic, PEDIGREE).sd for score in range(1, 6)]
    assert sorted(set(sds)) == sds
