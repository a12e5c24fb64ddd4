"""What changed between two versions of a footprint: amounts, factors, method.

A contribution is activity data x emission factor x GWP.  What it changed by is divided among the three so that the
parts add up to the whole whatever changed first: each gets its change times the mean of the others (Shapley).

Source: J. W. Sun, "Changes in energy consumption and energy intensity: a complete decomposition model", Energy
Economics 20 (1998), 85-100.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from carbonpress.lca.precision import exact_sum, in_decimal128

Cause = Literal["activity", "factor", "method", "undisclosed"]
CAUSES: tuple[Cause, ...] = ("activity", "factor", "method", "undisclosed")
"""Amounts; emission factors; GWP set, boundary or basis of allocation; what confidential lines do not tell."""


@dataclass(frozen=True, slots=True)
class Flow:
    """One line of a version: an amount, and for each origin and gas an emission factor and its GWP.

    `basis` is the basis of its allocation; a change of it makes the change of
    the amount one of method.  Lines with the same `key` are the same line.
    """

    key: Hashable
    name: Mapping[str, str]
    stage: str
    amount: Decimal
    unit: str
    terms: Mapping[tuple[str, str], tuple[Decimal, Decimal]]
    basis: str | None = None

    @property
    def result(self) -> Decimal:
        """kg CO2e."""
        return self.amount * exact_sum(factor * gwp for factor, gwp in self.terms.values())


@dataclass(frozen=True, slots=True)
class Side:
    """A version: its total, its counted stages, its public lines, and what confidential lines come to."""

    total: Decimal
    stages: frozenset[str]
    flows: Sequence[Flow]
    undisclosed: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Shift:
    """What one line did to the total, by cause, kg CO2e."""

    name: Mapping[str, str]
    stage: str
    parts: Mapping[Cause, Decimal]

    @property
    def total(self) -> Decimal:
        """The whole change of the line."""
        return exact_sum(self.parts.values())


@dataclass(frozen=True, slots=True)
class Development:
    """How the total went from `before` to `after`; the causes add up to the difference, as do the lines."""

    before: Decimal
    after: Decimal
    causes: Mapping[Cause, Decimal]
    shifts: tuple[Shift, ...]


@in_decimal128
def development(before: Side, after: Side) -> Development:
    """What changed from one version to the next, by cause and by line, the largest shifts first.

    A line that came or went is a change of activity, unless its stage began or
    ceased to count, which is one of method.
    """
    earlier = {flow.key: flow for flow in before.flows}
    later = {flow.key: flow for flow in after.flows}
    shifts = [_shift(earlier.get(key), later.get(key), before, after) for key in {**earlier, **later}]
    shifts = [shift for shift in shifts if any(shift.parts.values())]
    causes = {cause: exact_sum(s.parts.get(cause, Decimal(0)) for s in shifts) for cause in CAUSES}
    causes["undisclosed"] += after.undisclosed - before.undisclosed
    ordered = sorted(shifts, key=lambda shift: shift.total.copy_abs(), reverse=True)
    return Development(before.total, after.total, causes, tuple(ordered))


def _shift(old: Flow | None, new: Flow | None, before: Side, after: Side) -> Shift:
    if old is None or new is None or old.unit != new.unit:
        return _replaced(old, new, before, after)
    keys = list(dict.fromkeys([*old.terms, *new.terms]))
    of_amount: Cause = "activity" if old.basis == new.basis else "method"
    parts: dict[Cause, list[Decimal]] = {cause: [] for cause in CAUSES}
    for key in keys:
        triple = _three(old, new, key)
        for cause, part in zip((of_amount, "factor", "method"), triple, strict=True):
            parts[cause].append(part)
    return Shift(new.name, new.stage, {cause: exact_sum(found) for cause, found in parts.items()})


def _replaced(old: Flow | None, new: Flow | None, before: Side, after: Side) -> Shift:
    """A line that came, went, or is told in another unit."""
    known = new or old
    assert known is not None  # one of the two versions has the line
    moved = known.stage in before.stages and known.stage in after.stages
    change = (new.result if new else Decimal(0)) - (old.result if old else Decimal(0))
    return Shift(known.name, known.stage, {"activity" if moved else "method": change})


def _three(old: Flow, new: Flow, key: tuple[str, str]) -> tuple[Decimal, Decimal, Decimal]:
    """The change of amount x factor x GWP, divided among the three.

    A gas that one version does not have has no factor there; its GWP is taken
    not to have changed.
    """
    f0, g0 = old.terms.get(key, (Decimal(0), None))
    f1, g1 = new.terms.get(key, (Decimal(0), None))
    before, after = g0 if g0 is not None else g1, g1 if g1 is not None else g0
    assert before is not None and after is not None  # the key comes from one of the two
    first, last = (old.amount, f0, before), (new.amount, f1, after)
    return _shapley(first, last, 0), _shapley(first, last, 1), _shapley(first, last, 2)


Three = tuple[Decimal, Decimal, Decimal]


def _shapley(first: Three, last: Three, index: int) -> Decimal:
    """What the change of one of three factors does to their product, over all orders in which they may change."""
    p0, p1 = first[index], last[index]
    (q0, q1), (r0, r1) = ((a, b) for i, (a, b) in enumerate(zip(first, last, strict=True)) if i != index)
    return (p1 - p0) * (2 * q0 * r0 + q0 * r1 + q1 * r0 + 2 * q1 * r1) / 6
