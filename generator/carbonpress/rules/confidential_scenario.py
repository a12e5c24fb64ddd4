"""A scenario does not give a confidential line away.

The figure of a scenario is public, and so is its difference to the declared one.  Where a single confidential line
makes up the difference, its amount follows from it.

A requirement of this generator, not of a standard.  To mend: let the scenario change another line as well, or leave it
out.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.lca.scenario import touched_lines
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "confidential-scenario"
CLAUSE = ""
SEVERITY = Severity.WARNING


def applies(case: Case) -> bool:
    """Concerns declarations with scenarios and confidential lines."""
    hidden = any(line.confidential for _, _, line in case.lines)
    return hidden and bool(case.declaration.scenarios)


def check(case: Case) -> Iterator[Remark]:
    """Name each scenario that changes one confidential line and no other confidential one."""
    for id_ in case.declaration.scenarios:
        touched = [line for _, line in touched_lines(case.declaration, id_) if line.confidential]
        if len(touched) == 1:
            yield Remark(("scenarios", id_), "single-line", {"scenario": id_}, at_key=True)
