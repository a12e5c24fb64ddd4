"""The activity data of the production stage are primary, as far as possible.

Materials, energy, emissions and transport of its own works a maker can measure; taking them from a database says
that it did not.

To mend: measure, or say in a `note` on the line why that is not possible.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.ask import data_type
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "primary-production"
CLAUSE = "T/CCSA 603-2024, 6.1.2.1, 6.1.2.3; CESA-2024-061 drafting notes, 2 (4) 1); GB/T 24067-2024"
SEVERITY = Severity.WARNING


PRODUCTION = "production"


def applies(case: Case) -> bool:
    """Concerns inventories with a production stage."""
    return bool(case.declaration.inventory.get(PRODUCTION))


def check(case: Case) -> Iterator[Remark]:
    """Name each secondary line of production without a note."""
    for path, stage, line in case.lines:
        if stage == PRODUCTION and data_type(case, line) == "secondary" and line.note is None:
            yield Remark(path, "secondary")
