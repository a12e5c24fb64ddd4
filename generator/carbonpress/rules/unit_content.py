"""The declared or functional unit says everything that belongs to it.

A functional unit states the count, the intended use, the main performance or specification and the reference
service life; without them it is not known whether two products do the same job.  The rules may also name technical
parameters that belong to the unit, such as the core count of a cable.

To mend: add `intended_use`, `performance` and `service_life` to `functional_unit`, and the named parameters to
`product.parameters`.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.ask import cited
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "unit-content"
CLAUSE = "T/CCSA 603-2024, 5.1.4; CESA-2024-061 drafting notes, 2 (3); GB/T 24067-2024"
SEVERITY = Severity.ERROR


FUNCTION = ("intended_use", "performance", "service_life")


def check(case: Case) -> Iterator[Remark]:
    """Name each part that the unit lacks."""
    declaration = case.declaration
    kind = "declared" if declaration.declared_unit is not None else "functional"
    path = (f"{kind}_unit",)
    holding = [u for u in case.rules.units if u.kind == kind]
    clause = cited(case.rules, holding[0].clause) if holding else ""
    wanted = [*(FUNCTION if kind == "functional" else ()), *(name for unit in holding[:1] for name in unit.must_name)]
    for name in dict.fromkeys(wanted):
        if not _named(case, name):
            place = f"{kind}_unit" if name in FUNCTION else "product.parameters"
            yield Remark(path, kind, {"name": name, "place": f"{place}.{name}"}, clause)


def _named(case: Case, name: str) -> bool:
    given = case.declaration
    return name == "model" or name in given.product.parameters or getattr(given.unit, name, None) is not None
