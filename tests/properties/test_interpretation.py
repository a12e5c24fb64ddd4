"""What holds for every uncertainty, sensitivity and history, whatever the figures."""

from __future__ import annotations

import math
import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbonpress.lca.comparison import Comparable, comparison, difference
from carbonpress.lca.datum import Datum
from carbonpress.lca.history import Flow, Side, development
from carbonpress.lca.sensitivity import drivers
from carbonpress.lca.spread import SpreadError, derived_spread, given_spread
from carbonpress.lca.uncertainty import Scatter, Scattered, interval, significant_digits
from carbonpress.model.quality import INDICATORS, Uncertainty
from carbonpress.model.quantity import Quantity
from carbonpress.reference.load import shipped_library
from carbonpress.reference.pedigree import shipped_pedigree

PEDIGREE = shipped_pedigree()
UNITS = shipped_library().units
amounts = st.decimals("0.001", "100000", places=3)
spreads = st.decimals("0", "0.8", places=4)
scores = st.lists(st.integers(1, 5), min_size=5, max_size=5)
parts = st.lists(st.tuples(amounts, spreads), min_size=1, max_size=8)


def scatter_of(given_parts: list[tuple[Decimal, Decimal]]) -> Scatter:
    """A result that is the sum of independent lognormal data with these results and deviations of the logarithm."""
    data = []
    for index, (value, sd) in enumerate(given_parts):
        spread = given_spread(Uncertainty(gsd=sd.exp()), None)
        datum = Datum(("amount", (str(index),)), (index,), value, value, False)
        data.append(Scattered.of(datum, spread, value * spread.mean))
    mean, variance = (sum(values, Decimal(0)) for values in zip(*((d.mean, d.effect**2) for d in data), strict=True))
    total = interval(sum((value for value, _ in given_parts), Decimal(0)), mean, variance, "lognormal")
    return Scatter(total, {}, tuple(data))


@given(parts, st.decimals("0.01", "1000", places=2))
def test_the_interval_scales_with_the_unit(found: list[tuple[Decimal, Decimal]], times: Decimal) -> None:
    """Told for another unit, value, deviation and both ends change in proportion."""
    one, many = scatter_of(found).total, scatter_of([(value * times, sd) for value, sd in found]).total
    for end in ("value", "mean", "sd", "low", "high"):
        assert math.isclose(float(getattr(one, end) * times), float(getattr(many, end)), rel_tol=1e-9)


@given(parts)
def test_the_interval_holds_the_mean(found: list[tuple[Decimal, Decimal]]) -> None:
    """The mean lies between the ends and not below the figure, and a lognormal interval never goes below zero."""
    total = scatter_of(found).total
    slack = 1 + Decimal("1e-25")
    assert 0 < total.low <= total.mean * slack and total.mean <= total.high * slack
    assert total.value <= total.mean * slack


@given(parts)
def test_independent_errors_even_out(found: list[tuple[Decimal, Decimal]]) -> None:
    """The deviation of a sum is at least that of its largest part and at most the sum of all."""
    result = scatter_of(found)
    each = [one.effect.copy_abs() for one in result.data]
    assert max(each) <= result.total.sd * (1 + Decimal("1e-20"))
    assert result.total.sd <= sum(each, Decimal(0)) * (1 + Decimal("1e-20"))


@given(parts, st.randoms(use_true_random=False))
def test_the_order_of_data_does_not_matter(found: list[tuple[Decimal, Decimal]], chance: random.Random) -> None:
    """Shuffled, the same data give the same interval."""
    shuffled = sorted(found, key=lambda _: chance.random())
    one, other = scatter_of(found).total, scatter_of(shuffled).total
    assert math.isclose(float(one.sd), float(other.sd), rel_tol=1e-25, abs_tol=1e-30)


@given(parts)
def test_shares_of_variance_make_one(found: list[tuple[Decimal, Decimal]]) -> None:
    """What the data take of the variance is all of it, the widest range first."""
    driven = drivers(scatter_of(found))
    whole = sum((driver.variance_share for driver in driven), Decimal(0))
    assert whole == 0 or math.isclose(1, float(whole), rel_tol=1e-12)
    widths = [driver.high - driver.low for driver in driven]
    assert sorted(widths, reverse=True) == widths


@given(scores, st.integers(0, 4))
def test_worse_scores_scatter_more(vector: list[int], place: int) -> None:
    """Raising one score never narrows the spread."""
    worse = [*vector[:place], min(5, vector[place] + 1), *vector[place + 1 :]]
    assert derived_spread(vector, "demand", PEDIGREE).sd <= derived_spread(worse, "demand", PEDIGREE).sd
    assert len(INDICATORS) == len(vector)


@given(amounts, st.decimals("0", "99", places=2))
def test_relative_and_absolute_forms_agree(value: Decimal, share: Decimal) -> None:
    """So many per cent of a value, and as many kilograms, are the same spread."""
    quantity = _quantity(value, "kg")
    relative = given_spread(Uncertainty(within=_quantity(share, "%")), quantity)
    absolute = given_spread(Uncertainty(within=_quantity(value * share / 100, "kg")), quantity)
    assert math.isclose(float(relative.sd), float(absolute.sd), rel_tol=1e-12, abs_tol=1e-15)


def _quantity(value: Decimal, symbol: str) -> Quantity:
    return Quantity(value, UNITS[symbol])


@given(amounts, amounts, amounts)
def test_a_range_without_the_value_is_refused(value: Decimal, low: Decimal, width: Decimal) -> None:
    """A range is taken when it holds the value, and refused when it does not."""
    ends = [_quantity(low, "kg"), _quantity(low + width, "kg")]
    given_range = Uncertainty(range=ends)
    if low <= value <= low + width:
        found = given_spread(given_range, _quantity(value, "kg"))
        assert found.low <= 1 <= found.high
    else:
        with pytest.raises(SpreadError):
            given_spread(given_range, _quantity(value, "kg"))


@given(amounts, amounts)
def test_two_to_four_digits_are_told(value: Decimal, sd: Decimal) -> None:
    """However certain or uncertain, a figure is told with two to four digits."""
    assert 2 <= significant_digits(value, sd) <= 4


flows = st.tuples(amounts, amounts, st.sampled_from(["1", "27.9", "28"]))


@settings(max_examples=60)
@given(st.lists(flows, min_size=1, max_size=5), st.lists(flows, min_size=1, max_size=5), amounts)
def test_causes_make_up_the_change(
    old: list[tuple[Decimal, Decimal, str]], new: list[tuple[Decimal, Decimal, str]], hidden: Decimal
) -> None:
    """Activity, factor, method and what is not disclosed add up to the change of the total, and turn round with it."""
    one, other = _side(old, Decimal(0)), _side(new, hidden)
    there, back = development(one, other), development(other, one)
    change = other.total - one.total
    size = max(abs(one.total), abs(other.total), *(abs(part) for part in there.causes.values()))
    assert abs(sum(there.causes.values(), Decimal(0)) - change) <= size * Decimal("1e-25")
    for cause, part in there.causes.items():
        assert abs(part + back.causes[cause]) <= size * Decimal("1e-25")


def _side(lines: list[tuple[Decimal, Decimal, str]], hidden: Decimal) -> Side:
    made = [
        Flow(i, {"en": str(i)}, "production", amount, "kg", {("fossil", "CH4"): (factor, Decimal(gwp))})
        for i, (amount, factor, gwp) in enumerate(lines)
    ]
    return Side(sum((flow.result for flow in made), hidden), frozenset({"production"}), made, hidden)


@given(amounts, amounts, amounts, amounts, amounts, amounts)
def test_sharing_never_widens_a_difference_of_like_effects(
    a: Decimal, b: Decimal, own_a: Decimal, own_b: Decimal, total_a: Decimal, total_b: Decimal
) -> None:
    """With a shared factor of like sign the difference is less uncertain than with two factors; and it turns round."""
    one = Comparable("r", ("declared", Decimal(1), "km"), {}, (), None, True, total_a, own_a, {"f": a})
    other = Comparable("r", ("declared", Decimal(1), "km"), {}, (), None, True, total_b, own_b, {"f": b})
    apart = Comparable("r", ("declared", Decimal(1), "km"), {}, (), None, True, total_b, own_b, {"g": b})
    shared, separate, back = difference(one, other), difference(one, apart), difference(other, one)
    assert shared is not None and separate is not None and back is not None
    assert shared.sd <= separate.sd
    assert (-shared.value, shared.sd) == (back.value, back.sd)
    assert comparison(one, other).reasons == comparison(other, one).reasons
