"""Every secondary emission factor states its class in the order of secondary data.

The order of secondary data says which source comes first; the report shows how much of the footprint rests on each
class.  A factor without a class is shown as secondary of no stated class, and what rests on it cannot be ranked.

To mend: give `priority` (1 best, 6 last) to the factor in the company's factors file.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.model.sentence import Parameters
from carbonpress.rules.ask import cited, factor_path
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "factor-class"
CLAUSE = "T/CCSA 603-2024, 6.1.3.1; CESA-2024-061 drafting notes, 2 (4) 1)"
SEVERITY = Severity.WARNING


def applies(case: Case) -> bool:
    """Concerns inventories with secondary factors, under rules that order secondary data."""
    return bool(case.rules.secondary_priority) and any(factor.data == "secondary" for _, factor in case.first_uses)


def check(case: Case) -> Iterator[Remark]:
    """Name all factors without a class in one remark, where the first of them is used."""
    found = [use for use in case.first_uses if use[1].data == "secondary" and use[1].priority is None]
    if not found:
        return
    parameters: Parameters = {
        "count": len(found),
        "factors": ", ".join(factor.name_at_edition for _, factor in found),
        "classes": ", ".join(str(rank) for rank in case.rules.secondary_priority),
    }
    clause = cited(case.rules, case.rules.priority_clause)
    yield Remark(factor_path(found[0][0]), "one" if len(found) == 1 else "several", parameters, clause)
