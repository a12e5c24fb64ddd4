"""Dividing a process between the products that share it, T/CCSA 603-2024 6.2."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from carbonpress.lca.flow import Flow
from carbonpress.lca.precision import exact_sum, in_decimal128
from carbonpress.lca.terms import Gap, Step
from carbonpress.model.declaration import AllocationChoice, Declaration
from carbonpress.model.quantity import Quantity
from carbonpress.model.rules import Basis
from carbonpress.model.sentence import AnyOf, Parameters
from carbonpress.reference.bases import shipped_bases

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class AllocatedSum:
    """What all products take together, in the unit of the whole; `difference` is what is left or too much."""

    taken: Quantity
    whole: Quantity
    difference: Decimal


@in_decimal128
def share(choice: AllocationChoice) -> Decimal:
    """The product's part of the whole, as a share of one.

    Ask `allocation_gaps` first: both amounts must measure the same and the
    whole must be above zero.
    """
    return choice.share.to(choice.of.unit).value / choice.of.value


@in_decimal128
def allocated_sum(choice: AllocationChoice) -> AllocatedSum:
    """The product's share and the others' together, against the whole.

    Source: T/CCSA 603-2024, 6.2.1 f.
    """
    unit = choice.of.unit
    parts = [choice.share, *(other.share for other in choice.others)]
    taken = exact_sum(part.to(unit).value for part in parts)
    return AllocatedSum(Quantity(taken, unit), choice.of, taken - choice.of.value)


def allocated(flow: Flow, choice: AllocationChoice) -> Flow:
    """The product's part of a flow: x share / of."""
    part, whole = choice.share.to(choice.of.unit).value, choice.of.value
    step = Step("share", (("share", choice.share), ("of", choice.of)))
    return flow.then(step, flow.amount.value * part / whole)


def sound(choice: AllocationChoice) -> bool:
    """Whether a share of the whole can be taken at all: like amounts, a whole above zero."""
    return choice.share.unit.dimension == choice.of.unit.dimension and choice.of.value > 0


def allocation_choices(declaration: Declaration) -> Iterator[tuple[Path, AllocationChoice]]:
    """Every allocation and every alternative, with its place in the declaration."""
    for name, allocation in declaration.allocations.items():
        yield ("allocations", name), allocation
        for index, alternative in enumerate(allocation.alternatives):
            yield ("allocations", name, "alternatives", index), alternative


def allocation_gaps(declaration: Declaration) -> Iterator[Gap]:
    """Amounts that do not measure what the basis measures, and shares that do not measure what the whole measures."""
    for path, choice in allocation_choices(declaration):
        parts = [((*path, "share"), choice.share)]
        parts += [((*path, "others", i, "share"), part.share) for i, part in enumerate(choice.others)]
        amounts = [*parts, ((*path, "of"), choice.of)]
        strange = [amount for amount in amounts if not shipped_bases()[choice.basis].allows(amount[1].unit.dimension)]
        # One mistake in the basis is one finding, however many amounts agree with each other.
        agreed = len(strange) == len(amounts) and len({part.unit.dimension for _, part in amounts}) == 1
        yield from (_off_basis(place, amount, choice.basis) for place, amount in (strange[:1] if agreed else strange))
        for place, part in parts:
            if not strange and part.unit.dimension != choice.of.unit.dimension:
                dimensions: Parameters = {"dimension": part.unit.dimension, "wanted": choice.of.unit.dimension}
                yield Gap(place, "dimension", "not-as-whole", {"part": part, "whole": choice.of, **dimensions})


def _off_basis(path: Path, amount: Quantity, basis: Basis) -> Gap:
    """An amount that cannot be a share on its basis, with the bases on which it could."""
    measured, row = amount.unit.dimension, shipped_bases()[basis]
    fitting = [name for name, other in shipped_bases().items() if measured in other.dimensions] or ["other"]
    parameters: Parameters = {
        "basis": basis,
        "field": path[-1],
        "dimension": measured,
        "amount": amount,
        "wanted": AnyOf(tuple(row.dimensions)),
        "fitting": AnyOf(tuple(fitting)),
    }
    return Gap(path, "dimension", "off-basis" if row.dimensions else "never-on-basis", parameters)
