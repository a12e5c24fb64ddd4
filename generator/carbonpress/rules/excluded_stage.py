"""Whatever is left out belongs to a stage of the rules, and to one that counts.

A flow left out of a stage that does not count at all needs no excuse; it makes the list longer than it is, hence a
warning.  An unknown stage is an error.

To mend: name the stage that the flow would belong to, or take the entry out.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.lca.boundary import included_stages
from carbonpress.model.hint import near_miss
from carbonpress.rules.ask import chinese
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "excluded-stage"
CLAUSE = "T/CCSA 603-2024, 5.2.2, 5.2.3; CESA-2024-061 drafting notes, 2 (3), 2 (4) 2); GB/T 24067-2024"
SEVERITY = Severity.ERROR
TITLE = {"zh": "舍弃项所属阶段有效", "en": "What is left out belongs to a stage that counts"}
NEEDS_FOOTPRINT = False


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
            message = f"the rules know no stage {exclusion.stage!r}"
            yield Remark(path, message, f"one of {', '.join(known)}", near_miss(exclusion.stage, known))
        elif counted and exclusion.stage not in counted:
            message = f"the stage {exclusion.stage!r} does not count, so that nothing can be left out of it"
            zh = f"“{chinese(case.rules.stage(exclusion.stage).name)}”阶段未计入，无需从中舍弃"
            yield Remark(path, message, f"one of {', '.join(counted)}", severity=Severity.WARNING, zh=zh)
