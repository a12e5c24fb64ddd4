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
TITLE = {"zh": "使用能耗不重复计算", "en": "Energy in use is counted once"}
NEEDS_FOOTPRINT = False


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
            message = "the transmission system counts this energy already"
            yield Remark((*path, "counted_by_system"), message, "each energy once", "take the line out")
        elif stage in operated:
            message = "energy of attenuation stands beside energy of operation; they may be the same"
            zh = "衰减能耗与运行能耗并列，可能为同一能耗"
            yield Remark(path, message, "each energy once", "keep one of them", severity=Severity.WARNING, zh=zh)
