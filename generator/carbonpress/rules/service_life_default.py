"""The service life of the product is given, not taken from the default of the rules.

Structure and surroundings decide how long a cable serves; the default of 20 years is for want of better knowledge.
It is shown as an assumption wherever it enters.

To mend: give `service_life` among the parameters (20 years, if that is what you know), in the unit or on the line.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.lca.service_life import service_life
from carbonpress.model.declaration import Attenuation, Operation
from carbonpress.rules.ask import cited
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "service-life-default"
CLAUSE = "T/CCSA 603-2024, 6.1.2.5"
SEVERITY = Severity.WARNING


def applies(case: Case) -> bool:
    """Concerns declarations whose use stage counts, under rules with a default."""
    lives = any(isinstance(line, Operation | Attenuation) for _, _, line in case.lines)
    return lives and case.rules.defaults.service_life is not None


def check(case: Case) -> Iterator[Remark]:
    """Name each line of the use stage that rests on the default."""
    clause = cited(case.rules, case.rules.defaults.service_life_clause or CLAUSE)
    for path, _, line in case.lines:
        if isinstance(line, Operation | Attenuation):
            life = service_life(case.declaration, case.rules, case.library.units, line.service_life)
            if life is not None and life.given_by == "default":
                yield Remark(path, "assumed", {"life": life.value}, clause)
