"""Read a file of the data folder into a model."""

from __future__ import annotations

from carbonpress.model.declaration import Declaration
from carbonpress.model.decode import Model, decode
from carbonpress.reference.library import Library
from carbonpress.source.document import MAX_BYTES, Document, parse
from carbonpress.source.finding import Finding
from carbonpress.source.folder import Read
from carbonpress.study.study import Sheet


def read_sheet(files: Read, name: str, library: Library, findings: list[Finding]) -> Sheet | None:
    """The declaration in the file *name* of the data folder, or None with findings."""
    found = decoded(Declaration, files, name, library, findings)
    return Sheet(*found) if found else None


def decoded(
    kind: type[Model], files: Read, name: str, library: Library, findings: list[Finding]
) -> tuple[Document, Model] | None:
    """The model in the file *name* and its document, or None with findings."""
    raw = files(name, MAX_BYTES)
    if isinstance(raw, Finding):
        findings.append(raw)
        return None
    document, wrong = parse(raw, name)
    findings += wrong
    if document is None:
        return None
    value, wrong = decode(kind, document, library.units)
    findings += wrong
    return None if value is None else (document, value)
