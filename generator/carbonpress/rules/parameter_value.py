"""Each technical parameter is a value of its kind: an amount with a fitting unit, a whole number, or text.

Parameters are shown to buyers and some are divided by, so `186` without a unit or `24 cores` where a number stands
would make a wrong intensity.

To mend: write the value as the message shows, for example `net_mass: 186 kg`, `cores: 24`.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.rules.ask import cited
from carbonpress.rules.case import Case, Remark
from carbonpress.rules.parameter import fault
from carbonpress.source.finding import Severity

ID = "parameter-value"
CLAUSE = "T/CCSA 603-2024, 5.1.3; CESA-2024-061 drafting notes, 2 (3)"
SEVERITY = Severity.ERROR
JUDGES_ONE_PLACE = True


def applies(case: Case) -> bool:
    """Concerns declarations with parameters."""
    return bool(case.declaration.product.parameters)


def check(case: Case) -> Iterator[Remark]:
    """Read each known parameter as its kind demands."""
    known = {p.id: p for p in case.rules.parameters}
    for name, value in case.declaration.product.parameters.items():
        if name in known:
            wrong = fault(known[name], value, case.library.units)
            if wrong is not None:
                key, parameters = wrong
                yield Remark(("product", "parameters", name), key, parameters, cited(case.rules, known[name].clause))
