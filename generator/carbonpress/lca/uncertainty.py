"""How far the footprint may be off: the spreads of its data, propagated to the first order.

A contribution is a product of data and the footprint a sum of contributions, so that the footprint changes in
proportion to each datum by the sum S of the contributions that rest on it.  With relative standard deviations s of
independent data the variance of the footprint is the sum of (S s)^2.  A factor is one datum wherever it is used, and
so what it contributes is fully correlated.

Source: T/CCSA 603-2024, 8; ISO/IEC Guide 98-3:2008 (GUM), 5.1.2; J. Hong, S. Shaked, R. K. Rosenbaum, O. Jolliet,
"Analytical uncertainty propagation in life cycle inventory and impact assessment", Int J LCA 15 (2010), 499-510.
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
    """A datum with its spread."""

    datum: Datum
    spread: Spread

    @property
    def sd(self) -> Decimal:
        """What the datum adds to the standard deviation of the result by itself, kg CO2e."""
        return self.datum.result.copy_abs() * self.spread.sd


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with its standard deviation, and the ends that hold 95 % between them; kg CO2e."""

    value: Decimal
    sd: Decimal
    low: Decimal
    high: Decimal
    distribution: Distribution


@dataclass(frozen=True, slots=True)
class Scatter:
    """The uncertainty of a footprint: of the total, of each stage that counts, and the data behind it.

    `variance` is the square of the standard deviation of the total.
    """

    total: Interval
    stages: Mapping[str, Interval]
    data: tuple[Scattered, ...]

    @property
    def variance(self) -> Decimal:
        """The square of the standard deviation of the total."""
        return sum((one.sd * one.sd for one in self.data), Decimal(0))


@in_decimal128
def scatter(evidence: Evidence) -> Scatter | None:
    """The uncertainty of a footprint, analytically; None for stated results without one, and for an empty inventory.

    Covers the activity data and the emission factors; not the GWP values, not
    the model, not what was left out.

    Source: T/CCSA 603-2024, 8.
    """
    result, stated = evidence.result, evidence.declaration.results
    if stated is not None:
        return None if stated.uncertainty is None else _stated(result, stated.uncertainty)
    if not result.contributions:
        return None
    data = tuple(
        Scattered(
            datum,
            _spread(datum, result.contributions[datum.uses[0]], evidence.scores[datum.uses[0]], evidence.pedigree),
        )
        for datum in evidence.data
    )
    return Scatter(_total(result, data), _stages(result, data), data)


@in_decimal128
def interval(value: Decimal, sd: Decimal, distribution: Distribution) -> Interval:
    """The interval of 95 % about a value: by its logarithm where it scatters as a lognormal does."""
    if distribution == "lognormal" and value > 0:
        reach = (Z * sd / value).exp()
        return Interval(value, sd, value / reach, value * reach, distribution)
    return Interval(value, sd, value - Z * sd, value + Z * sd, "normal")


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


def _total(result: Footprint, data: Sequence[Scattered]) -> Interval:
    """The interval of the whole footprint."""
    sd = sum((one.sd * one.sd for one in data), Decimal(0)).sqrt()
    return interval(result.total, sd, _distribution(result.contributions, data))


def _stages(result: Footprint, data: Sequence[Scattered]) -> dict[str, Interval]:
    """The interval of each stage that counts."""
    variances = {stage: Decimal(0) for stage, value in result.stages.items() if value is not None}
    for one in data:
        for stage, part in _by_stage(one.datum, result).items():
            sd = part * one.spread.sd
            variances[stage] += sd * sd
    groups: dict[str, list[Contribution]] = {stage: [] for stage in variances}
    for contribution in result.contributions:
        groups[contribution.activity.stage].append(contribution)
    return {
        stage: interval(result.stages[stage] or Decimal(0), variance.sqrt(), _distribution(groups[stage], data))
        for stage, variance in variances.items()
    }


def _by_stage(datum: Datum, result: Footprint) -> dict[str, Decimal]:
    """The result of a datum, divided by stage."""
    used = [result.contributions[index] for index in datum.uses]
    first = used[0].activity.stage
    if len(used) == 1 or all(c.activity.stage == first for c in used):
        return {first: datum.result}
    parts: dict[str, Decimal] = {}
    for contribution in used:
        stage = contribution.activity.stage
        parts[stage] = parts.get(stage, Decimal(0)) + contribution.result
    return parts


def _distribution(contributions: Sequence[Contribution], data: Sequence[Scattered]) -> Distribution:
    """How a sum of *contributions* scatters: skewed as its data do, unless some of it is taken up again."""
    skewed = any(one.spread.distribution == "lognormal" and one.sd for one in data)
    return "lognormal" if skewed and all(c.result >= 0 for c in contributions) else "normal"


def _stated(result: Footprint, given: Uncertainty) -> Scatter | None:
    """The interval of stated results, by the uncertainty that their study gives for the total."""
    spread = _given(given, Quantity(result.total, KILOGRAM))
    if spread is None:
        return None
    datum = Datum(("amount", ("results",)), (), result.total, result.total.copy_abs(), False)
    total = interval(result.total, result.total.copy_abs() * spread.sd, spread.distribution)
    return Scatter(total, {}, (Scattered(datum, spread),))
