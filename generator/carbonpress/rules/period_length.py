"""The data cover a whole year at least.

Heating, cooling and the load of a plant follow the seasons; part of a year misleads.

To mend: collect over a financial year, or explain the shorter period under `limitations`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from carbonpress.rules.ask import years_later
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "period-length"
CLAUSE = "T/CCSA 603-2024, annex B; CESA-2024-061 drafting notes, 2 (4) 1); EN 15804:2012+A1:2013, 6.3.7"
SEVERITY = Severity.WARNING


def check(case: Case) -> Iterator[Remark]:
    """Measure the period, unless the limitations speak of it."""
    period = case.declaration.period
    whole_year = years_later(period.start, 1) - datetime.timedelta(days=1)
    if period.end < whole_year and not case.declaration.limitations:
        days = (period.end - period.start).days + 1
        yield Remark(("period",), "too-short", {"days": days})
