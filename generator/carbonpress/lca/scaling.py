"""From the amount as given to the declared unit: allocation, uses, and what the amount was given for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from carbonpress.lca.allocation import allocated, sound
from carbonpress.lca.flow import Flow
from carbonpress.lca.packaging import one_use, returns_of_one_use
from carbonpress.lca.scope import Row, Scope
from carbonpress.lca.terms import Gap, Step
from carbonpress.model.declaration import AllocationChoice, Packaging
from carbonpress.model.quantity import Quantity
from carbonpress.model.sentence import Parameters, did_you_mean


class Scaling(NamedTuple):
    """What every amount of one line goes through on its way to the declared unit.

    Source: T/CCSA 603-2024, 6.2 and 6.4.
    """

    unit: Quantity
    choice: AllocationChoice | None = None
    per: Quantity | None = None
    uses: int = 1

    def applied(self, flow: Flow, *, returns: bool = False) -> Flow:
        """The flow per declared unit: x share / of, / uses (x (uses - 1) / uses for returns), x unit / per."""
        if self.choice is not None:
            flow = allocated(flow, self.choice)
        if returns:
            flow = returns_of_one_use(flow, self.uses)
        elif self.uses > 1:
            flow = one_use(flow, self.uses)
        return flow if self.per is None else per_unit(flow, self.unit, self.per)


def per_unit(flow: Flow, unit: Quantity, per: Quantity) -> Flow:
    """A flow that was given for *per*, for the declared unit instead: x unit / per.

    Source: T/CCSA 603-2024, 6.4.
    """
    value = flow.amount.value * unit.to(per.unit).value / per.value
    return flow.then(Step("per", (("unit", unit), ("per", per))), value)


def scaling_of(row: Row, scope: Scope) -> Scaling | None:
    """How the amounts of a line are scaled; None when that is a gap."""
    entry = row.entry
    choice = scope.declaration.allocations.get(entry.allocation) if entry.allocation else None
    if entry.allocation and (choice is None or not sound(choice)):
        return None
    if entry.per and (entry.per.unit.dimension != scope.unit.unit.dimension or entry.per.value <= 0):
        return None
    uses = entry.uses if isinstance(entry, Packaging) else 1
    return Scaling(scope.unit, choice, entry.per, uses)


def scaling_gaps(row: Row, scope: Scope) -> Iterator[Gap]:
    """An allocation that does not exist, and a `per` that does not measure what the declared unit measures."""
    entry, known = row.entry, scope.declaration.allocations
    if entry.allocation and entry.allocation not in known:
        parameters: Parameters = {"allocation": entry.allocation, "hint": did_you_mean(entry.allocation, known)}
        yield Gap((*row.path, "allocation"), "unknown-allocation", "unknown", parameters)
    if entry.per and entry.per.unit.dimension != scope.unit.unit.dimension:
        yield Gap(
            (*row.path, "per"),
            "dimension",
            "per-other-unit",
            {
                "per": entry.per,
                "dimension": entry.per.unit.dimension,
                "unit": scope.unit,
                "wanted": scope.unit.unit.dimension,
            },
        )
