"""Every technical parameter is one that the rules name.

The lists of the standards are open, so an additional parameter may stand; but it has no translation and no clause,
and more often than not it is a misspelt one that is then also missing.

To mend: use the id that the rules use; `carbonpress new` lists them.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.model.sentence import Parameters, did_you_mean
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "unknown-parameter"
CLAUSE = "T/CCSA 603-2024, 5.1.3; CESA-2024-061 drafting notes, 2 (3)"
SEVERITY = Severity.WARNING
JUDGES_ONE_PLACE = True


def applies(case: Case) -> bool:
    """Concerns declarations with parameters."""
    return bool(case.declaration.product.parameters)


def check(case: Case) -> Iterator[Remark]:
    """Name each parameter that the rules do not know, with the nearest one they do."""
    known = [p.id for p in case.rules.parameters]
    for name in case.declaration.product.parameters:
        if name not in known:
            parameters: Parameters = {"parameter": name, "known": ", ".join(known), "hint": did_you_mean(name, known)}
            yield Remark(("product", "parameters", name), "unknown", parameters)
