"""All inputs of energy and of raw materials are listed.

Whether really all are there cannot be seen from a file; that there are none at all, can.

To mend: add the lines of kind `energy` and `material` that the process takes.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.model.declaration import Energy, Material
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "inputs-listed"
CLAUSE = "T/CCSA 603-2024, 5.2.2 a-b; CESA-2024-061 drafting notes, 2 (4) 2)"
SEVERITY = Severity.WARNING


def applies(case: Case) -> bool:
    """Concerns declarations with an inventory."""
    return bool(case.declaration.inventory)


def check(case: Case) -> Iterator[Remark]:
    """Miss one of the two kinds of input altogether."""
    kinds = {type(line) for _, _, line in case.lines}
    if Energy not in kinds:
        yield Remark(("inventory",), "no-energy")
    if Material not in kinds:
        yield Remark(("inventory",), "no-material")
