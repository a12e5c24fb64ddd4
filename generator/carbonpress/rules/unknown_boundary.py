"""A boundary given by name is one that the rules name.

Without a boundary it is not known which stages count.

To mend: use one of the names in the message, or list the stages.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.ask import gaps
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "unknown-boundary"
CLAUSE = "T/CCSA 603-2024, 5.2.1; CESA-2024-061 drafting notes, 2 (3); GB/T 24067-2024"
SEVERITY = Severity.ERROR
JUDGES_ONE_PLACE = True


def applies(case: Case) -> bool:
    """Concerns boundaries given by name."""
    return isinstance(case.declaration.boundary, str)


def check(case: Case) -> Iterator[Remark]:
    """Report what the inventory could not resolve."""
    return gaps(case, ID)
