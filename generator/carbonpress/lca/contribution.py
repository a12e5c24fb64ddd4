"""What the footprint is made of: stages, processes, lines, gases, the largest first."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from carbonpress.lca.precision import exact_sum
from carbonpress.lca.shares import share_of
from carbonpress.lca.terms import Contribution, Footprint
from carbonpress.model.text import Text

Key = TypeVar("Key", bound=Hashable)

Process = tuple[str, str | Text | None]
"""A unit process: its stage and its name; None gathers the lines of a stage that name none."""


@dataclass(frozen=True, slots=True)
class Part(Generic[Key]):
    """A part of the footprint in kg CO2e; `share` of the total, None where the total is not above zero."""

    key: Key
    result: Decimal
    share: Decimal | None


def by_stage(result: Footprint) -> tuple[Part[str], ...]:
    """The stages that count, the largest first; for stated results as well.

    Source: T/CCSA 603-2024, clause 8 a.
    """
    counted = ((stage, value) for stage, value in result.stages.items() if value is not None)
    return _ranked(counted, result.total)


def by_process(result: Footprint) -> tuple[Part[Process], ...]:
    """The unit processes, the largest first.

    Source: T/CCSA 603-2024, clause 8 a.
    """
    return _grouped(result, lambda c: (c.activity.stage, c.activity.entry.process if c.activity.entry else None))


def by_flow(result: Footprint) -> tuple[Part[tuple[str | int, ...]], ...]:
    """The lines of the inventory by their path, each with its legs of transport, the largest first.

    Source: T/CCSA 603-2024, clause 8 a.
    """
    return _grouped(result, lambda c: c.activity.path[:3])


def by_gas(result: Footprint) -> tuple[Part[str], ...]:
    """The gases, the largest first; `CO2e` gathers what the factors give as CO2 equivalent."""
    terms = ((term.gas, term.result) for c in result.contributions for term in c.terms)
    return _ranked(_sums(terms), result.total)


def ranking(result: Footprint) -> tuple[int, ...]:
    """The indexes of the contributions, the largest first by absolute value, ties in the order of the inventory."""
    sizes = [c.result.copy_abs() for c in result.contributions]
    return tuple(sorted(range(len(sizes)), key=sizes.__getitem__, reverse=True))


def _grouped(result: Footprint, key: Callable[[Contribution], Key]) -> tuple[Part[Key], ...]:
    return _ranked(_sums((key(c), c.result) for c in result.contributions), result.total)


def _sums(values: Iterable[tuple[Key, Decimal]]) -> list[tuple[Key, Decimal]]:
    groups: dict[Key, list[Decimal]] = {}
    for key, value in values:
        groups.setdefault(key, []).append(value)
    return [(key, exact_sum(group)) for key, group in groups.items()]


def _ranked(values: Iterable[tuple[Key, Decimal]], total: Decimal) -> tuple[Part[Key], ...]:
    parts = [Part(key, value, share_of(value, total)) for key, value in values]
    return tuple(sorted(parts, key=lambda part: part.result.copy_abs(), reverse=True))
