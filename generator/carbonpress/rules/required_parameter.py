"""Every technical parameter that the rules require is given.

Parameters identify the product that the figure belongs to, and some enter the arithmetic: net mass and core count
divide the footprint into intensities.

To mend: add the parameter to `product.parameters`.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.ask import cited
from carbonpress.rules.case import Case, Remark
from carbonpress.rules.parameter import EXAMPLES, stated_elsewhere
from carbonpress.source.finding import Severity

ID = "required-parameter"
CLAUSE = "T/CCSA 603-2024, 5.1.3; CESA-2024-061 drafting notes, 2 (3)"
SEVERITY = Severity.ERROR
TITLE = {"zh": "必备技术参数齐全", "en": "The technical parameters that the rules require are given"}
NEEDS_FOOTPRINT = False


def applies(case: Case) -> bool:
    """Concerns rules that require parameters."""
    return any(p.required for p in case.rules.parameters)


def check(case: Case) -> Iterator[Remark]:
    """Name each required parameter that is missing."""
    given = case.declaration.product.parameters
    path = ("product", "parameters") if given else ("product",)
    for parameter in case.rules.parameters:
        if parameter.required and parameter.id not in given and not stated_elsewhere(case, parameter.id):
            form = f"{parameter.id}: {EXAMPLES[parameter.kind]}"
            message = f"the required parameter {parameter.id!r} is missing"
            yield Remark(path, message, form, "add it to product.parameters", cited(case.rules, parameter.clause))
