"""Every allocation that a line names is described under `allocations`.

A share without basis and justification cannot be followed, and is not a share at all.

To mend: describe the allocation with `basis`, `share`, `of` and `because`, or correct the name.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.ask import gaps
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "unknown-allocation"
CLAUSE = "T/CCSA 603-2024, 6.2.1; CESA-2024-061 drafting notes, 2 (4) 3); GB/T 24067-2024"
SEVERITY = Severity.ERROR


def applies(case: Case) -> bool:
    """Concerns declarations with an inventory."""
    return bool(case.declaration.inventory)


def check(case: Case) -> Iterator[Remark]:
    """Report what the inventory could not resolve."""
    return gaps(case, ID)
