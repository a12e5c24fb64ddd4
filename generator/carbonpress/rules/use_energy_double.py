"""Energy that the attenuation of a cable costs is not counted where the transmission system counts it already.

The same kilowatt-hour in two footprints would be paid for twice.  A line of kind `attenuation` beside one of kind
`operation` may mean the same energy twice; that is a warning.

To mend: take the line out when the system counts it, and say under `limitations` that it does.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.model.declaration import Attenuation, Operation
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "use-energy-double"
CLAUSE = "T/CCSA 603-2024, 6.1.2.5, annex E"
SEVERITY = Severity.ERROR


def applies(case: Case) -> bool:
    """Concerns inventories with the energy of attenuation."""
    return any(isinstance(line, Attenuation) for _, _, line in case.lines)


def check(case: Case) -> Iterator[Remark]:
    """Refuse what the system counts; doubt attenuation beside operation in one stage."""
    operated = {stage for _, stage, line in case.lines if isinstance(line, Operation)}
    for path, stage, line in case.lines:
        if not isinstance(line, Attenuation):
            continue
        if line.counted_by_system:
            yield Remark((*path, "counted_by_system"), "counted")
        elif stage in operated:
            yield Remark(path, "beside-operation", severity=Severity.WARNING)
