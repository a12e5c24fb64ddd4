"""Every fuel that a line burns is in the table of fuels.

The emission factor of a fuel is its net calorific value times carbon content times oxidation rate; without a row in
the table there is nothing to multiply.

To mend: use the id of a fuel from the table, or give `factor` instead of `fuel`.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.ask import gaps
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "unknown-fuel"
CLAUSE = "T/CCSA 603-2024, annex D.1"
SEVERITY = Severity.ERROR
JUDGES_ONE_PLACE = True


def applies(case: Case) -> bool:
    """Concerns declarations with an inventory."""
    return bool(case.declaration.inventory)


def check(case: Case) -> Iterator[Remark]:
    """Report what the inventory could not resolve."""
    return gaps(case, ID)
