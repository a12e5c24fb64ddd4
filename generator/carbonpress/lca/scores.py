"""The scores of a datum in the pedigree matrix: those its author gave, the others derived from what is known of it.

Source: T/CCSA 603-2024, 6.1.2.7 and 6.1.3.2; the pedigree matrix of Weidema and Wesnæs (1996).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from carbonpress.lca.data_quality import data_type, priority
from carbonpress.lca.terms import Activity, Footprint
from carbonpress.model.declaration import Declaration
from carbonpress.model.factor import EmissionFactor
from carbonpress.model.quality import INDICATORS, Indicator, Quality
from carbonpress.reference.pedigree import Pedigree

EVERYWHERE = ("GLO", "RoW", "world")
"""Geographies that hold every place."""

UNKNOWN = 5
"""The score of what nobody knows."""

MONTHS_OF_A_YEAR = 12

Vector = tuple[int, ...]
"""Five scores, in the order of `INDICATORS`."""


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of one datum; `given` names those that its author gave, the others are derived."""

    values: Vector
    given: tuple[str, ...] = ()

    @property
    def mean(self) -> Decimal:
        """The mean of the scores: 1 is best, 5 worst."""
        return Decimal(sum(self.values)) / len(self.values)


def all_scores(declaration: Declaration, result: Footprint, pedigree: Pedigree) -> list[tuple[Scores, Scores | None]]:
    """The scores of amount and factor behind each contribution, in their order."""
    amounts: dict[tuple[str, int | None, str, Quality | None], Scores] = {}
    factors: dict[tuple[str, str], Scores] = {}
    pairs: list[tuple[Scores, Scores | None]] = []
    for contribution in result.contributions:
        activity, factor = contribution.activity, contribution.activity.factor
        here = region(activity, declaration)
        about = (data_type(activity, declaration), _year(activity, declaration), here, _quality(activity))
        of_amount = amounts.get(about)
        if of_amount is None:
            of_amount = amounts[about] = amount_scores(activity, declaration, pedigree)
        of_factor = None
        if factor is not None:
            known = (factor.name_at_edition, here)
            of_factor = factors.get(known)
            if of_factor is None:
                of_factor = factors[known] = factor_scores(factor, activity, declaration, pedigree)
        pairs.append((of_amount, of_factor))
    return pairs


def amount_scores(activity: Activity, declaration: Declaration, pedigree: Pedigree) -> Scores:
    """The scores of an amount: those its line gives, else by kind of data, year and place.

    Primary data without a year are taken for data of the period.

    Source: T/CCSA 603-2024, 6.1.2.7 a to d.
    """
    derived = pedigree.derived
    kind = data_type(activity, declaration)
    found: dict[Indicator, int] = dict(derived.activity[kind])
    if kind == "primary":
        if declaration.verification.kind == "third-party":
            found["reliability"] = derived.verified_primary_reliability
        if months(declaration) < MONTHS_OF_A_YEAR:
            found["completeness"] = derived.short_period_completeness
    year = _year(activity, declaration)
    if year is None and kind == "primary":
        year = declaration.period.end.year
    found["time"] = _time_score(year, declaration, pedigree)
    found["geography"] = _place_score(region(activity, declaration), declaration.geography, pedigree)
    return _completed(found, _quality(activity))


def factor_scores(factor: EmissionFactor, activity: Activity, declaration: Declaration, pedigree: Pedigree) -> Scores:
    """The scores of a factor: those its row gives, else by class of table 1, year and place.

    Source: T/CCSA 603-2024, 6.1.3.1 table 1 and 6.1.3.2.
    """
    derived, rank = pedigree.derived, priority(activity, declaration)
    found: dict[Indicator, int] = dict(derived.factor["none" if rank is None else str(rank)])
    if factor.illustrative:
        found |= derived.illustrative
    found["time"] = _time_score(factor.year, declaration, pedigree)
    found["geography"] = _place_score(factor.geography, region(activity, declaration), pedigree)
    return _completed(found, factor.quality)


def region(activity: Activity, declaration: Declaration) -> str:
    """Where an activity takes place: as its line says, else the default, else the declaration."""
    own = activity.entry.geography if activity.entry is not None else None
    default = declaration.data.geography if declaration.data is not None else None
    return own or default or declaration.geography


def months(declaration: Declaration) -> int:
    """Whole months that the period of the data covers."""
    start, end = declaration.period.start, declaration.period.end
    return (end.year - start.year) * 12 + end.month - start.month + (end.day >= start.day - 1)


def _year(activity: Activity, declaration: Declaration) -> int | None:
    """The year that an amount stands for: as its line says, else the default."""
    own = activity.entry.year if activity.entry is not None else None
    return own or (declaration.data.year if declaration.data is not None else None)


def _quality(activity: Activity) -> Quality | None:
    """The scores that the author gave for an amount."""
    return activity.entry.quality if activity.entry is not None else None


def _completed(found: Mapping[Indicator, int], given: Quality | None) -> Scores:
    """The scores in their order, with those that were given in place of the derived ones."""
    own = {} if given is None else {name: getattr(given, name) for name in INDICATORS}
    told = tuple(name for name, score in own.items() if score is not None)
    return Scores(tuple(own[name] if name in told else found[name] for name in INDICATORS), told)


def _time_score(year: int | None, declaration: Declaration, pedigree: Pedigree) -> int:
    if year is None:
        return UNKNOWN
    start, end = declaration.period.start.year, declaration.period.end.year
    away = max(start - year, year - end, 0)
    return 1 + sum(away >= limit for limit in pedigree.years.values)


def _place_score(there: str, here: str, pedigree: Pedigree) -> int:
    """The score of a datum of *there* for an activity *here*; CN-east is part of CN."""
    derived = pedigree.derived
    if not there or not here:
        return UNKNOWN
    if there == here:
        return 1
    if there in EVERYWHERE or here.startswith(f"{there}-"):
        return derived.larger_area
    return derived.part_of_area if here in EVERYWHERE or there.startswith(f"{here}-") else derived.other_area
