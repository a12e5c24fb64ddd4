"""A withdrawn declaration says why it was withdrawn.

Its address stays: printed codes lead there for ever, and whoever scans one must learn what happened.

A requirement of this generator, not of a standard.  To mend: add `withdrawn_because`.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "withdrawn-reason"
CLAUSE = ""
SEVERITY = Severity.ERROR


def applies(case: Case) -> bool:
    """Concerns withdrawn declarations, and those that give a reason without being withdrawn."""
    return case.declaration.status == "withdrawn" or case.declaration.withdrawn_because is not None


def check(case: Case) -> Iterator[Remark]:
    """Miss the reason, or the status that belongs to it."""
    if case.declaration.withdrawn_because is None:
        yield Remark(("status",), "no-reason")
    elif case.declaration.status != "withdrawn":
        yield Remark(("status",), "not-withdrawn", {"status": case.declaration.status})
