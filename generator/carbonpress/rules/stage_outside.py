"""All data belong to a stage that lies inside the boundary.

Data outside the boundary would be left out of the sum without a word, and the reader would take the boundary for
smaller or larger than it is.

To mend: move the lines to the stage they belong to, widen `boundary`, or take them out.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.ask import gaps
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "stage-outside"
CLAUSE = "T/CCSA 603-2024, 5.2.1; CESA-2024-061 drafting notes, 2 (3); GB/T 24067-2024"
SEVERITY = Severity.ERROR


def check(case: Case) -> Iterator[Remark]:
    """Report what the inventory could not place."""
    return gaps(case, ID)
