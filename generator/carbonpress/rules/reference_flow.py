"""A functional unit comes with its reference flow.

The functional unit says what the product does; the reference flow says how much product is needed for it, and all
inputs and outputs are scaled to it.  The report states both.

To mend: `reference_flow: {amount: 1 server, of: ...}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "reference-flow"
CLAUSE = "T/CCSA 603-2024, 9 c) 2); GB/T 24067-2024"
SEVERITY = Severity.WARNING


def applies(case: Case) -> bool:
    """Concerns declarations with a functional unit."""
    return case.declaration.functional_unit is not None


def check(case: Case) -> Iterator[Remark]:
    """Miss the reference flow."""
    if case.declaration.reference_flow is None:
        yield Remark(("functional_unit",), "missing")
