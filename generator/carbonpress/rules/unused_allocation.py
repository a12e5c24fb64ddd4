"""Every allocation that is described is used by a line of the inventory.

An allocation that nothing uses is nearly always a line that forgot to name it, and then counts whole.

To mend: name it in the lines that it divides (`allocation: ...`), or take it out.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "unused-allocation"
CLAUSE = "T/CCSA 603-2024, 6.2.1 e; CESA-2024-061 drafting notes, 2 (4) 3); GB/T 24044-2008"
SEVERITY = Severity.WARNING


def applies(case: Case) -> bool:
    """Concerns declarations that allocate."""
    return bool(case.declaration.allocations)


def check(case: Case) -> Iterator[Remark]:
    """Name each allocation that no line names."""
    used = {line.allocation for _, _, line in case.lines}
    for name in case.declaration.allocations:
        if name not in used:
            yield Remark(("allocations", name), "unused", {"allocation": name})
