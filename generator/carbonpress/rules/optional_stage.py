"""A stage that the rules leave optional does not count unless the declaration gives data for it.

A cable takes no energy itself, so its use stage normally stays out.  The pages show it hollow with the reason, never
as zero.

Nothing needs mending.  For a comparison of intensities give a line of kind `attenuation` in the use stage.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.lca.boundary import included_stages
from carbonpress.rules.ask import chinese, cited, named_boundary
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "optional-stage"
CLAUSE = "T/CCSA 603-2024, 6.1.2.5, 7.2.1"
SEVERITY = Severity.NOTE
TITLE = {"zh": "可选阶段未计入", "en": "Optional stages that do not count are named"}
NEEDS_FOOTPRINT = False


def applies(case: Case) -> bool:
    """Concerns named boundaries with optional stages."""
    found = named_boundary(case)
    return found is not None and isinstance(case.declaration.boundary, str) and bool(found[1].optional)


def check(case: Case) -> Iterator[Remark]:
    """Name each optional stage that stays out."""
    found = named_boundary(case)
    counted = included_stages(case.declaration, case.rules)
    for id_ in found[1].optional if found is not None else ():
        if id_ not in counted:
            message = f"the optional stage {id_!r} does not count, since there are no data for it"
            stage = case.rules.stage(id_)
            zh = f"可选阶段“{chinese(stage.name)}”无数据，未计入"
            yield Remark(("boundary",), message, clause=cited(case.rules, stage.clause), zh=zh)
