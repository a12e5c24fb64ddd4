"""The validity does not begin before the period of the data ends.

A figure cannot be declared before the time in which it was measured is over; it may be on its last day.

To mend: correct `validity.from` or `period.to`.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "validity-start"
CLAUSE = "GB/T 24025-2009; GB/T 24067-2024"
SEVERITY = Severity.ERROR


def check(case: Case) -> Iterator[Remark]:
    """Compare the first day of validity with the last day of the data."""
    declaration = case.declaration
    start, end = declaration.validity.start, declaration.period.end
    if start < end:
        yield Remark(("validity", "from"), "too-early", {"start": start, "end": end})
