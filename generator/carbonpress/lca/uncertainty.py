"""How far the footprint may be off: mean and variance of a sum of products of its data, and the interval they make.

A contribution is a product of data and the footprint a sum of contributions.  With independent data of means m and
coefficients of variation v, what rests on a datum has the mean E, and the variance of the footprint is the sum of
(E v)^2 over all data, and of (E v1 v2)^2 and so on over all groups of data, E being what rests on the whole group: the
covariance of two products is m1 m2 (the product of 1 + v^2 over the data that both hold, less 1), and multiplied out it
has a term for each group.  A factor is one datum wherever it is used, and so what it contributes is fully correlated.

Source: T/CCSA 603-2024, 8; ISO/IEC Guide 98-3:2008 (GUM), 5.1.2; L. A. Goodman, "On the exact variance of products",
J. Am. Stat. Assoc. 55 (1960), 708-713; L. F. Fenton, "The sum of log-normal probability distributions in scatter
transmission systems", IRE Trans. Commun. Syst. 8 (1960), 57-67, for the lognormal with the same mean and variance.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from carbonpress.lca.datum import LINE, Datum
from carbonpress.lca.evidence import Evidence
from carbonpress.lca.measure import KILOGRAM
from carbonpress.lca.precision import in_decimal128
from carbonpress.lca.scores import Scores
from carbonpress.lca.spread import Distribution, Spread, SpreadError, Z, basic_spread, derived_spread, given_spread
from carbonpress.lca.terms import Activity, Contribution, Footprint
from carbonpress.model.declaration import Entry
from carbonpress.model.factor import CO2E, EmissionFactor
from carbonpress.model.quality import Uncertainty
from carbonpress.model.quantity import Quantity
from carbonpress.reference.pedigree import Basic, Pedigree

AMOUNTS = ("amount", "mass", "annual_energy", "power", "laser_power")
"""Fields that hold what an uncertainty of a line is about, the first that the line has."""


class Scattered(NamedTuple):
    """A datum with its spread; `mean` is the mean of what rests on it, kg CO2e.

    `effect` is what its uncertainty does to the result, kg CO2e, with the sign of
    its part in it; `variance`, its square, what it adds to the variance by itself.
    """

    datum: Datum
    spread: Spread
    mean: Decimal
    effect: Decimal
    variance: Decimal

    @classmethod
    def of(cls, datum: Datum, spread: Spread, mean: Decimal) -> Scattered:
        """The datum, scattered: what its uncertainty does is mean x coefficient of variation."""
        effect = mean * spread.cv
        return cls(datum, spread, mean, effect, effect * effect)


@dataclass(frozen=True, slots=True)
class Interval:
    """A declared value, mean and standard deviation of how it scatters, and ends that hold 95 %; kg CO2e.

    Where data scatter as lognormals do, the mean lies above the declared value,
    for which each datum has its median.
    """

    value: Decimal
    mean: Decimal
    sd: Decimal
    low: Decimal
    high: Decimal
    distribution: Distribution


@dataclass(frozen=True, slots=True)
class Scatter:
    """The uncertainty of a footprint: of the total, of each stage that counts, and the data behind it.

    `joint` is the part of the variance that data which are multiplied with each
    other make together, beyond what each makes by itself; it is small.
    """

    total: Interval
    stages: Mapping[str, Interval]
    data: tuple[Scattered, ...]
    joint: Decimal = Decimal(0)

    @property
    def single_variance(self) -> Decimal:
        """The variance that the data make one by one."""
        return sum((one.variance for one in self.data), Decimal(0))


@dataclass(frozen=True, slots=True)
class Moments:
    """What the variance is made of, contributions by their index in the inventory.

    `means` holds the mean of each contribution.  `joint` holds, for contributions
    that have groups of two data or more in common, the product of the squared
    coefficients of variation of each group, summed.  `skewed` are the
    contributions that rest on a lognormal datum.
    """

    means: Sequence[Decimal]
    joint: Mapping[tuple[int, ...], Decimal]
    skewed: frozenset[int]

    def mean(self, indexes: Sequence[int]) -> Decimal:
        """The mean of the sum of these contributions."""
        if len(indexes) == 1:
            return self.means[indexes[0]]
        return sum((self.means[index] for index in indexes), Decimal(0))


@in_decimal128
def scatter(evidence: Evidence) -> Scatter | None:
    """The uncertainty of a footprint, analytically; None for stated results without one, and for an empty inventory.

    Mean and variance are exact for independent data; the interval takes them for
    those of a lognormal or normal distribution.  Covers the activity data and
    the emission factors; not the GWP values, not the model, not what was left
    out.

    Source: T/CCSA 603-2024, 8.
    """
    result, stated = evidence.result, evidence.declaration.results
    if stated is not None:
        return None if stated.uncertainty is None else _stated(result, stated.uncertainty)
    if not result.contributions:
        return None
    spreads = [
        _spread(datum, result.contributions[datum.uses[0]], evidence.scores[datum.uses[0]], evidence.pedigree)
        for datum in evidence.data
    ]
    moments = _moments(result, evidence.data, spreads)
    data = tuple(
        Scattered.of(datum, spread, moments.mean(datum.uses))
        for datum, spread in zip(evidence.data, spreads, strict=True)
    )
    joint = _joint_variance(moments)
    return Scatter(_total(result, data, moments, joint), _stages(result, data, moments), data, joint)


@in_decimal128
def interval(value: Decimal, mean: Decimal, variance: Decimal, distribution: Distribution) -> Interval:
    """The interval of 95 %, of the lognormal or normal distribution that has this mean and variance."""
    sd = variance.sqrt()
    if distribution == "lognormal" and mean > 0:
        spread = 1 + variance / (mean * mean)
        median, reach = mean / spread.sqrt(), (Z * spread.ln().sqrt()).exp()
        return Interval(value, mean, sd, median / reach, median * reach, distribution)
    return Interval(value, mean, sd, mean - Z * sd, mean + Z * sd, "normal")


@in_decimal128
def geometric_sd(of: Interval) -> Decimal | None:
    """The geometric standard deviation of a lognormal with the coefficient of variation of *of*; None below zero."""
    if of.mean <= 0:
        return None
    return (1 + of.sd * of.sd / (of.mean * of.mean)).ln().sqrt().exp()


def significant_digits(value: Decimal, sd: Decimal) -> int:
    """How many digits of *value* its standard deviation leaves meaning to: down to the first digit of *sd*, 2 to 4.

    Source: ISO/IEC Guide 98-3:2008 (GUM), 7.2.6.
    """
    if value == 0 or sd == 0:
        return 4
    return min(4, max(2, value.adjusted() - sd.adjusted() + 1))


def line_amount(entry: Entry) -> Quantity | None:
    """What the uncertainty of a line is about: its amount, mass, energy or power."""
    found = (getattr(entry, name, None) for name in AMOUNTS)
    return next((value for value in found if isinstance(value, Quantity)), None)


def factor_amount(factor: EmissionFactor) -> Quantity | None:
    """What the uncertainty of a factor is about: its kg CO2e, where it is given so."""
    masses = list((factor.co2e or {}).values())
    return Quantity(sum((m.to(masses[0].unit).value for m in masses), Decimal(0)), masses[0].unit) if masses else None


def _spread(
    datum: Datum, contribution: Contribution, scores: tuple[Scores, Scores | None], pedigree: Pedigree
) -> Spread:
    activity, (of_amount, of_factor) = contribution.activity, scores
    match datum.key[0]:
        case "distance":
            return basic_spread("transport", pedigree)
        case "factor":
            assert activity.factor is not None and of_factor is not None  # the datum is this factor
            told = activity.factor.uncertainty
            own = None if told is None else _given(told, factor_amount(activity.factor))
            return own or derived_spread(of_factor.values, _main_gas(contribution), pedigree)
        case _:
            entry = activity.entry
            told = entry.uncertainty if entry is not None and len(datum.key[1]) == LINE else None
            own = None if entry is None or told is None else _given(told, line_amount(entry))
            return own or derived_spread(of_amount.values, _basic(activity), pedigree)


def _given(given: Uncertainty, value: Quantity | None) -> Spread | None:
    """The spread that was given; None where a rule refuses it."""
    try:
        return given_spread(given, value)
    except SpreadError:
        return None


def _basic(activity: Activity) -> Basic:
    if activity.factor is not None:
        return "demand"
    return "carbon_dioxide" if activity.gas == "CO2" else "other_gas"


def _main_gas(contribution: Contribution) -> Basic:
    """Carbon dioxide where it makes up at least half of a factor, what is CO2e already included."""
    sizes = [(term.gas in ("CO2", CO2E), term.result.copy_abs()) for term in contribution.terms]
    carbon = sum((size for is_carbon, size in sizes if is_carbon), Decimal(0))
    return "carbon_dioxide" if 2 * carbon >= sum((size for _, size in sizes), Decimal(0)) else "other_gas"


def _moments(result: Footprint, data: Sequence[Datum], spreads: Sequence[Spread]) -> Moments:
    """What the variance is made of; of independent data means multiply."""
    means = [contribution.result for contribution in result.contributions]
    behind: list[list[int]] = [[] for _ in means]
    skewed: set[int] = set()
    for place, (datum, spread) in enumerate(zip(data, spreads, strict=True)):
        for index in datum.uses:
            means[index] *= spread.mean
            behind[index].append(place)
        if spread.distribution == "lognormal" and spread.cv:
            skewed.update(datum.uses)
    return Moments(means, _joint(behind, [spread.cv * spread.cv for spread in spreads]), frozenset(skewed))


def _joint(behind: Sequence[Sequence[int]], squares: Sequence[Decimal]) -> dict[tuple[int, ...], Decimal]:
    """For the data *behind* each contribution: what groups of them weigh, by the contributions that hold them."""
    groups: dict[tuple[int, ...], list[int]] = {}
    for index, places in enumerate(behind):
        for size in range(2, len(places) + 1):
            for group in itertools.combinations(places, size):
                groups.setdefault(group, []).append(index)
    found: dict[tuple[int, ...], Decimal] = {}
    for group, holders in groups.items():
        uses = tuple(holders)
        found[uses] = found.get(uses, Decimal(0)) + math.prod([squares[place] for place in group], start=Decimal(1))
    return found


def _total(result: Footprint, data: Sequence[Scattered], moments: Moments, joint: Decimal) -> Interval:
    """The interval of the whole footprint."""
    variance = sum((one.variance for one in data), joint)
    indexes = range(len(result.contributions))
    return interval(result.total, moments.mean(indexes), variance, _distribution(result, indexes, moments))


def _joint_variance(moments: Moments) -> Decimal:
    """What the data do to the variance of the whole footprint together, over what they do one by one."""
    found = ((moments.mean(uses), square) for uses, square in moments.joint.items())
    return sum((mean * mean * square for mean, square in found), Decimal(0))


def _stages(result: Footprint, data: Sequence[Scattered], moments: Moments) -> dict[str, Interval]:
    """The interval of each stage that counts."""
    groups: dict[str, list[int]] = {stage: [] for stage, value in result.stages.items() if value is not None}
    stages = [contribution.activity.stage for contribution in result.contributions]
    for index, stage in enumerate(stages):
        groups[stage].append(index)
    variances = dict.fromkeys(groups, Decimal(0))
    effects = [(one.datum.uses, one.spread.cv * one.spread.cv) for one in data]
    for uses, square in itertools.chain(effects, moments.joint.items()):
        for stage, mean in _by_stage(uses, stages, moments).items():
            variances[stage] += mean * mean * square
    return {
        stage: interval(
            result.stages[stage] or Decimal(0),
            moments.mean(indexes),
            variances[stage],
            _distribution(result, indexes, moments),
        )
        for stage, indexes in groups.items()
    }


def _by_stage(uses: Sequence[int], stages: Sequence[str], moments: Moments) -> dict[str, Decimal]:
    """The mean of these contributions, divided by stage."""
    if len(uses) == 1:
        return {stages[uses[0]]: moments.means[uses[0]]}
    parts: dict[str, Decimal] = {}
    for index in uses:
        parts[stages[index]] = parts.get(stages[index], Decimal(0)) + moments.means[index]
    return parts


def _distribution(result: Footprint, indexes: Sequence[int], moments: Moments) -> Distribution:
    """How the sum of these contributions scatters: skewed as its data do, unless some of it is taken up again."""
    skewed = not moments.skewed.isdisjoint(indexes)
    return "lognormal" if skewed and all(result.contributions[index].result >= 0 for index in indexes) else "normal"


def _stated(result: Footprint, given: Uncertainty) -> Scatter | None:
    """The interval of stated results, by the uncertainty that their study gives for the total."""
    spread = _given(given, Quantity(result.total, KILOGRAM))
    if spread is None:
        return None
    datum = Datum(("amount", ("results",)), (), result.total, result.total.copy_abs(), False)
    one = Scattered.of(datum, spread, result.total * spread.mean)
    shape: Distribution = "lognormal" if spread.distribution == "lognormal" else "normal"
    return Scatter(interval(result.total, one.mean, one.variance, shape), {}, (one,))
