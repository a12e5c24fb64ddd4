"""Every gas that leaves a process, or that a factor gives off, has a characterisation factor in the GWP set in force.

A gas that the set does not list cannot be turned into CO2 equivalent, and leaving it out would make the figure too
small.

To mend: use the gas id of the GWP set (`CO2`, `CH4`, `N2O`, `SF6`, `HFC134a`), or choose a set that lists the gas.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.ask import gaps
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "unknown-gas"
CLAUSE = "T/CCSA 603-2024, 7.1, annex C; GB/T 24067-2024"
SEVERITY = Severity.ERROR
JUDGES_ONE_PLACE = True


def applies(case: Case) -> bool:
    """Concerns declarations with an inventory."""
    return bool(case.declaration.inventory)


def check(case: Case) -> Iterator[Remark]:
    """Report what the inventory could not resolve."""
    return gaps(case, ID)
