"""A simulation that is asked for can be made: there is an inventory, and numpy is installed.

The figures of a simulation are frozen with the declaration; they cannot be there on one machine and missing on another.

A requirement of this generator, not of a standard.  To mend: install `carbonpress[monte-carlo]`, or leave `monte_carlo`
out; the analytic uncertainty is there without it.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.lca.monte_carlo import available
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "monte-carlo"
CLAUSE = ""
SEVERITY = Severity.ERROR
JUDGES_ONE_PLACE = True


def applies(case: Case) -> bool:
    """Concerns declarations that ask for a simulation."""
    return case.declaration.monte_carlo is not None


def check(case: Case) -> Iterator[Remark]:
    """Say what keeps the simulation from being made."""
    if case.declaration.results is not None:
        yield Remark(("monte_carlo",), "no-inventory", at_key=True)
    elif not available():
        yield Remark(("monte_carlo",), "no-numpy", at_key=True)
