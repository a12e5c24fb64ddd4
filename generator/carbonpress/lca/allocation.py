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
    """Shares that do not measure what the whole measures."""
    for path, choice in allocation_choices(declaration):
        places = [((*path, "share"), choice.share)]
        places += [((*path, "others", i, "share"), part.share) for i, part in enumerate(choice.others)]
        for place, part in places:
            if part.unit.dimension != choice.of.unit.dimension:
                yield Gap(
                    place,
                    "dimension",
                    f"{part} measures {part.unit.dimension}, the whole is {choice.of}",
                    f"an amount of {choice.of.unit.dimension}",
                )
