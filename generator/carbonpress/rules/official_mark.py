"""The image of an official mark stands only with the certificate by which it was awarded.

Marks belong to the bodies that award them.  Without certificate number and expiry a reader cannot ask the body
whether the award is real and still holds.

To mend: add `certificate` and `expires`, or take the mark out.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "official-mark"
CLAUSE = "ISO 14026:2017; GB/T 24025-2009"
SEVERITY = Severity.ERROR


def applies(case: Case) -> bool:
    """Concerns declarations that show an official mark."""
    return case.declaration.official_mark is not None


def check(case: Case) -> Iterator[Remark]:
    """Miss certificate or expiry, and refuse a mark that expired before the declaration begins."""
    mark, start = case.declaration.official_mark, case.declaration.validity.start
    if mark is None:
        return
    for field in ("certificate", "expires"):
        if getattr(mark, field) is None:
            yield Remark(("official_mark",), "lacks", {"field": field})
    if mark.expires is not None and mark.expires < start:
        yield Remark(("official_mark", "expires"), "expired", {"expires": mark.expires, "start": start})
