"""A scenario can be computed: the lines, factors and units that it names exist and fit.

A scenario is told as changes of the declaration.  A change that meets no line would leave the declared figure under
another name.

A requirement of this generator, not of a standard.  To mend: name the line as the inventory does, in either language,
or the factor as the lines name it.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.lca.scenario import scenario_gaps
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "scenario"
CLAUSE = ""
SEVERITY = Severity.ERROR
NEEDS_FOOTPRINT = True


def applies(case: Case) -> bool:
    """Concerns declarations with scenarios."""
    return bool(case.declaration.scenarios)


def check(case: Case) -> Iterator[Remark]:
    """Name what leads nowhere; of stated results no scenario can be computed."""
    if case.declaration.results is not None:
        yield Remark(("scenarios",), "no-inventory")
        return
    for gap in scenario_gaps(case.declaration, case.rules, case.library, case.inventory):
        yield Remark(gap.path, gap.key, gap.parameters)
