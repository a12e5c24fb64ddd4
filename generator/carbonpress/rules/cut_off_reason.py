"""Whatever is left out is either one of the flows that the rules call insignificant, or comes with an estimate.

Without an estimate the limits cannot be checked, and "small" would be a matter of taste.

To mend: add `estimate: ... kg` (CO2 equivalent per declared unit), or name the insignificant `flow`.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.model.sentence import Parameters, did_you_mean
from carbonpress.rules.ask import cited
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "cut-off-reason"
CLAUSE = "T/CCSA 603-2024, 5.2.2, 6.3; CESA-2024-061 drafting notes, 2 (4) 2); GB/T 24067-2024"
SEVERITY = Severity.ERROR
JUDGES_ONE_PLACE = True


def applies(case: Case) -> bool:
    """Concerns declarations that leave something out."""
    return bool(case.declaration.excluded)


def check(case: Case) -> Iterator[Remark]:
    """Name each exclusion without estimate and known flow, and each unknown flow."""
    known = [flow.id for flow in case.rules.cut_off.insignificant]
    clause = cited(case.rules, case.rules.cut_off.clause)
    for index, exclusion in enumerate(case.declaration.excluded):
        path = ("excluded", index)
        if exclusion.flow is not None and exclusion.flow not in known:
            parameters: Parameters = {
                "flow": exclusion.flow,
                "known": ", ".join(known),
                "hint": did_you_mean(exclusion.flow, known),
            }
            yield Remark((*path, "flow"), "unknown-flow" if known else "no-flows", parameters, clause)
        elif exclusion.flow is None and exclusion.estimate is None:
            key = "no-estimate-nor-flow" if known else "no-estimate"
            yield Remark(path, key, {"known": ", ".join(known)}, clause)
