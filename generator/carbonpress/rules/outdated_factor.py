"""Emission factors are of the newest edition known.

Grid electricity above all changes from year to year; the standards ask for the newest national value and prefer
recent data throughout.

To mend: name the newer edition, or say in a `note` on the line why the older one fits the period better.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.model.sentence import Parameters
from carbonpress.rules.ask import factor_path
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "outdated-factor"
CLAUSE = "T/CCSA 603-2024, 6.1.3.2, annex D.2; CESA-2024-061 drafting notes, 2 (4) 1); GB/T 24067-2024"
SEVERITY = Severity.WARNING
JUDGES_ONE_PLACE = True


def applies(case: Case) -> bool:
    """Concerns inventories that use factors."""
    return any(a.factor is not None for a in case.inventory.activities)


def check(case: Case) -> Iterator[Remark]:
    """Name each factor of which a newer edition is known, where it is first used without a note."""
    for activity, factor in case.unexplained_uses:
        editions = case.library.editions.get(factor.id, ())
        if editions and editions[-1] > factor.edition:
            parameters: Parameters = {"factor": factor.name_at_edition, "newest": f"{factor.id}@{editions[-1]}"}
            yield Remark(factor_path(activity), "not-newest", parameters)
