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
TITLE = {"zh": "官方标识附证书", "en": "An official mark comes with its certificate"}
NEEDS_FOOTPRINT = False


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
            message = f"the mark has no {field}"
            yield Remark(("official_mark",), message, f"{field}: …", "add it, or take the mark out")
    if mark.expires is not None and mark.expires < start:
        message = f"the mark expired on {mark.expires}, before the declaration begins"
        yield Remark(("official_mark", "expires"), message, f"a day not before {start}", "take the mark out")
