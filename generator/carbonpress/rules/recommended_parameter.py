"""Every technical parameter that the rules recommend is given.

Parameters identify the product that the figure belongs to; a buyer compares them before comparing footprints.

To mend: add the parameter to `product.parameters`.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.model.sentence import Named, Parameters
from carbonpress.rules.ask import cited
from carbonpress.rules.case import Case, Remark
from carbonpress.rules.parameter import example, stated_elsewhere
from carbonpress.source.finding import Severity

ID = "recommended-parameter"
CLAUSE = "T/CCSA 603-2024, 5.1.3; CESA-2024-061 drafting notes, 2 (3)"
SEVERITY = Severity.WARNING


def applies(case: Case) -> bool:
    """Concerns rules that recommend parameters."""
    return any(not p.required for p in case.rules.parameters)


def check(case: Case) -> Iterator[Remark]:
    """Name each recommended parameter that is missing."""
    given = case.declaration.product.parameters
    path = ("product", "parameters") if given else ("product",)
    for parameter in case.rules.parameters:
        if not parameter.required and parameter.id not in given and not stated_elsewhere(case, parameter.id):
            parameters: Parameters = {"parameter": Named(parameter.id, parameter.name), "example": example(parameter)}
            yield Remark(path, "missing", parameters, cited(case.rules, parameter.clause))
