"""Every emission factor is per a unit of what the activity measures.

Activity data times emission factor is only a mass of gas when the units cancel: kilowatt-hours with a factor per
kilowatt-hour, tonne-kilometres with a factor per tonne-kilometre.  Units of one dimension are converted; unlike
dimensions cannot be.

To mend: give the amount in a unit of the dimension in the message, or choose a factor that fits.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.ask import gaps
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "factor-unit"
CLAUSE = "T/CCSA 603-2024, 7.2.1; GB/T 24067-2024"
SEVERITY = Severity.ERROR
JUDGES_ONE_PLACE = True


def applies(case: Case) -> bool:
    """Concerns declarations with an inventory."""
    return bool(case.declaration.inventory)


def check(case: Case) -> Iterator[Remark]:
    """Report what the inventory could not resolve."""
    return gaps(case, ID)
