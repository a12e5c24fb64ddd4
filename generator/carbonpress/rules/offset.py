"""No carbon offset is counted.

A footprint adds up what the product's own system emits and removes.  Compensation bought elsewhere, such as
certificates or planted trees, is not part of that system and must not make the figure smaller.  Removals inside the
system, for example by wood in the packaging, do count: they are lines of kind `removal`.

To mend: take out `offsets`.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "offset"
CLAUSE = "T/CCSA 603-2024, 3.1.5, 5.2.1; GB/T 24067-2024"
SEVERITY = Severity.ERROR
JUDGES_ONE_PLACE = True


def check(case: Case) -> Iterator[Remark]:
    """Refuse whatever is given as an offset."""
    if case.declaration.offsets is not None:
        yield Remark(("offsets",), "given")
