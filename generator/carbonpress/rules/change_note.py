"""A version after the first says what it changes.

Earlier versions keep their address; a reader who comes from one of them wants to know why the figure is another.

A requirement of this generator, not of a standard.  To mend: add `change`.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "change-note"
CLAUSE = ""
SEVERITY = Severity.WARNING


def applies(case: Case) -> bool:
    """Concerns versions after the first."""
    return case.declaration.version > 1


def check(case: Case) -> Iterator[Remark]:
    """Miss the description of the change."""
    if case.declaration.change is None:
        yield Remark(("version",), "no-change", {"version": case.declaration.version})
