"""Where the declaration gives no data for the end of life, the default of the rules stands in.

For a cable, what is polymer goes to landfill, all of it.  It is an assumption, and the report lists it.

To mend: give site data as lines of kind `treatment`; they replace the default.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.lca.boundary import END_OF_LIFE, included_stages
from carbonpress.model.sentence import Parameters
from carbonpress.rules.ask import cited
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "end-of-life-default"
CLAUSE = "T/CCSA 603-2024, 6.1.2.6"
SEVERITY = Severity.NOTE


def applies(case: Case) -> bool:
    """Concerns rules with a default, and boundaries with the end of life."""
    return case.rules.defaults.end_of_life is not None and END_OF_LIFE in included_stages(case.declaration, case.rules)


def check(case: Case) -> Iterator[Remark]:
    """Say that the default stands in."""
    default = case.rules.defaults.end_of_life
    if default is not None and any(a.assumed is not None for a in case.inventory.activities):
        parameters: Parameters = {"substance": default.substance, "route": default.route, "assumption": default.text}
        yield Remark(("inventory",), "assumed", parameters, cited(case.rules, default.clause))
