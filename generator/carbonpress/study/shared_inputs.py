"""What all declarations of a data folder share: library, organisation, archive, and the address of the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from carbonpress.archive.archive import Archive
from carbonpress.model.declaration import Organisation
from carbonpress.model.factor import EmissionFactor
from carbonpress.model.language import LANGUAGES
from carbonpress.reference.library import Library
from carbonpress.reference.load import library as load_library
from carbonpress.source.document import MAX_BYTES, Document, parse
from carbonpress.source.finding import Finding
from carbonpress.source.folder import MISNAMED, ORGANISATION, Read, reader
from carbonpress.study.reading import decoded
from carbonpress.study.versions import declared_factors


@dataclass(frozen=True, slots=True)
class SharedInputs:
    """What the studies of all declarations share.

    `organisation` is None where its file is missing or wrong; then no
    declaration is worked out.  `organisation_file` tells where its words stand.
    `published` holds the footprints of published versions.  `interpreted` says
    whether records tell of uncertainty, sensitivity and scenarios.
    """

    library: Library
    organisation: Organisation | None
    archive: Archive
    base_url: str
    languages: tuple[str, ...] = LANGUAGES
    published: Mapping[str, EmissionFactor] = field(default_factory=dict)
    interpreted: bool = True
    organisation_file: Document | None = None
    findings: tuple[Finding, ...] = ()
    """What is wrong with library, organisation and archive; what is wrong with records of the archive is told with
    their products."""


def read_shared_inputs(
    root: Path, archive: Archive, base_url: str, languages: tuple[str, ...], interpreted: bool = True
) -> SharedInputs:
    """What the declarations of the data folder *root* share, *archive* being its archive."""
    findings: list[Finding] = []
    library = load_library(root, findings)
    files = reader(root)
    organisation = read_organisation(files, library, findings)
    return SharedInputs(
        library,
        organisation,
        archive,
        base_url,
        languages,
        declared_factors(archive, library.units),
        interpreted,
        organisation_document(files),
        tuple(sorted({*findings, *archive.findings})),
    )


def read_organisation(files: Read, library: Library, findings: list[Finding]) -> Organisation | None:
    """The organisation of the folder, or None with a finding that says what is wrong."""
    found = decoded(Organisation, files, ORGANISATION, library, findings)
    missing = Finding(ORGANISATION, 1, 1, "no-file", "there is no such file", "a file in the data folder")
    if missing in findings:
        other = next((name for name in MISNAMED if not isinstance(files(name, MAX_BYTES), Finding)), "")
        mend = f"rename {other} to {ORGANISATION}" if other else "say in it who answers for the declarations"
        findings[findings.index(missing)] = replace(missing, mend=mend)
    return found[1] if found else None


def organisation_document(files: Read) -> Document | None:
    """The file of the organisation with its places; None where it cannot be read."""
    raw = files(ORGANISATION, MAX_BYTES)
    return None if isinstance(raw, Finding) else parse(raw, ORGANISATION)[0]
