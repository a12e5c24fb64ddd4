"""An uncertainty fits the value it is given for.

It is in the unit of the value or in per cent, a range holds the value, and nothing reaches below zero: a normal
distribution that wide does not describe an amount.

A requirement of this generator, not of a standard.  To mend: give it in per cent, widen the range, or give `gsd`, which
never goes below zero.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.lca.measure import KILOGRAM
from carbonpress.lca.spread import SpreadError, given_spread
from carbonpress.lca.uncertainty import factor_amount, line_amount
from carbonpress.model.quality import Uncertainty
from carbonpress.model.quantity import Quantity
from carbonpress.model.sentence import Phrase
from carbonpress.rules.ask import factor_path
from carbonpress.rules.case import Case, Remark
from carbonpress.rules.texts import Path
from carbonpress.source.finding import Severity

ID = "uncertainty"
CLAUSE = ""
SEVERITY = Severity.ERROR
JUDGES_ONE_PLACE = True


def applies(case: Case) -> bool:
    """Concerns declarations in which an uncertainty is given, by a line, by a factor in use, or for stated results."""
    return any(True for _ in _given(case))


def check(case: Case) -> Iterator[Remark]:
    """Name each uncertainty that does not fit."""
    for path, owner, given, value in _given(case):
        try:
            given_spread(given, value)
        except SpreadError as error:
            yield Remark(path, "does-not-fit", {"owner": owner, "why": str(error)})


def _given(case: Case) -> Iterator[tuple[Path, str | Phrase, Uncertainty, Quantity | None]]:
    """Where uncertainties are given, whose they are, and the value they are given for."""
    for path, _, line in case.lines:
        if line.uncertainty is not None:
            yield (*path, "uncertainty"), Phrase("the-line"), line.uncertainty, line_amount(line)
    for activity, factor in case.first_uses:
        if factor.uncertainty is not None:
            yield factor_path(activity), factor.name_at_edition, factor.uncertainty, factor_amount(factor)
    results = case.declaration.results
    if results is not None and results.uncertainty is not None:
        yield ("results", "uncertainty"), Phrase("the-total"), results.uncertainty, results.total.to(KILOGRAM)
