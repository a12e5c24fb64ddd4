"""Every amount measures what its factor, its allocation or the declared unit measures.

Activity data times emission factor is only a mass of gas when the units cancel: kilowatt-hours with a factor per
kilowatt-hour, tonne-kilometres with a factor per tonne-kilometre.

To mend: give the amount in a unit of the dimension in the message, or choose a factor that fits.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.ask import gaps
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "dimension"
CLAUSE = "T/CCSA 603-2024, 6.4, 7.2.1; GB/T 24067-2024"
SEVERITY = Severity.ERROR
JUDGES_ONE_PLACE = True


def check(case: Case) -> Iterator[Remark]:
    """Report what the inventory could not resolve."""
    return gaps(case, ID)
