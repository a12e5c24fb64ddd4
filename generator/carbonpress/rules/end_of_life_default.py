"""Where the declaration gives no data for the end of life, the default of the rules stands in.

For a cable, what is polymer goes to landfill, all of it.  It is an assumption, and the report lists it.

To mend: give site data as lines of kind `treatment`; they replace the default.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.lca.boundary import END_OF_LIFE, included_stages
from carbonpress.rules.ask import chinese, cited
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "end-of-life-default"
CLAUSE = "T/CCSA 603-2024, 6.1.2.6"
SEVERITY = Severity.NOTE
TITLE = {"zh": "生命末期采用默认情景", "en": "The default end of life is named"}
NEEDS_FOOTPRINT = False


def applies(case: Case) -> bool:
    """Concerns rules with a default, and boundaries with the end of life."""
    return case.rules.defaults.end_of_life is not None and END_OF_LIFE in included_stages(case.declaration, case.rules)


def check(case: Case) -> Iterator[Remark]:
    """Say that the default stands in."""
    default = case.rules.defaults.end_of_life
    if default is not None and any(a.assumed is not None for a in case.inventory.activities):
        message = f"no data for the end of life; {default.substance} by {default.route} is assumed"
        mend = "give lines of kind 'treatment' to replace the assumption"
        zh = f"生命末期无实际数据：{chinese(default.text)}"
        yield Remark(("inventory",), message, "site data", mend, cited(case.rules, default.clause), zh=zh)
