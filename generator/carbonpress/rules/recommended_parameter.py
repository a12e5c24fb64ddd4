"""Every technical parameter that the rules recommend is given.

Parameters identify the product that the figure belongs to; a buyer compares them before comparing footprints.

To mend: add the parameter to `product.parameters`.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.ask import chinese, cited
from carbonpress.rules.case import Case, Remark
from carbonpress.rules.parameter import EXAMPLES, stated_elsewhere
from carbonpress.source.finding import Severity

ID = "recommended-parameter"
CLAUSE = "T/CCSA 603-2024, 5.1.3; CESA-2024-061 drafting notes, 2 (3)"
SEVERITY = Severity.WARNING
TITLE = {"zh": "推荐技术参数齐全", "en": "The technical parameters that the rules recommend are given"}
NEEDS_FOOTPRINT = False


def applies(case: Case) -> bool:
    """Concerns rules that recommend parameters."""
    return any(not p.required for p in case.rules.parameters)


def check(case: Case) -> Iterator[Remark]:
    """Name each recommended parameter that is missing."""
    given = case.declaration.product.parameters
    path = ("product", "parameters") if given else ("product",)
    for parameter in case.rules.parameters:
        if not parameter.required and parameter.id not in given and not stated_elsewhere(case, parameter.id):
            form = f"{parameter.id}: {EXAMPLES[parameter.kind]}"
            message = f"the recommended parameter {parameter.id!r} is missing"
            mend, zh = "add it to product.parameters", f"缺少推荐参数“{chinese(parameter.name)}”"
            yield Remark(path, message, form, mend, cited(case.rules, parameter.clause), zh=zh)
