"""What would move the footprint: each datum by ten per cent and over its own range, other GWP sets, what was left out.

The footprint is a sum of products, so that it changes in proportion to each datum and nothing has to be computed again
but what other characterisation factors give.

Source: T/CCSA 603-2024, 8 b and 8 (analysis of important inputs and choices).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from carbonpress.lca.datum import Datum
from carbonpress.lca.precision import exact_sum, in_decimal128
from carbonpress.lca.spread import Spread
from carbonpress.lca.terms import Footprint
from carbonpress.lca.uncertainty import Scatter
from carbonpress.model.factor import CO2E, GwpSet

TENTH = Decimal("0.1")


class Driver(NamedTuple):
    """What one datum does to the footprint, kg CO2e.

    `tenth` is the change when the datum grows by ten per cent; shrinking takes
    as much away.  `low` and `high` are the changes at the ends of its own range.
    `variance_share` is its part of the variance that the data make one by one, of one.
    """

    datum: Datum
    spread: Spread
    tenth: Decimal
    low: Decimal
    high: Decimal
    variance_share: Decimal


@dataclass(frozen=True, slots=True)
class Recharacterised:
    """The footprint under another set of characterisation factors; `total` is None while gases are `missing` in it.

    `fixed_share` is the part of the gross emissions that its factors give as
    CO2 equivalent: it stays as it is, whatever the set.
    """

    gwp: GwpSet
    total: Decimal | None
    missing: tuple[str, ...]
    fixed_share: Decimal


@in_decimal128
def drivers(scatter: Scatter) -> tuple[Driver, ...]:
    """Every datum with what it does to the footprint, the widest range first.

    Ties stay in the order of the inventory.
    """
    variance = scatter.single_variance
    found = [
        Driver(
            datum=one.datum,
            spread=one.spread,
            tenth=one.datum.result * TENTH,
            low=one.datum.result * (one.spread.low - 1),
            high=one.datum.result * (one.spread.high - 1),
            variance_share=one.variance / variance if variance else Decimal(0),
        )
        for one in scatter.data
    ]
    return tuple(sorted(found, key=lambda driver: (driver.high - driver.low).copy_abs(), reverse=True))


@in_decimal128
def recharacterised(result: Footprint, sets: Iterable[GwpSet]) -> tuple[Recharacterised, ...]:
    """The footprint under other characterisation factors, in the order of *sets*; nothing for stated results.

    Source: T/CCSA 603-2024, 7.1 (other horizons and GTP in addition, reported apart).
    """
    if result.stated:
        return ()
    fixed, masses = _masses(result)
    gross = exact_sum(term.result.copy_abs() for c in result.contributions for term in c.terms)
    constant = exact_sum(fixed)
    share = exact_sum(value.copy_abs() for value in fixed) / gross if gross else Decimal(0)
    return tuple(_under(gwp, constant, masses, share) for gwp in sets)


def _masses(result: Footprint) -> tuple[list[Decimal], list[tuple[str, Decimal]]]:
    """What is given as CO2e, and kg of each gas by term."""
    fixed: list[Decimal] = []
    masses: list[tuple[str, Decimal]] = []
    for contribution in result.contributions:
        amount = contribution.activity.amount.value
        for term in contribution.terms:
            if term.gas == CO2E:
                fixed.append(term.result)
            else:
                masses.append((term.gas, amount * term.emission_factor))
    return fixed, masses


def _under(
    gwp: GwpSet, constant: Decimal, masses: Sequence[tuple[str, Decimal]], fixed_share: Decimal
) -> Recharacterised:
    missing = tuple(dict.fromkeys(gas for gas, _ in masses if gas not in gwp.values))
    total = None if missing else exact_sum([constant, *(mass * gwp.values[gas].value for gas, mass in masses)])
    return Recharacterised(gwp, total, missing, fixed_share)
