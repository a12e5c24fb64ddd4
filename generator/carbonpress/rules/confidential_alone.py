"""A confidential line shares its stage with another confidential line.

Confidential lines are shown as one sum per stage.  A sum of one line is that line: its result is public, and the
result divided by a known factor is the amount.

A requirement of this generator, not of a standard.  To mend: mark a second line of the stage confidential, or accept
that the result of this one is seen.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.ask import named_stage
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "confidential-alone"
CLAUSE = ""
SEVERITY = Severity.WARNING


def applies(case: Case) -> bool:
    """Concerns inventories with confidential lines."""
    return any(line.confidential for _, _, line in case.lines)


def check(case: Case) -> Iterator[Remark]:
    """Name each confidential line that is the only one of its stage."""
    hidden = [(path, stage) for path, stage, line in case.lines if line.confidential]
    stages = [stage for _, stage in hidden]
    for path, stage in hidden:
        if stages.count(stage) == 1:
            yield Remark((*path, "confidential"), "alone", {"stage": named_stage(case, stage)})
