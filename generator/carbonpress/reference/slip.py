"""What is wrong in a data file of factors or rules, before it becomes a finding."""

from __future__ import annotations

from dataclasses import dataclass

from carbonpress.source.finding import Severity

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """Something a data file gets wrong, at a path inside it."""

    path: Path
    rule: str
    message: str
    expected: str = ""
    mend: str = ""
    severity: Severity = Severity.ERROR
