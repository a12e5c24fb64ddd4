"""Figures taken from a study add up: the stages to the total, the origins to the total.

Sums that do not hold are the commonest fault in published footprints.  Rounded figures may differ by half a unit of
the last place of each.

To mend: compare with the study; give the figures with as many places as it does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
        sum_of_parts = sum((kilograms(part) for part in parts.values()), Decimal(0))
        difference = abs(sum_of_parts - kilograms(results.total))
        if parts and difference > leeway([*parts.values(), results.total]):
            message = f"the {what} add up to {Quantity(sum_of_parts, KILOGRAM)}, the total is {results.total}"
            yield Remark(("results", "total"), message, "a total that agrees within rounding")


def leeway(figures: Iterable[Quantity]) -> Decimal:
    """By how many kilograms rounded figures may miss their sum: half a unit of the last place of each."""
    return sum((_half_of_last_place(figure) for figure in figures), Decimal(0))


def _half_of_last_place(figure: Quantity) -> Decimal:
    exponent = figure.value.as_tuple().exponent
    assert isinstance(exponent, int)  # NaN and infinity do not pass as numbers
    return kilograms(Quantity(Decimal(1).scaleb(exponent) / 2, figure.unit))
