"""Energy of the use stage is counted over a service life that is stated.

Energy a year says nothing about a whole life; the line, the functional unit, the parameters or the rules must give
the years.

To mend: add `service_life` to the functional unit or to the line.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.ask import gaps
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "no-service-life"
CLAUSE = "T/CCSA 603-2024, 6.1.2.5; CESA-2024-061 drafting notes, 2 (3)"
SEVERITY = Severity.ERROR


def applies(case: Case) -> bool:
    """Concerns declarations with an inventory."""
    return bool(case.declaration.inventory)


def check(case: Case) -> Iterator[Remark]:
    """Report what the inventory could not resolve."""
    return gaps(case, ID)
