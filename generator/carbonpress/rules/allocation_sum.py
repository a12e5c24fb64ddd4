"""The allocated parts of a process add up to the whole.

What one product takes, another must not take again, and nothing may get lost between them.  Where the other
products are listed under `others`, all shares together equal `of`; where they are not, the product's own share is
at most the whole.

To mend: correct the shares, or list the missing products.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.lca.allocation import allocated_sum, allocation_choices, sound
from carbonpress.rules.ask import cited
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "allocation-sum"
CLAUSE = "T/CCSA 603-2024, 6.2.1 f; CESA-2024-061 drafting notes, 2 (4) 3); GB/T 24044-2008"
SEVERITY = Severity.ERROR


def applies(case: Case) -> bool:
    """Concerns declarations that allocate."""
    return bool(case.declaration.allocations)


def check(case: Case) -> Iterator[Remark]:
    """Add up each allocation and each alternative whose amounts measure the same."""
    clause = cited(case.rules, case.rules.allocation_clause)
    for path, choice in allocation_choices(case.declaration):
        if not sound(choice) or any(p.share.unit.dimension != choice.of.unit.dimension for p in choice.others):
            continue
        result = allocated_sum(choice)
        if choice.others and result.difference != 0:
            yield Remark((*path, "of"), "other-sum", {"sum": result.taken, "whole": result.whole}, clause)
        elif result.difference > 0:
            yield Remark((*path, "share"), "above-whole", {"share": choice.share, "whole": choice.of}, clause)
