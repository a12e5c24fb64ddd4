"""A Type III environmental declaration has a programme operator, category rules and an independent verification.

The category rules every declaration names.  Without operator and verifier it is a footprint communication in the
sense of ISO 14026, which is nothing less, but something else.

To mend: name `programme.operator` and a `third-party` verification, or write `communication: footprint`.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.ask import has_operator, verified_by_third_party
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "type-iii-content"
CLAUSE = "GB/T 24025-2009 (ISO 14025:2006), 6, 7, 8"
SEVERITY = Severity.ERROR


def applies(case: Case) -> bool:
    """Concerns declarations that call themselves Type III."""
    return case.declaration.communication == "type-iii"


def check(case: Case) -> Iterator[Remark]:
    """Name each condition that is not met."""
    if not has_operator(case):
        yield Remark(("communication",), "no-operator")
    if not verified_by_third_party(case):
        yield Remark(("communication",), "no-verification")
