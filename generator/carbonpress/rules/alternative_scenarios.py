"""Where the use or the end of life counts, other ways they may go are looked at.

The standards suggest to weigh alternative scenarios of use and end of life where there are any.  Whether there are,
only the maker knows; hence a note.

Nothing needs mending; `scenarios` of that kind would show how far the figure depends on the assumption.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.lca.boundary import END_OF_LIFE, USE, included_stages
from carbonpress.rules.ask import named_stage
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "alternative-scenarios"
CLAUSE = "T/CCSA 603-2024, 8, 9; GB/T 24067-2024"
SEVERITY = Severity.NOTE
NEEDS_FOOTPRINT = True

STAGES = {USE: "use", END_OF_LIFE: "end-of-life"}


def applies(case: Case) -> bool:
    """Concerns computed footprints in which the use or the end of life counts."""
    return case.declaration.results is None and any(stage in STAGES for stage in _counted(case))


def check(case: Case) -> Iterator[Remark]:
    """Name each of the two stages that counts without a scenario about it."""
    told = {scenario.about for scenario in case.declaration.scenarios.values()}
    for stage in _counted(case):
        if stage in STAGES and STAGES[stage] not in told:
            yield Remark(("boundary",), "no-scenario", {"stage": named_stage(case, stage), "about": STAGES[stage]})


def _counted(case: Case) -> tuple[str, ...]:
    return included_stages(case.declaration, case.rules)
