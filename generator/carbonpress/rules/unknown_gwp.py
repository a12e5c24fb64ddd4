"""The set of characterisation factors that the declaration names exists.

Without it no gas can be turned into CO2 equivalent.

To mend: leave `gwp` out to use the one of the rules, or name a set that exists.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.ask import gaps
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "unknown-gwp"
CLAUSE = "T/CCSA 603-2024, 7.1, annex C; GB/T 24067-2024"
SEVERITY = Severity.ERROR
JUDGES_ONE_PLACE = True


def applies(case: Case) -> bool:
    """Concerns declarations with an inventory; stated results keep the characterisation of their study."""
    return bool(case.declaration.inventory)


def check(case: Case) -> Iterator[Remark]:
    """Report what the inventory could not resolve."""
    return gaps(case, ID)
