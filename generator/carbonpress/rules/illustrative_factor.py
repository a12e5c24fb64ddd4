"""An emission factor that is marked illustrative does not stand behind a public source.

It serves to show how a declaration is made.  The pages mark every figure that rests on one.

To mend: replace it by a factor with a source that a verifier can open.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.ask import factor_path
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "illustrative-factor"
CLAUSE = "T/CCSA 603-2024, 6.1.1; CESA-2024-061 drafting notes, 2 (4) 1); GB/T 24067-2024"
SEVERITY = Severity.NOTE
JUDGES_ONE_PLACE = True


def applies(case: Case) -> bool:
    """Concerns inventories that use factors."""
    return any(a.factor is not None for a in case.inventory.activities)


def check(case: Case) -> Iterator[Remark]:
    """Name each illustrative factor where it is first used."""
    for activity, factor in case.first_uses:
        if factor.illustrative:
            yield Remark(factor_path(activity), "illustrative", {"factor": factor.name_at_edition})
