"""A secondary emission factor stands for the region in which the activity takes place.

Domestic data come before foreign ones; a foreign factor of the same technology may serve where there is no domestic
one, and a note then says so.

To mend: use a factor of the region, or say in a `note` on a line that uses it why the foreign one fits.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.lca.terms import Activity
from carbonpress.model.factor import EmissionFactor
from carbonpress.rules.ask import factor_path
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "factor-region"
CLAUSE = "T/CCSA 603-2024, 6.1.1, 6.1.3.2; CESA-2024-061 drafting notes, 2 (4) 1)"
SEVERITY = Severity.WARNING


EVERYWHERE = ("GLO", "RoW", "world")


def applies(case: Case) -> bool:
    """Concerns inventories that use secondary factors."""
    return any(factor.data == "secondary" for _, factor in case.first_uses)


def check(case: Case) -> Iterator[Remark]:
    """Name the unexplained foreign factors, once per region."""
    # Confidential lines are named apart, so that the report can withhold their factors and tell the others.
    foreign: dict[tuple[str, str, bool], list[tuple[Activity, EmissionFactor]]] = {}
    for activity, factor in case.unexplained_uses:
        region = _region(case, activity)
        if factor.data == "secondary" and factor.geography not in EVERYWHERE and not _alike(factor.geography, region):
            hidden = activity.entry is not None and activity.entry.confidential
            foreign.setdefault((factor.geography, region, hidden), []).append((activity, factor))
    for (there, here, _), uses in foreign.items():
        names = ", ".join(factor.name_at_edition for _, factor in uses)
        yield Remark(factor_path(uses[0][0]), "foreign", {"there": there, "here": here, "factors": names})


def _region(case: Case, activity: Activity) -> str:
    own = activity.entry.geography if activity.entry is not None else None
    default = case.declaration.data.geography if case.declaration.data is not None else None
    return own or default or case.declaration.geography


def _alike(one: str, other: str) -> bool:
    """Whether one region is the other or part of it: CN and CN-east, by the part before the hyphen."""
    return one.split("-")[0] == other.split("-")[0]
