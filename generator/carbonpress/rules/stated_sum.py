"""Figures taken from a study add up: the stages to the total, the origins to the total.

Sums that do not hold are the commonest fault in published footprints.  Rounded figures may differ by half a unit of
the last place of each.

To mend: compare with the study; give the figures with as many places as it does.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from carbonpress.lca.measure import KILOGRAM, kilograms
from carbonpress.model.quantity import Quantity
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "stated-sum"
CLAUSE = "T/CCSA 603-2024, 7.2.1; GB/T 24067-2024"
SEVERITY = Severity.ERROR
TITLE = {"zh": "已有结果各阶段之和等于总量", "en": "Stated figures add up"}
NEEDS_FOOTPRINT = False


def applies(case: Case) -> bool:
    """Concerns declarations with stated results."""
    return case.declaration.results is not None


def check(case: Case) -> Iterator[Remark]:
    """Add up stages and origins against the total."""
    results = case.declaration.results
    if results is None:
        return
    for what, parts in (("stages", results.stages), ("origins", results.origins)):
        if parts:
            kilogrammes = sum((kilograms(part) for part in parts.values()), Decimal(0))
            leeway = sum((_half_of_last_place(figure) for figure in [*parts.values(), results.total]), Decimal(0))
            if abs(kilogrammes - kilograms(results.total)) > leeway:
                added = Quantity(kilogrammes, KILOGRAM)
                message = f"the {what} add up to {added}, the total is {results.total}"
                yield Remark(("results", "total"), message, "a total that agrees within rounding")


def _half_of_last_place(figure: Quantity) -> Decimal:
    exponent = figure.value.as_tuple().exponent
    place = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return kilograms(Quantity(place / 2, figure.unit))
