"""A declaration file as it was read, and the study that was worked out of it."""

from __future__ import annotations

from dataclasses import dataclass

from carbonpress.model.declaration import Declaration
from carbonpress.record.shape import Record
from carbonpress.rules.case import Case
from carbonpress.rules.check import Examination
from carbonpress.source.document import Document, KeyPath
from carbonpress.source.finding import Finding


@dataclass(frozen=True, slots=True)
class Sheet:
    """A declaration file that decoded: the declaration and where its words stand."""

    document: Document
    declaration: Declaration

    def finding(self, path: KeyPath, rule: str, message: str, expected: str, mend: str = "") -> Finding:
        """The error *rule* at the value at *path*."""
        line, column = self.document.place(path)
        return Finding(self.document.name, line, column, rule, message, expected, mend)


@dataclass(frozen=True, slots=True)
class Study:
    """A declaration worked out: what its rules saw, what they found, and its record when nothing is wrong.

    `composed` is the record also where rules found errors: what does not fit on a label is told in the same run.
    """

    sheet: Sheet
    case: Case
    examination: Examination
    record: Record | None
    composed: Record | None
