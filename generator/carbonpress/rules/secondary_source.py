"""Every secondary datum cites its source.

Secondary data come from a database, a publication or a supplier; unless the document is named, a reader
cannot tell whether region, period and technology match.

To mend: add `source: ...` to the line.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.ask import data_type
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "secondary-source"
CLAUSE = "T/CCSA 603-2024, 6.1.1; CESA-2024-061 drafting notes, 2 (4) 1); GB/T 24067-2024"
SEVERITY = Severity.ERROR
JUDGES_ONE_PLACE = True


def applies(case: Case) -> bool:
    """Concerns inventories with secondary data."""
    return any(data_type(case, line) == "secondary" for _, _, line in case.lines)


def check(case: Case) -> Iterator[Remark]:
    """Name each secondary line without a source of its own or of the default it rests on."""
    default = case.declaration.data
    for path, _, line in case.lines:
        # The default's source speaks for the default's kind of data only.
        covered = default is not None and default.type == "secondary"
        if data_type(case, line) == "secondary" and line.source is None and not covered:
            yield Remark(path, "missing")
