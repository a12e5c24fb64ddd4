"""A declaration that addresses consumers is verified by a third party.

A business can ask its supplier for the study; a consumer can only trust.

To mend: have it verified and give `verification.kind: third-party`, or write `audience: business`.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "consumer-verification"
CLAUSE = "GB/T 24025-2009 (ISO 14025:2006), 9; ISO 14026:2017"
SEVERITY = Severity.ERROR


def applies(case: Case) -> bool:
    """Concerns declarations that address consumers."""
    return case.declaration.audience == "consumer"


def check(case: Case) -> Iterator[Remark]:
    """Miss the verification by a third party."""
    if case.declaration.verification.kind != "third-party":
        yield Remark(("audience",), "not-verified")
