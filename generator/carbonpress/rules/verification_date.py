"""The verification lies between the end of the data and the beginning of the validity, those days included.

What was verified before the data were complete was something else; what is valid before it is verified is not yet
verified.

To mend: correct the dates.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.model.sentence import Parameters
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "verification-date"
CLAUSE = "GB/T 24025-2009 (ISO 14025:2006), 8"
SEVERITY = Severity.WARNING


def applies(case: Case) -> bool:
    """Concerns verifications with a date, unless the validity begins too early for any."""
    declaration = case.declaration
    return declaration.verification.date is not None and declaration.period.end <= declaration.validity.start


def check(case: Case) -> Iterator[Remark]:
    """Compare the date of verification with data and validity."""
    given = case.declaration
    date = given.verification.date
    if date is not None and not given.period.end <= date <= given.validity.start:
        parameters: Parameters = {"date": date, "end": given.period.end, "start": given.validity.start}
        yield Remark(("verification", "date"), "outside", parameters)
