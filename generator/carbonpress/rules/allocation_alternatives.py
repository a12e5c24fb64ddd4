"""Where several procedures of allocation are possible, a sensitivity analysis shows what the others would give.

A process with more than one product can nearly always be divided by more than one measure.  With an alternative
given, the report computes both and shows the difference.  Whether another procedure is possible only the maker
knows, hence a warning.

To mend: add `alternatives` with another basis; its justification may say why it is not the main one.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.model.sentence import Parameters
from carbonpress.rules.ask import cited
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "allocation-alternatives"
CLAUSE = "T/CCSA 603-2024, 6.2.1 g; CESA-2024-061 drafting notes, 2 (4) 3); GB/T 24044-2008"
SEVERITY = Severity.WARNING


def applies(case: Case) -> bool:
    """Concerns declarations that allocate."""
    return bool(case.declaration.allocations)


def check(case: Case) -> Iterator[Remark]:
    """Name each allocation without an alternative of another basis."""
    clause = cited(case.rules, case.rules.allocation_clause)
    for name, allocation in case.declaration.allocations.items():
        if all(a.basis == allocation.basis for a in allocation.alternatives):
            parameters: Parameters = {"allocation": name, "basis": allocation.basis}
            yield Remark(("allocations", name), "no-alternative", parameters, clause)
