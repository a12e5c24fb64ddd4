"""No amount is negative, and nothing is divided by zero.

A negative amount would count as avoided emissions, which is not what a footprint adds up.  What biomass takes from
the air is a line of kind `removal` with a positive mass; it counts negative by itself.  In stated results it is the
negative figure of `biogenic_removal`, and stages may be negative on its account.

To mend: write the amount without the minus sign, or as a `removal`.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.ask import gaps
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "negative-amount"
CLAUSE = "T/CCSA 603-2024, 7.2.1; GB/T 24067-2024"
SEVERITY = Severity.ERROR
JUDGES_ONE_PLACE = True


def check(case: Case) -> Iterator[Remark]:
    """Report what the inventory could not resolve."""
    return gaps(case, ID)
