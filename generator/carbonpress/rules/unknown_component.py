"""Each component of the bill of materials is one that the rules name.

Components group materials so that declarations of one category can be read side by side.  The standards allow
substitutes that do the same job, hence a warning only.

To mend: use the component's id from the rules.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.model.declaration import Material, Packaging
from carbonpress.model.sentence import Parameters, did_you_mean
from carbonpress.rules.ask import cited
from carbonpress.rules.case import Case, Remark
from carbonpress.rules.texts import Path
from carbonpress.source.finding import Severity

ID = "unknown-component"
CLAUSE = "T/CCSA 603-2024, 5.1.2"
SEVERITY = Severity.WARNING
JUDGES_ONE_PLACE = True


def applies(case: Case) -> bool:
    """Concerns inventories that name components."""
    return any(True for _ in _named(case))


def check(case: Case) -> Iterator[Remark]:
    """Name each unknown component with the nearest known one."""
    known = [c.id for c in case.rules.components]
    clause = cited(case.rules, case.rules.components_clause)
    for path, component in _named(case):
        if component not in known:
            hint = did_you_mean(component, known)
            parameters: Parameters = {"component": component, "known": ", ".join(known), "hint": hint}
            yield Remark((*path, "component"), "unknown", parameters, clause)


def _named(case: Case) -> Iterator[tuple[Path, str]]:
    """Each line that names a component, and the component."""
    for path, _, line in case.lines:
        if isinstance(line, Material | Packaging) and line.component is not None:
            yield path, line.component
