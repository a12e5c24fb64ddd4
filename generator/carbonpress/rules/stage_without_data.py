"""Every stage inside the boundary has data, or a default of the rules that stands in visibly.

A stage without data is not a stage without emissions.  Counting it as zero would make the figure too small and hide
that something is missing.

To mend: add lines under `inventory.<stage>` (or a figure under `results.stages`), or choose a boundary without the
stage.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.lca.boundary import included_stages
from carbonpress.rules.ask import cited, named_stage
from carbonpress.rules.case import Case, Remark
from carbonpress.rules.texts import Path
from carbonpress.source.finding import Severity

ID = "stage-without-data"
CLAUSE = "T/CCSA 603-2024, 5.2.1, 5.2.3; CESA-2024-061 drafting notes, 2 (3); GB/T 24067-2024"
SEVERITY = Severity.ERROR


def applies(case: Case) -> bool:
    """Concerns declarations with a known boundary."""
    return bool(included_stages(case.declaration, case.rules))


def check(case: Case) -> Iterator[Remark]:
    """Name each stage of the boundary that has neither data nor default."""
    declaration = case.declaration
    stated = declaration.results
    given = {k for k, lines in declaration.inventory.items() if lines} if stated is None else stated.stages.keys()
    assumed = {a.stage for a in case.inventory.activities if a.assumed is not None}
    path: Path = ("inventory",) if stated is None else ("results", "stages")
    for id_ in included_stages(declaration, case.rules):
        if id_ not in given and id_ not in assumed:
            clause = cited(case.rules, case.rules.stage(id_).clause)
            yield Remark(path, "no-data", {"stage": named_stage(case, id_)}, clause)
