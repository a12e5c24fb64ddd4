"""The data were collected not long before the declaration begins to be valid.

The standards ask for the actual time of the process; the limit used here is the one of EN 15804 for data of a
producer and stands in the data file `limits.yml`.

To mend: collect newer data.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.ask import years_later
from carbonpress.rules.case import Case, Remark
from carbonpress.rules.limits import limit
from carbonpress.source.finding import Severity

ID = "period-age"
CLAUSE = "T/CCSA 603-2024, 6.1.1, 6.1.2.7; CESA-2024-061 drafting notes, 2 (4) 1); EN 15804:2012+A1:2013, 6.3.7"
SEVERITY = Severity.WARNING
JUDGES_ONE_PLACE = True


def check(case: Case) -> Iterator[Remark]:
    """Compare the end of the data with the beginning of validity."""
    declaration = case.declaration
    years = limit("producer-data-age").years
    if years_later(declaration.period.end, years) < declaration.validity.start:
        yield Remark(("period", "to"), "too-old", {"end": declaration.period.end, "years": years})
