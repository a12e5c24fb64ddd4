"""Every technical parameter that the rules require is given.

Parameters identify the product that the figure belongs to, and some enter the arithmetic: net mass and core count
divide the footprint into intensities.

To mend: add the parameter to `product.parameters`.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.model.sentence import Named, Parameters
from carbonpress.rules.ask import cited
from carbonpress.rules.case import Case, Remark
from carbonpress.rules.parameter import example, stated_elsewhere
from carbonpress.source.finding import Severity

ID = "required-parameter"
CLAUSE = "T/CCSA 603-2024, 5.1.3; CESA-2024-061 drafting notes, 2 (3)"
SEVERITY = Severity.ERROR


def applies(case: Case) -> bool:
    """Concerns rules that require parameters."""
    return any(p.required for p in case.rules.parameters)


def check(case: Case) -> Iterator[Remark]:
    """Name each required parameter that is missing."""
    given = case.declaration.product.parameters
    path = ("product", "parameters") if given else ("product",)
    for parameter in case.rules.parameters:
        if parameter.required and parameter.id not in given and not stated_elsewhere(case, parameter.id):
            parameters: Parameters = {"parameter": Named(parameter.id, parameter.name), "example": example(parameter)}
            yield Remark(path, "missing", parameters, cited(case.rules, parameter.clause))
