"""Everything that is left out is estimated together at no more than the rules allow, as a share of the footprint.

Both documents set 5 %; exactly five per cent passes.

To mend: put the largest of the sources left out into the inventory.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.model.sentence import Parameters
from carbonpress.rules.ask import cited, percent
from carbonpress.rules.case import Case, Remark
from carbonpress.rules.limit_of_cut_off import left_out
from carbonpress.source.finding import Severity

ID = "cut-off-total"
CLAUSE = "T/CCSA 603-2024, 5.2.2, 6.3; CESA-2024-061 drafting notes, 2 (4) 2); GB/T 24067-2024"
SEVERITY = Severity.ERROR
NEEDS_FOOTPRINT = True


def applies(case: Case) -> bool:
    """Concerns declarations that leave something out with an estimate."""
    return any(e.estimate is not None for e in case.declaration.excluded)


def check(case: Case) -> Iterator[Remark]:
    """Compare the sum of the estimates with the limit."""
    limit, clause = case.rules.cut_off.total_emission, cited(case.rules, case.rules.cut_off.clause)
    figures = left_out(case)
    if figures.emission_share is None:
        yield Remark(("excluded",), "no-footprint", clause=clause)
    elif figures.emission_share > limit:
        largest = max(figures.flows, key=lambda flow: flow.emission_share or 0).exclusion.name
        parameters: Parameters = {"share": percent(figures.emission_share), "limit": percent(limit), "largest": largest}
        yield Remark(("excluded",), "too-much", parameters, clause)
