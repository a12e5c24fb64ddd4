"""The validity begins after the period that the data cover.

A figure cannot be declared before the year it was measured in is over.

To mend: correct `validity.from` or `period.to`.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "validity-start"
CLAUSE = "GB/T 24025-2009; GB/T 24067-2024"
SEVERITY = Severity.ERROR
TITLE = {"zh": "有效期起于统计期之后", "en": "The validity begins after the period of the data"}
NEEDS_FOOTPRINT = False


def applies(case: Case) -> bool:
    """Concerns every declaration."""
    return bool(case.rules.stages)


def check(case: Case) -> Iterator[Remark]:
    """Compare the first day of validity with the last day of the data."""
    declaration = case.declaration
    start, end = declaration.validity.start, declaration.period.end
    if start <= end:
        message = f"the validity begins on {start}, before the data end on {end}"
        yield Remark(("validity", "from"), message, f"a day after {end}")
