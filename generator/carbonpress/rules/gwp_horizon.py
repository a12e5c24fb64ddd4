"""The footprint is characterised with the global warming potential over 100 years.

Other horizons and the temperature potential may be reported in addition and apart; as the main figure they could
not be compared with anything.

To mend: leave `gwp` out, or name a set of GWP over 100 years.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.model.sentence import Parameters
from carbonpress.rules.ask import gwp_set, is_gwp100
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "gwp-horizon"
CLAUSE = "T/CCSA 603-2024, 7.1; GB/T 24067-2024"
SEVERITY = Severity.ERROR


def applies(case: Case) -> bool:
    """Concerns declarations with an inventory."""
    return bool(case.declaration.inventory) and gwp_set(case) is not None


def check(case: Case) -> Iterator[Remark]:
    """Refuse any metric but GWP, and any horizon but 100 years."""
    used = gwp_set(case)
    if used is not None and not is_gwp100(used):
        known = ", ".join(g.id for g in case.library.gwp.values() if is_gwp100(g))
        parameters: Parameters = {"gwp": used.id, "metric": used.metric, "horizon": used.horizon, "known": known}
        yield Remark(("gwp",), "other-metric", parameters)
