"""Figures taken from a study add up: the stages to the total, the origins to the total.

Sums that do not hold are the commonest fault in published footprints.  Rounded figures may differ by half a unit of
the last digit of each.  A whole number is read as exact to its last digit, zeros included: 10100 kg has five digits,
1.01e4 kg has three.

To mend: compare with the study; give each figure with the digits that it has there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from carbonpress.lca.measure import KILOGRAM, kilograms
from carbonpress.lca.precision import exact_sum
from carbonpress.lca.stated import leeway, remainder, with_fewest_digits
from carbonpress.model.quantity import Quantity
from carbonpress.model.sentence import Parameters, Phrase
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "stated-sum"
CLAUSE = "T/CCSA 603-2024, 7.2.1; GB/T 24067-2024"
SEVERITY = Severity.ERROR

IN_WORDS = 9
"""Up to this number a sentence counts digits in words."""


def applies(case: Case) -> bool:
    """Concerns declarations with stated results."""
    return case.declaration.results is not None


def check(case: Case) -> Iterator[Remark]:
    """Add up stages and origins against the total."""
    results = case.declaration.results
    if results is None:
        return
    for key, parts in (("stages", [*results.stages.values()]), ("origins", [*results.origins.values()])):
        figures = [*parts, results.total]
        if parts and abs(remainder(parts, results.total)) > leeway(figures):
            parameters: Parameters = {
                "sum": Quantity(exact_sum(kilograms(part) for part in parts), KILOGRAM),
                "total": results.total,
                "leeway": Quantity(leeway(figures), KILOGRAM),
                "advice": _advice(figures),
            }
            yield Remark(("results", "total"), key, parameters)


def _advice(figures: Sequence[Quantity]) -> Phrase:
    """Compare with the study; and how a figure that it rounded is written, the total's if that may be rounded."""
    round_ones = [figure for figure in reversed(figures) if with_fewest_digits(figure) is not figure]
    if not round_ones:
        return Phrase("compare-digits")
    shown = with_fewest_digits(round_ones[0])
    digits = len(shown.value.as_tuple().digits)
    count = Phrase(f"digits-{digits}") if digits <= IN_WORDS else Phrase("digits-many", {"count": digits})
    room = Quantity(leeway([shown]), KILOGRAM)
    return Phrase("compare-rounded", {"written": written(shown), "digits": count, "leeway": room})


def written(figure: Quantity) -> str:
    """A figure as a declaration writes its digits and no more: 1.01e4 kg."""
    sign, digits, _ = figure.value.as_tuple()
    first, *others = map(str, digits)
    fraction = f".{''.join(others)}" if others else ""
    return f"{'-' if sign else ''}{first}{fraction}e{figure.value.adjusted()} {figure.unit}"
