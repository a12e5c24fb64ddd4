"""How far the footprint may be off: mean and variance of a sum of products of its data, and the interval they make.

A contribution is a product of data and the footprint a sum of contributions.  With independent data of means m and
coefficients of variation v, what rests on a datum has the mean E, and the variance of the footprint is the sum of
(E v)^2 over all data, and what the data of one contribution do jointly.  A factor is one datum wherever it is used, and
so what it contributes is fully correlated.

Source: T/CCSA 603-2024, 8; ISO/IEC Guide 98-3:2008 (GUM), 5.1.2; L. A. Goodman, "On the exact variance of products",
J. Am. Stat. Assoc. 55 (1960), 708-713; L. F. Fenton, "The sum of log-normal probability distributions in scatter
transmission systems", IRE Trans. Commun. Syst. 8 (1960), 57-67, for the lognormal with the same mean and variance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

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


@dataclass(frozen=True, slots=True)
class Scattered:
    """A datum with its spread; `mean` is the mean of what rests on it, kg CO2e."""

    datum: Datum
    spread: Spread
    mean: Decimal

    @property
    def effect(self) -> Decimal:
        """What the uncertainty of the datum does to the result, kg CO2e, with the sign of its part in it."""
        return self.mean * self.spread.cv

    @property
    def sd(self) -> Decimal:
        """What the datum adds to the standard deviation of the result by itself, kg CO2e."""
        return self.effect.copy_abs()


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

    `joint` is the part of the variance that the data of one contribution make
    together; it is small.
    """

    total: Interval
    stages: Mapping[str, Interval]
    data: tuple[Scattered, ...]
    joint: Decimal = Decimal(0)

    @property
    def single_variance(self) -> Decimal:
        """The variance that the data make one by one."""
        return sum((one.effect * one.effect for one in self.data), Decimal(0))


@dataclass(frozen=True, slots=True)
class Moments:
    """The mean of each contribution and what its data do jointly to the variance, in the order of the inventory."""

    means: Sequence[Decimal]
    joint: Sequence[Decimal]


@in_decimal128
def scatter(evidence: Evidence) -> Scatter | None:
    """The uncertainty of a footprint, analytically; None for stated results without one, and for an empty inventory.

    Mean and variance are exact but for contributions that share two data.
    Covers the activity data and the emission factors; not the GWP values, not
    the model, not what was left out.

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
        Scattered(datum, spread, sum((moments.means[index] for index in datum.uses), Decimal(0)))
        for datum, spread in zip(evidence.data, spreads, strict=True)
    )
    joint = sum(moments.joint, Decimal(0))
    return Scatter(_total(result, data, moments), _stages(result, data, moments), data, joint)


@in_decimal128
def interval(value: Decimal, mean: Decimal, variance: Decimal, distribution: Distribution) -> Interval:
    """The interval of 95 %, of the lognormal or normal distribution that has this mean and variance."""
    sd = variance.sqrt()
    if distribution == "lognormal" and mean > 0:
        of_logarithm = (1 + variance / (mean * mean)).ln()
        median, reach = mean / (of_logarithm / 2).exp(), (Z * of_logarithm.sqrt()).exp()
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
            own = _given(activity.factor.uncertainty, factor_amount(activity.factor))
            return own or derived_spread(of_factor.values, _main_gas(contribution), pedigree)
        case _:
            entry = activity.entry
            of_line = entry is not None and len(datum.key[1]) == LINE
            own = _given(entry.uncertainty, line_amount(entry)) if entry is not None and of_line else None
            return own or derived_spread(of_amount.values, _basic(activity), pedigree)


def _given(given: Uncertainty | None, value: Quantity | None) -> Spread | None:
    """The spread that was given; None where none was, or where a rule refuses it."""
    try:
        return None if given is None else given_spread(given, value)
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
    """Means and joint variances: of independent data means multiply, and so do (1 + v^2)."""
    means = [contribution.result for contribution in result.contributions]
    products, singles = [Decimal(1)] * len(means), [Decimal(0)] * len(means)
    for datum, spread in zip(data, spreads, strict=True):
        square = spread.cv * spread.cv
        for index in datum.uses:
            means[index] *= spread.mean
            products[index] *= 1 + square
            singles[index] += square
    joint = [
        mean * mean * (product - 1 - single) for mean, product, single in zip(means, products, singles, strict=True)
    ]
    return Moments(means, joint)


def _total(result: Footprint, data: Sequence[Scattered], moments: Moments) -> Interval:
    """The interval of the whole footprint."""
    variance = sum((one.effect * one.effect for one in data), sum(moments.joint, Decimal(0)))
    mean = sum(moments.means, Decimal(0))
    return interval(result.total, mean, variance, _distribution(result.contributions, data))


def _stages(result: Footprint, data: Sequence[Scattered], moments: Moments) -> dict[str, Interval]:
    """The interval of each stage that counts."""
    counted = [stage for stage, value in result.stages.items() if value is not None]
    groups: dict[str, list[int]] = {stage: [] for stage in counted}
    for index, contribution in enumerate(result.contributions):
        groups[contribution.activity.stage].append(index)
    variances = {stage: sum((moments.joint[i] for i in groups[stage]), Decimal(0)) for stage in counted}
    for one in data:
        for stage, mean in _by_stage(one, result, moments).items():
            effect = mean * one.spread.cv
            variances[stage] += effect * effect
    return {
        stage: interval(
            result.stages[stage] or Decimal(0),
            sum((moments.means[i] for i in groups[stage]), Decimal(0)),
            variances[stage],
            _distribution([result.contributions[i] for i in groups[stage]], data),
        )
        for stage in counted
    }


def _by_stage(one: Scattered, result: Footprint, moments: Moments) -> dict[str, Decimal]:
    """The mean of what rests on a datum, divided by stage."""
    uses = one.datum.uses
    stages = [result.contributions[index].activity.stage for index in uses]
    if len(uses) == 1 or all(stage == stages[0] for stage in stages):
        return {stages[0]: one.mean}
    parts: dict[str, Decimal] = {}
    for index, stage in zip(uses, stages, strict=True):
        parts[stage] = parts.get(stage, Decimal(0)) + moments.means[index]
    return parts


def _distribution(contributions: Sequence[Contribution], data: Sequence[Scattered]) -> Distribution:
    """How a sum of *contributions* scatters: skewed as its data do, unless some of it is taken up again."""
    skewed = any(one.spread.distribution == "lognormal" and one.effect for one in data)
    return "lognormal" if skewed and all(c.result >= 0 for c in contributions) else "normal"


def _stated(result: Footprint, given: Uncertainty) -> Scatter | None:
    """The interval of stated results, by the uncertainty that their study gives for the total."""
    spread = _given(given, Quantity(result.total, KILOGRAM))
    if spread is None:
        return None
    datum = Datum(("amount", ("results",)), (), result.total, result.total.copy_abs(), False)
    one = Scattered(datum, spread, result.total * spread.mean)
    shape: Distribution = "lognormal" if spread.distribution == "lognormal" else "normal"
    return Scatter(interval(result.total, one.mean, one.effect * one.effect, shape), {}, (one,))
