"""A stage that the rules leave optional does not count unless the declaration gives data for it.

A cable takes no energy itself, so its use stage normally stays out.  The pages show it hollow with the reason, never
as zero.

Nothing needs mending.  For a comparison of intensities give a line of kind `attenuation` in the use stage.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.lca.boundary import included_stages
from carbonpress.rules.ask import cited, named_boundary, named_stage
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "optional-stage"
CLAUSE = "T/CCSA 603-2024, 6.1.2.5, 7.2.1"
SEVERITY = Severity.NOTE


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
            clause = cited(case.rules, case.rules.stage(id_).clause)
            yield Remark(("boundary",), "not-counted", {"stage": named_stage(case, id_)}, clause)
