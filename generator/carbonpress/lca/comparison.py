"""May two footprints be compared, and do they differ by more than their data can tell apart?

Only like is compared with like: the same rules, unit and function, stages and characterisation factors.  Two figures
whose difference lies within its own uncertainty are not told apart.

Source: T/CCSA 603-2024, 10 (products of the same function); ISO 14026:2017; GB/T 24067-2024.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from carbonpress.lca.precision import in_decimal128
from carbonpress.lca.uncertainty import Interval, interval

Reason = Literal["rules", "unit", "function", "boundary", "gwp", "status", "uncertainty", "overlap"]
REFUSALS: tuple[Reason, ...] = ("rules", "unit", "function", "boundary", "gwp", "status")
"""Reasons to set the figures side by side in no way; the others only keep one from calling either figure lower."""


@dataclass(frozen=True, slots=True)
class Comparable:
    """What has to agree before two figures are compared, and what tells them apart.

    `function` holds what the rules want named with the unit (core count, service
    life).  `shared` holds, by name, data that another footprint may rest on too -
    factors, and between versions of one product the amounts that stayed - with
    what their uncertainty does to the total, kg CO2e with the sign of their part
    in it.  `own_variance` is the variance of everything else, None where the
    uncertainty is not known.  `mean` is the mean of how the total scatters, the
    total itself where it is None.
    """

    rules: str
    unit: tuple[str, Decimal, str]
    function: Mapping[str, str]
    stages: tuple[str, ...]
    gwp: str | None
    valid: bool
    total: Decimal
    own_variance: Decimal | None = None
    shared: Mapping[str, Decimal] = field(default_factory=dict)
    mean: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why two footprints are not compared, or are not told apart; and by how much the second is lower.

    `difference` is None where they are refused or the uncertainty is not known.
    """

    reasons: tuple[Reason, ...]
    difference: Interval | None = None

    @property
    def refused(self) -> bool:
        """Whether the two are unlike, so that no figure of one may stand against the other's."""
        return any(reason in REFUSALS for reason in self.reasons)


@in_decimal128
def comparison(one: Comparable, other: Comparable) -> Verdict:
    """Whether two footprints may be compared, and their difference with its uncertainty.

    What both rest on - the same edition of the same factor - cancels in the
    difference as far as both use it.

    Source: T/CCSA 603-2024, 10; GB/T 24067-2024.
    """
    unlike = tuple(_unlike(one, other))
    if unlike:
        return Verdict(unlike)
    found = difference(one, other)
    if found is None:
        return Verdict(("uncertainty",))
    return Verdict(("overlap",) if found.low <= 0 <= found.high else (), found)


@in_decimal128
def difference(one: Comparable, other: Comparable) -> Interval | None:
    """How much lower the second total is than the first, like or unlike; None where an uncertainty is not known.

    The variance of a datum that both share is that of the difference of its
    effects: used alike, it cancels.  What data that are multiplied with each
    other make together is taken for independent between the two, which is small
    and on the safe side.
    """
    if one.own_variance is None or other.own_variance is None:
        return None
    variance = one.own_variance + other.own_variance
    for datum in {**one.shared, **other.shared}:
        effect = one.shared.get(datum, Decimal(0)) - other.shared.get(datum, Decimal(0))
        variance += effect * effect
    means = [side.total if side.mean is None else side.mean for side in (one, other)]
    return interval(one.total - other.total, means[0] - means[1], variance, "normal")


def _unlike(one: Comparable, other: Comparable) -> list[Reason]:
    agree: dict[Reason, bool] = {
        "rules": one.rules == other.rules,
        "unit": one.unit == other.unit,
        "function": dict(one.function) == dict(other.function),
        "boundary": one.stages == other.stages,
        "gwp": one.gwp == other.gwp,
        "status": one.valid and other.valid,
    }
    return [reason for reason in REFUSALS if not agree[reason]]
