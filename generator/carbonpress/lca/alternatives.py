"""What the footprint would be under the alternative allocations, T/CCSA 603-2024 6.2.1 g."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from carbonpress.lca.declared import declared_factors
from carbonpress.lca.footprint import footprint
from carbonpress.lca.inventory import characterisation, resolve
from carbonpress.lca.terms import Inventory
from carbonpress.model.declaration import AllocationChoice, Declaration
from carbonpress.model.rules import CategoryRules
from carbonpress.reference.library import Library


@dataclass(frozen=True, slots=True)
class Alternative:
    """An alternative choice of an allocation, and the footprint in kg CO2e with it in place of the chosen one."""

    allocation: str
    choice: AllocationChoice
    total: Decimal


def alternative_totals(
    declaration: Declaration, rules: CategoryRules, library: Library, inventory: Inventory
) -> tuple[Alternative, ...]:
    """The footprint recomputed with each alternative of each allocation, one at a time, in the order of the file.

    Everything else stays as declared.  Empty for stated results and while
    *inventory* has gaps.

    Source: T/CCSA 603-2024, 6.2.1 g.
    """
    gwp = characterisation(declaration, rules, library)
    if declaration.results is not None or inventory.gaps or gwp is None:
        return ()
    declared = declared_factors(inventory)
    found = []
    for name, choice, variant in _variants(declaration):
        total = footprint(variant, rules, gwp, resolve(variant, rules, library, declared)).total
        found.append(Alternative(name, choice, total))
    return tuple(found)


def _variants(declaration: Declaration) -> Iterator[tuple[str, AllocationChoice, Declaration]]:
    """The declaration with one allocation replaced by one of its alternatives."""
    for name, allocation in declaration.allocations.items():
        for choice in allocation.alternatives:
            chosen = allocation.model_copy(update={**dict(choice), "alternatives": []})
            replaced = {**declaration.allocations, name: chosen}
            yield name, choice, declaration.model_copy(update={"allocations": replaced})
