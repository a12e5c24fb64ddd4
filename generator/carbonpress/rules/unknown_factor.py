"""Every emission factor that a line names exists, in the edition that it names.

A factor comes from the data files of the generator or from `declarations/factors`, where unit, source and year stand
beside the number.  A factor without those cannot be checked.

To mend: write `id@edition` of a factor that exists, or add the factor with its source to a file of yours.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.ask import gaps
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "unknown-factor"
CLAUSE = "T/CCSA 603-2024, 6.1.1; CESA-2024-061 drafting notes, 2 (4) 1); GB/T 24067-2024"
SEVERITY = Severity.ERROR
JUDGES_ONE_PLACE = True


def applies(case: Case) -> bool:
    """Concerns declarations with an inventory."""
    return bool(case.declaration.inventory)


def check(case: Case) -> Iterator[Remark]:
    """Report what the inventory could not resolve."""
    return gaps(case, ID)
