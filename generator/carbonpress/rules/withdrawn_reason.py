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
TITLE = {"zh": "撤回声明说明原因", "en": "A withdrawn declaration says why"}
NEEDS_FOOTPRINT = False


def applies(case: Case) -> bool:
    """Concerns withdrawn declarations, and those that give a reason without being withdrawn."""
    return case.declaration.status == "withdrawn" or case.declaration.withdrawn_because is not None


def check(case: Case) -> Iterator[Remark]:
    """Miss the reason, or the status that belongs to it."""
    if case.declaration.withdrawn_because is None:
        message = "the declaration is withdrawn without a reason"
        yield Remark(("status",), message, "withdrawn_because: …")
    elif case.declaration.status != "withdrawn":
        message = f"a reason for withdrawal is given, but the status is {case.declaration.status!r}"
        yield Remark(("status",), message, "status: withdrawn", "change the status, or take the reason out")
