"""A raw material that is left out weighs less than the rules allow, as a share of the net mass of the product.

The document allows materials of less than 1 % of the product's mass to be dropped.

To mend: put the material into the inventory.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.model.sentence import Parameters
from carbonpress.rules.ask import cited, percent
from carbonpress.rules.case import Case, Remark
from carbonpress.rules.limit_of_cut_off import bound, left_out, within
from carbonpress.source.finding import Severity

ID = "cut-off-material-mass"
CLAUSE = "T/CCSA 603-2024, 5.2.2 e, 6.3"
SEVERITY = Severity.ERROR
NEEDS_FOOTPRINT = True


def applies(case: Case) -> bool:
    """Concerns materials left out, under rules with a limit by mass."""
    return case.rules.cut_off.material_mass is not None and any(e.mass is not None for e in case.declaration.excluded)


def check(case: Case) -> Iterator[Remark]:
    """Compare the mass of each material left out with the limit."""
    limit = case.rules.cut_off.material_mass
    for index, flow in enumerate(left_out(case).flows):
        if limit is None or flow.exclusion.mass is None:
            continue
        path, clause = ("excluded", index, "mass"), cited(case.rules, case.rules.cut_off.clause)
        if flow.mass_share is None:
            yield Remark(path, "no-net-mass", clause=clause)
        elif not within(flow.mass_share, limit, case):
            share = percent(flow.mass_share)
            parameters: Parameters = {"mass": flow.exclusion.mass, "share": share, "limit": bound(limit, case)}
            yield Remark(path, "too-heavy", parameters, clause)
