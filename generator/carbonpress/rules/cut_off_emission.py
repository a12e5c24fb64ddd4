"""A source that is left out is estimated at less than the rules allow, as a share of the footprint.

The cable document drops a source below 1 %; the server document lets a single flow or unit process be left out up to
1 %.  Where the rules let a material or waste go by its mass, an estimate above the limit is a warning only.

To mend: put the source into the inventory.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.model.sentence import Parameters
from carbonpress.rules.ask import cited, percent
from carbonpress.rules.case import Case, Remark
from carbonpress.rules.limit_of_cut_off import bound, left_out, within
from carbonpress.source.finding import Severity

ID = "cut-off-emission"
CLAUSE = "T/CCSA 603-2024, 5.2.2 e, 6.3; CESA-2024-061 drafting notes, 2 (4) 2)"
SEVERITY = Severity.ERROR
NEEDS_FOOTPRINT = True


def applies(case: Case) -> bool:
    """Concerns sources left out with an estimate, under rules with a limit for a single one."""
    return case.rules.cut_off.single_emission is not None and any(
        e.estimate is not None for e in case.declaration.excluded
    )


def check(case: Case) -> Iterator[Remark]:
    """Compare the estimate of each source left out with the limit."""
    limits = case.rules.cut_off
    for index, flow in enumerate(left_out(case).flows):
        share, limit = flow.emission_share, limits.single_emission
        if limit is None or share is None or within(share, limit, case):
            continue
        light = flow.mass_share is not None and limits.material_mass is not None
        little = flow.waste_share is not None and limits.solid_waste is not None
        parameters: Parameters = {
            "estimate": str(flow.exclusion.estimate),
            "share": percent(share),
            "limit": bound(limit, case),
        }
        severity = Severity.WARNING if light or little else None
        path, clause = ("excluded", index, "estimate"), cited(case.rules, limits.clause)
        yield Remark(path, "too-much", parameters, clause, severity)
