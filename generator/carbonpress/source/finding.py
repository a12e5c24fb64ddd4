"""What is wrong with an input, where, and how to mend it."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Severity(enum.StrEnum):
    """How much a finding weighs; follows the verb of the clause: shall, should, may."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong, at one place of one file.

    Sorts by file, line and column, so that a sorted list reads like the files do.
    *line* and *column* count from 1.  *clause* names the clause or document the
    requirement comes from and is empty where the requirement is our own.
    """

    file: str
    line: int
    column: int
    rule: str
    message: str
    expected: str = ""
    mend: str = ""
    clause: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """`file:line:col: error[rule] what`, and below it expected, to mend and see where known."""
        head = f"{self.file}:{self.line}:{self.column}: {self.severity}[{self.rule}] {self.message}"
        return "\n".join([head, *(f"  {note}" for note in self.notes())])

    def notes(self) -> list[str]:
        """What is expected, how to mend it and where to see it, one labelled line each, where known."""
        notes = (("expected:", self.expected), ("to mend: ", self.mend), ("see:     ", self.clause))
        return [f"{label} {text}" for label, text in notes if text]
