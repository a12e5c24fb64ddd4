"""A published declaration has a registration number.

By the number a reader finds the declaration again, and the printed label shows it beside the figure.

To mend: `programme: {number: ...}`; a company without a programme may number its declarations itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "registration-number"
CLAUSE = "GB/T 24025-2009 (ISO 14025:2006), 7; ISO 14026:2017"
SEVERITY = Severity.WARNING


def applies(case: Case) -> bool:
    """Concerns published declarations."""
    return case.declaration.status == "published"


def check(case: Case) -> Iterator[Remark]:
    """Miss the number."""
    programme = case.declaration.programme
    if programme is None or programme.number is None:
        yield Remark(("status",), "missing")
