"""A process is divided by a physical relation where there is one, by economic value only where there is none.

Prices move without the process changing.  A declaration that gives a physical alternative shows itself that one
exists.

To mend: make the physical basis the main one and the economic basis its alternative.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from carbonpress.model.rules import PHYSICAL, Basis
from carbonpress.model.sentence import Parameters
from carbonpress.rules.ask import cited
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "allocation-order"
CLAUSE = "T/CCSA 603-2024, 6.2.1 b-d, 6.2.2; CESA-2024-061 drafting notes, 2 (4) 3); GB/T 24044-2008"
SEVERITY = Severity.WARNING


def applies(case: Case) -> bool:
    """Concerns declarations that allocate."""
    return bool(case.declaration.allocations)


def check(case: Case) -> Iterator[Remark]:
    """Name each allocation of which an alternative comes earlier in the order of the rules."""
    order = case.rules.allocation
    clause = cited(case.rules, case.rules.allocation_clause)
    for name, allocation in case.declaration.allocations.items():
        chosen = _class(allocation.basis)
        better = [a.basis for a in allocation.alternatives if _rank(order, _class(a.basis)) < _rank(order, chosen)]
        if better:
            parameters: Parameters = {"allocation": name, "basis": allocation.basis, "better": better[0]}
            yield Remark(("allocations", name, "basis"), "better-basis", parameters, clause)


def _class(basis: Basis) -> str:
    return "physical" if basis in PHYSICAL else basis


def _rank(order: Sequence[str], kind: str) -> int:
    return order.index(kind) if kind in order else len(order)
