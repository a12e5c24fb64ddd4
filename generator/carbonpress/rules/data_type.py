"""Every line says whether its activity data are primary or secondary.

Primary data, measured in the product's own processes, come first; a reader must be able to see how much of the
figure rests on them.

To mend: give `data: primary` or `data: secondary` on the line, or once for all lines under the top-level `data`.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "data-type"
CLAUSE = "T/CCSA 603-2024, 6.1.1; CESA-2024-061 drafting notes, 2 (4) 1); GB/T 24067-2024"
SEVERITY = Severity.ERROR


def applies(case: Case) -> bool:
    """Concerns declarations with an inventory."""
    return bool(case.declaration.inventory)


def check(case: Case) -> Iterator[Remark]:
    """Name each line without a data type while there is no default."""
    if case.declaration.data is not None:
        return
    for path, _, line in case.lines:
        if line.data is None:
            yield Remark(path, "not-stated")
