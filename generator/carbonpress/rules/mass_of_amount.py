"""A mass beside an amount that is a mass already is the same mass.

The amount is what counts, in the footprint, in transport and in the balance of matter; a second mass that says
otherwise would be read by people and by nothing else.

A requirement of this generator, not of a standard.  To mend: give the right mass once, as the amount, and leave `mass`
out; it is for amounts in metres or pieces.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.lca.mass import stated_mass
from carbonpress.lca.measure import kilograms
from carbonpress.model.declaration import Material, Packaging
from carbonpress.rules.case import Case, Remark
from carbonpress.rules.texts import Path
from carbonpress.source.finding import Severity

ID = "mass-of-amount"
CLAUSE = ""
SEVERITY = Severity.ERROR
JUDGES_ONE_PLACE = True


def applies(case: Case) -> bool:
    """Concerns inventories in which a material or packaging has both an amount in mass and a mass."""
    return any(True for _ in _both(case))


def check(case: Case) -> Iterator[Remark]:
    """Name each line whose two masses differ."""
    for path, line in _both(case):
        if line.mass is not None and kilograms(line.mass) != kilograms(line.amount):
            yield Remark((*path, "mass"), "differ", {"amount": line.amount, "mass": line.mass})


def _both(case: Case) -> Iterator[tuple[Path, Material | Packaging]]:
    for path, _, line in case.lines:
        if isinstance(line, Material | Packaging) and line.mass is not None and stated_mass(line) is line.amount:
            yield path, line
