"""The product has a picture.

The report's template asks for one, and a customer who scans a code wants to see that it is the right product.

To mend: put the picture into the declarations folder and name it: `image: {file: images/x.png, alt: ...}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "missing-picture"
CLAUSE = "T/CCSA 603-2024, 9 c) 1), annex B"
SEVERITY = Severity.WARNING


def check(case: Case) -> Iterator[Remark]:
    """Miss the picture."""
    if case.declaration.product.image is None:
        yield Remark(("product",), "missing")
