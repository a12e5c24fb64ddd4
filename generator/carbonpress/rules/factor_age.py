"""A secondary emission factor stands for a year not too far before the period of the data, and not ahead of it.

Secondary data shall match the period under study, and recent ones come first.  The standards give no number of
years; the limit used here is the one of EN 15804 for generic data, and stands in the data file `limits.yml`.

To mend: use a more recent factor, or say in a `note` on the line why the old one still fits.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from carbonpress.model.sentence import Parameters
from carbonpress.rules.ask import factor_path
from carbonpress.rules.case import Case, Remark
from carbonpress.rules.limits import limit
from carbonpress.source.finding import Severity

ID = "factor-age"
CLAUSE = "T/CCSA 603-2024, 6.1.1, 6.1.3.2; CESA-2024-061 drafting notes, 2 (4) 1); EN 15804:2012+A1:2013, 6.3.7"
SEVERITY = Severity.WARNING
JUDGES_ONE_PLACE = True


def applies(case: Case) -> bool:
    """Concerns inventories that use secondary factors."""
    return any(factor.data == "secondary" for _, factor in case.first_uses)


def check(case: Case) -> Iterator[Remark]:
    """Name each secondary factor that is too old, where it is first used without a note."""
    years = limit("generic-data-age").years
    last = case.declaration.period.end.year
    day = _day(case).year
    for activity, factor in case.unexplained_uses:
        if factor.data == "secondary" and last - factor.year > years:
            age = last - factor.year
            parameters: Parameters = {"factor": factor.name_at_edition, "year": factor.year, "age": age, "years": years}
            yield Remark(factor_path(activity), "too-old", parameters)
        elif factor.data == "secondary" and max(factor.year, factor.source.year) > day:
            year = max(factor.year, factor.source.year)
            parameters = {"factor": factor.name_at_edition, "year": year, "last": day}
            yield Remark(factor_path(activity), "ahead", parameters)


def _day(case: Case) -> datetime.date:
    """The latest day that the declaration knows: of its data, study or verification, or the first of its validity."""
    declaration = case.declaration
    known = (declaration.study.date, declaration.verification.date)
    return max(declaration.period.end, declaration.validity.start, *(day for day in known if day is not None))
