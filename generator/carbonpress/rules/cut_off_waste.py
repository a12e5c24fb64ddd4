"""General solid waste that is left out is less than the rules allow, as a share of all solid waste.

The document allows general solid waste of less than 1 % of the total to be dropped.

To mend: put the treatment of the waste into the inventory, or give `total_solid_waste`.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.model.sentence import Parameters
from carbonpress.rules.ask import cited, percent
from carbonpress.rules.case import Case, Remark
from carbonpress.rules.limit_of_cut_off import bound, left_out, within
from carbonpress.source.finding import Severity

ID = "cut-off-waste"
CLAUSE = "T/CCSA 603-2024, 5.2.2 e, 6.3"
SEVERITY = Severity.ERROR
NEEDS_FOOTPRINT = True


def applies(case: Case) -> bool:
    """Concerns waste left out, under rules with a limit for it."""
    return case.rules.cut_off.solid_waste is not None and any(
        e.waste_mass is not None for e in case.declaration.excluded
    )


def check(case: Case) -> Iterator[Remark]:
    """Compare each waste left out with the limit."""
    limit = case.rules.cut_off.solid_waste
    for index, flow in enumerate(left_out(case).flows):
        if limit is None or flow.exclusion.waste_mass is None:
            continue
        path, clause = ("excluded", index, "waste_mass"), cited(case.rules, case.rules.cut_off.clause)
        if flow.waste_share is None:
            yield Remark(path, "no-total", clause=clause)
        elif not within(flow.waste_share, limit, case):
            share = percent(flow.waste_share)
            parameters: Parameters = {"mass": flow.exclusion.waste_mass, "share": share, "limit": bound(limit, case)}
            yield Remark(path, "too-much", parameters, clause)
