"""A declaration is not valid for longer than declarations usually are.

Processes, suppliers and factors change.  ISO 14025 asks for a period of validity without a number of years; the
limit used here is the one of EN 15804 and stands in the data file `limits.yml`.

To mend: end the validity earlier, and renew the declaration then.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.ask import years_later
from carbonpress.rules.case import Case, Remark
from carbonpress.rules.limits import limit
from carbonpress.source.finding import Severity

ID = "validity"
CLAUSE = "EN 15804:2012+A1:2013, 9; GB/T 24025-2009"
SEVERITY = Severity.WARNING
JUDGES_ONE_PLACE = True


def check(case: Case) -> Iterator[Remark]:
    """Compare the validity with the limit."""
    validity = case.declaration.validity
    years = limit("validity").years
    last = years_later(validity.start, years)
    if validity.end >= last:
        yield Remark(("validity", "to"), "too-long", {"years": years, "last": last})
