"""Whatever is left out belongs to a stage of the rules, and to one that counts.

A flow left out of a stage that does not count at all needs no excuse; it makes the list longer than it is, hence a
warning.  An unknown stage is an error.

To mend: name the stage that the flow would belong to, or take the entry out.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.lca.boundary import included_stages
from carbonpress.model.sentence import Parameters, did_you_mean
from carbonpress.rules.ask import named_stage
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "excluded-stage"
CLAUSE = "T/CCSA 603-2024, 5.2.2, 5.2.3; CESA-2024-061 drafting notes, 2 (3), 2 (4) 2); GB/T 24067-2024"
SEVERITY = Severity.ERROR


def applies(case: Case) -> bool:
    """Concerns declarations that leave something out."""
    return bool(case.declaration.excluded)


def check(case: Case) -> Iterator[Remark]:
    """Look up the stage of each exclusion."""
    known = [s.id for s in case.rules.stages]
    counted = included_stages(case.declaration, case.rules)
    for index, exclusion in enumerate(case.declaration.excluded):
        path = ("excluded", index, "stage")
        if exclusion.stage not in known:
            hint = did_you_mean(exclusion.stage, known)
            yield Remark(path, "unknown", {"stage": exclusion.stage, "known": ", ".join(known), "hint": hint})
        elif counted and exclusion.stage not in counted:
            parameters: Parameters = {"stage": named_stage(case, exclusion.stage), "counted": ", ".join(counted)}
            yield Remark(path, "not-counted", parameters, severity=Severity.WARNING)
