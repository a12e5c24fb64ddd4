"""How a flow left out compares with a limit of the cut-off criteria."""

from __future__ import annotations

from decimal import Decimal

from carbonpress.lca.cut_off import CutOffFigures, cut_off
from carbonpress.model.sentence import Phrase
from carbonpress.rules.ask import percent
from carbonpress.rules.case import Case


def left_out(case: Case) -> CutOffFigures:
    """What was left out, against what it is measured by; nothing while there is no footprint."""
    if case.footprint is None:
        return CutOffFigures((), None, Decimal(0), None)
    return cut_off(case.declaration, case.rules, case.library.units, case.footprint)


def within(share: Decimal, limit: Decimal, case: Case) -> bool:
    """Whether a single flow may be left out: below the limit, or up to it where the rules say so."""
    return share < limit if case.rules.cut_off.below else share <= limit


def bound(limit: Decimal, case: Case) -> Phrase:
    """The limit as a message names it."""
    return Phrase("less-than" if case.rules.cut_off.below else "at-most", {"limit": percent(limit)})
