"""How much of the footprint rests on which kind of data, T/CCSA 603-2024 6.1."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from carbonpress.lca.precision import exact_sum, in_decimal128
from carbonpress.lca.terms import Activity, Contribution, Footprint
from carbonpress.model.declaration import Declaration

PRIMARY = 0
"""Stands among the priority classes for primary factors, which need none."""


@dataclass(frozen=True, slots=True)
class DataQuality:
    """Shares of the gross emissions, each of one.

    `by_priority` is by class of table 1, 0 for primary factors and for gases
    measured directly, None for what has no class; its shares add up to one.
    """

    primary_activity_share: Decimal
    primary_share: Decimal
    by_priority: Mapping[int | None, Decimal]
    illustrative_share: Decimal


@in_decimal128
def data_quality(declaration: Declaration, result: Footprint) -> DataQuality | None:
    """Which shares of the gross emissions rest on primary, classed and illustrative data.

    Gross emissions are the sum of the absolute values of all terms, so that a
    removal neither hides emissions nor makes shares exceed one.  None for stated
    results, whose data stay in their study, and where nothing was emitted.

    Source: T/CCSA 603-2024, 6.1.1, 6.1.2.1 and table 1.
    """
    gross = gross_emissions(result.contributions)
    if gross == 0:
        return None

    def share(holds: Callable[[Activity], bool]) -> Decimal:
        return _ratio([c for c in result.contributions if holds(c.activity)], gross)

    def primary(activity: Activity) -> bool:
        return data_type(activity, declaration) == "primary"

    return DataQuality(
        primary_activity_share=share(primary),
        primary_share=share(lambda a: primary(a) and has_primary_factor(a)),
        by_priority=_by_priority(declaration, result, gross),
        illustrative_share=share(lambda a: a.factor is not None and a.factor.illustrative),
    )


def gross_emissions(contributions: Iterable[Contribution]) -> Decimal:
    """The absolute values of all terms together, kg CO2e."""
    return exact_sum(term.result.copy_abs() for c in contributions for term in c.terms)


def data_type(activity: Activity, declaration: Declaration) -> Literal["primary", "secondary", "assumed"]:
    """Kind of the activity data: assumed by a default of the rules, else the line's word, else the declaration's.

    What nobody calls primary counts as secondary.
    """
    if activity.assumed is not None:
        return "assumed"
    default = declaration.data.type if declaration.data else None
    own = activity.entry.data if activity.entry else None
    return own or default or "secondary"


def has_primary_factor(activity: Activity) -> bool:
    """Whether no secondary factor stands between the activity data and the emission."""
    return activity.factor is None or activity.factor.data == "primary"


def priority(activity: Activity, declaration: Declaration) -> int | None:
    """Class of the factor in table 1: 0 for a primary one, None where none is known.

    A gas that is given directly has no factor and takes after its activity data.
    """
    if activity.factor is None:
        return PRIMARY if data_type(activity, declaration) == "primary" else None
    return PRIMARY if activity.factor.data == "primary" else activity.factor.priority


def _by_priority(declaration: Declaration, result: Footprint, gross: Decimal) -> dict[int | None, Decimal]:
    """Classes in their order, what has none at the end."""
    groups: dict[int | None, list[Contribution]] = {}
    for part in result.contributions:
        groups.setdefault(priority(part.activity, declaration), []).append(part)
    order = sorted(groups, key=lambda rank: (rank is None, rank or 0))
    return {rank: _ratio(groups[rank], gross) for rank in order}


def _ratio(part: Iterable[Contribution], gross: Decimal) -> Decimal:
    return gross_emissions(part) / gross
