"""A verification by a third party names the verifier, the statement and its date.

"Verified" without a name is a claim that cannot be followed up.

To mend: add `by`, `statement` and `date` under `verification`.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "verification-content"
CLAUSE = "GB/T 24025-2009 (ISO 14025:2006), 7, 8; ISO 14026:2017"
SEVERITY = Severity.ERROR


def applies(case: Case) -> bool:
    """Concerns declarations that were verified."""
    return case.declaration.verification.kind != "none"


def check(case: Case) -> Iterator[Remark]:
    """Name what is missing; verifications closer to the maker need the name and the date only."""
    verification = case.declaration.verification
    fields = ("by", "statement", "date") if verification.kind == "third-party" else ("by", "date")
    for field in fields:
        if getattr(verification, field) is None:
            yield Remark(("verification",), "lacks", {"field": field})
