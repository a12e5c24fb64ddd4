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
TITLE = {"zh": "数据不过旧", "en": "The data are recent"}
NEEDS_FOOTPRINT = False


def applies(case: Case) -> bool:
    """Concerns every declaration."""
    return bool(case.rules.stages)


def check(case: Case) -> Iterator[Remark]:
    """Compare the end of the data with the beginning of validity."""
    declaration = case.declaration
    years = limit("producer-data-age").years
    if years_later(declaration.period.end, years) < declaration.validity.start:
        message = f"the data end on {declaration.period.end}, more than {years} years before the validity begins"
        zh = f"数据截至 {declaration.period.end}，早于有效期开始 {years} 年以上"
        yield Remark(("period", "to"), message, f"data of the last {years} years", zh=zh)
