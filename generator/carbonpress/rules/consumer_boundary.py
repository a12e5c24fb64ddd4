"""A declaration that addresses consumers covers the whole life cycle.

A partial footprint looks smaller than that of a product counted whole, and a consumer cannot be expected to compare
lists of stages.

To mend: widen the boundary, or write `audience: business`.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.lca.boundary import is_partial
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "consumer-boundary"
CLAUSE = "ISO 14026:2017; GB/T 24067-2024"
SEVERITY = Severity.WARNING
TITLE = {"zh": "面向消费者宜为全生命周期", "en": "What consumers read covers the whole life cycle"}
NEEDS_FOOTPRINT = False


def applies(case: Case) -> bool:
    """Concerns declarations that address consumers."""
    return case.declaration.audience == "consumer"


def check(case: Case) -> Iterator[Remark]:
    """Doubt a partial boundary."""
    if is_partial(case.declaration, case.rules):
        message = "a partial footprint addresses consumers"
        expected, mend = "a boundary of the whole life cycle", "or write audience: business"
        yield Remark(("boundary",), message, expected, mend, zh="以部分碳足迹面向消费者")
