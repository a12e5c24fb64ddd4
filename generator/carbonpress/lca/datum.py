"""The data behind a footprint: amounts, distances and factors, and what of the footprint rests on each."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from carbonpress.lca.precision import exact_sum
from carbonpress.lca.terms import Activity, Footprint

Kind = Literal["amount", "distance", "factor"]
Key = tuple[Kind, tuple[str | int, ...]]
"""What a datum is and where it stands: the path of a line or leg, or the name of a factor."""

LINE = 3
"""Length of the path to a line of the inventory: `inventory`, stage, index."""


class Datum(NamedTuple):
    """One number that contributions are products of.

    `uses` are indexes of contributions; `result` is their sum, which grows and
    shrinks in proportion with the datum, and `gross` the sum of their absolute
    values, both in kg CO2e.  `confidential` when any of the lines is.
    """

    key: Key
    uses: tuple[int, ...]
    result: Decimal
    gross: Decimal
    confidential: bool


def data_of(result: Footprint) -> tuple[Datum, ...]:
    """All data of an inventory, in the order of their first use.

    A line has one amount, which its legs of transport share; each leg by mode
    has a distance of its own; a factor is one datum wherever it is used, so that
    what is off about it is off everywhere at once.  GWP values are not among
    them.
    """
    uses: dict[Key, list[int]] = {}
    for index, contribution in enumerate(result.contributions):
        for key in keys_of(contribution.activity):
            uses.setdefault(key, []).append(index)
    return tuple(_datum(key, indexes, result) for key, indexes in uses.items())


def keys_of(activity: Activity) -> Iterator[Key]:
    """The data whose product an activity's contribution is."""
    by_distance = activity.steps[0].kind
    if by_distance not in ("mass-distance", "distance"):
        # Fuel that a leg burned is an amount of its own; everything else is the amount of the line.
        own = activity.kind == "transport" and len(activity.path) > LINE
        yield "amount", activity.path if own else activity.path[:LINE]
    else:
        if by_distance == "mass-distance":
            yield "amount", activity.path[:LINE]
        yield "distance", activity.path
    if activity.factor is not None:
        yield "factor", (activity.factor.name_at_edition,)


def is_confidential(activity: Activity) -> bool:
    """Whether the author keeps the line of an activity to the company."""
    return activity.entry is not None and activity.entry.confidential


def _datum(key: Key, indexes: list[int], result: Footprint) -> Datum:
    used = [result.contributions[index] for index in indexes]
    return Datum(
        key,
        tuple(indexes),
        exact_sum(c.result for c in used),
        exact_sum(c.result.copy_abs() for c in used),
        any(is_confidential(c.activity) for c in used),
    )
