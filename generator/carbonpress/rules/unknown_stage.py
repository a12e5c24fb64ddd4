"""Every stage that the boundary or the data name is a stage of the rules.

Data of an unknown stage would count nowhere.

To mend: use the ids of the stages in the message.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from carbonpress.rules.ask import gaps
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "unknown-stage"
CLAUSE = "T/CCSA 603-2024, 5.2.3; CESA-2024-061 drafting notes, 2 (3); GB/T 24067-2024"
SEVERITY = Severity.ERROR
JUDGES_ONE_PLACE = True


def check(case: Case) -> Iterator[Remark]:
    """Report what the inventory could not resolve."""
    return (replace(remark, at_key=True) for remark in gaps(case, ID))
