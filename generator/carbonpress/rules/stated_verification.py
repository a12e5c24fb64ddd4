"""Figures taken over from a study name the statement by which the study was verified.

Stated figures are not computed here and cannot be checked here; the reader has to rely on the study.

To mend: add `statement` under `results`, the number of the verification statement or report.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "stated-verification"
CLAUSE = "T/CCSA 603-2024, 9 a); ISO 14026:2017"
SEVERITY = Severity.WARNING


def applies(case: Case) -> bool:
    """Concerns declarations with stated results."""
    return case.declaration.results is not None


def check(case: Case) -> Iterator[Remark]:
    """Miss the statement."""
    results = case.declaration.results
    if results is not None and results.statement is None:
        yield Remark(("results",), "missing")
