"""Precious metals and toxic or hazardous substances are never left out, however little of them there is.

A milligram of gold weighs nothing in the product and much in the mine.

To mend: put the substance into the inventory.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.ask import cited
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "cut-off-never"
CLAUSE = "T/CCSA 603-2024, 5.2.2, 6.3"
SEVERITY = Severity.ERROR


def applies(case: Case) -> bool:
    """Concerns declarations that leave something out, under rules that protect substances."""
    return bool(case.declaration.excluded) and bool(case.rules.cut_off.never)


def check(case: Case) -> Iterator[Remark]:
    """Name each protected substance that is left out."""
    clause = cited(case.rules, case.rules.cut_off.clause)
    for index, exclusion in enumerate(case.declaration.excluded):
        if exclusion.substance in case.rules.cut_off.never:
            yield Remark(("excluded", index, "substance"), "left-out", {"substance": exclusion.substance}, clause)
