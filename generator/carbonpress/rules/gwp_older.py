"""Gases are characterised with the newest values of the IPCC, or the report says that they are not.

Values change from one assessment report to the next; fossil figures of different editions must not be compared
unawares.  The report names the set in any case; what the warning misses is the author's own statement.

To mend: leave `gwp` out, or name the edition and the reason under `limitations` or `assumptions`.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.ask import gwp_set, is_gwp100
from carbonpress.rules.case import Case, Remark
from carbonpress.rules.texts import sentences
from carbonpress.source.finding import Severity

ID = "gwp-older"
CLAUSE = "T/CCSA 603-2024, 7.1; GB/T 24067-2024"
SEVERITY = Severity.WARNING


def applies(case: Case) -> bool:
    """Concerns declarations with an inventory."""
    return bool(case.declaration.inventory) and gwp_set(case) is not None


def check(case: Case) -> Iterator[Remark]:
    """Miss a statement where the set is not the newest one."""
    used, newest = gwp_set(case), case.library.gwp.get(case.library.newest_gwp)
    if used is None or newest is None or used.id == newest.id or not is_gwp100(used):
        return
    statements = [*case.declaration.limitations, *case.declaration.assumptions]
    if not any(used.edition in sentence for text in statements for _, sentence in sentences(text)):
        yield Remark(("gwp",), "not-stated", {"edition": used.edition, "newest": newest.id})
