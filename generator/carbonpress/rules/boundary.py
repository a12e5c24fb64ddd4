"""The system boundary is one that the rules name, or a list of stages that comes to the same.

For a cable that is the whole life cycle or, on request of a customer, raw materials and production alone; for a
fibre or preform raw materials, production, transport and sale; for a server all five stages, or a part of them
under a declared unit.  The standards recommend these boundaries, hence a warning.

To mend: name one of the boundaries of the rules, or list their stages.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.model.sentence import AnyOf
from carbonpress.rules.ask import cited, named_boundary
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "boundary"
CLAUSE = "T/CCSA 603-2024, 5.2.1; CESA-2024-061 drafting notes, 2 (3); GB/T 24067-2024"
SEVERITY = Severity.WARNING


def applies(case: Case) -> bool:
    """Concerns boundaries given as a list of stages that the rules know."""
    given, known = case.declaration.boundary, {s.id for s in case.rules.stages}
    return isinstance(given, list) and known.issuperset(given)


def check(case: Case) -> Iterator[Remark]:
    """Look for a named boundary with the same stages."""
    if named_boundary(case) is None:
        clauses = dict.fromkeys(cited(case.rules, b.clause) for b in case.rules.boundaries.values())
        boundaries = AnyOf(tuple(case.rules.boundaries))
        yield Remark(("boundary",), "fits-none", {"boundaries": boundaries}, "; ".join(clauses))
