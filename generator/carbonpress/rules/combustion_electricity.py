"""Electricity in a footprint counts with its life cycle, not with the combustion at the power station alone.

Two kinds of national figures look alike: the carbon footprint factor (kg CO2e, with mining, transport and losses)
and the emission factor (kg CO2, combustion only).  The second leaves out part of the emissions.  T/CCSA 603-2024
names its unit in annex D.2 all the same, hence a warning only.

To mend: use a life-cycle factor such as the national electricity carbon footprint factor.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.model.factor import EmissionFactor
from carbonpress.rules.ask import factor_path
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "combustion-electricity"
CLAUSE = "GB/T 24067-2024"
SEVERITY = Severity.WARNING


def applies(case: Case) -> bool:
    """Concerns inventories that use electricity factors."""
    return any(_is_electricity(factor) for _, factor in case.first_uses)


def check(case: Case) -> Iterator[Remark]:
    """Name each electricity factor of kind combustion where it is first used."""
    for activity, factor in case.first_uses:
        if _is_electricity(factor) and factor.kind == "combustion":
            yield Remark(factor_path(activity), "combustion-only", {"factor": factor.name_at_edition})


def _is_electricity(factor: EmissionFactor) -> bool:
    return factor.category == "electricity"
