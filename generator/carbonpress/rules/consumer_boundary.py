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


def applies(case: Case) -> bool:
    """Concerns declarations that address consumers."""
    return case.declaration.audience == "consumer"


def check(case: Case) -> Iterator[Remark]:
    """Doubt a partial boundary."""
    if is_partial(case.declaration, case.rules):
        yield Remark(("boundary",), "partial")
