"""Works out one product: from the files of its declaration to its study, its versions and what is wrong with it.

The one way from file to record, for `check`, `explain`, `build` and `serve` alike.  A pure function of a job and the
shared inputs: no clock, no folder, no other product.  So it can be cached, repeated, and done by another process or
another machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from carbonpress.archive.archive import Archive
from carbonpress.model.factor import EmissionFactor
from carbonpress.record.version import Version
from carbonpress.reference.watched import needs, watched
from carbonpress.source.finding import Finding, Severity
from carbonpress.source.folder import Read
from carbonpress.study.examine import examine_sheet, picture_digests, read_remainder
from carbonpress.study.factor_views import FirstOf
from carbonpress.study.plan import Job
from carbonpress.study.reading import read_sheet
from carbonpress.study.shared_inputs import SharedInputs
from carbonpress.study.study import Sheet, Study
from carbonpress.study.versions import published_findings, versions_of


@dataclass(frozen=True, slots=True)
class StudiedProduct:
    """What one job gives.

    `remainder` is what can be read of a declaration with parts that cannot.
    `versions` are those that the site shows, the oldest first.  `needs` names
    what of the library was looked at, see `reference.watched`.
    """

    name: str
    id: str
    findings: tuple[Finding, ...]
    sheet: Sheet | None = None
    study: Study | None = None
    remainder: Study | None = None
    versions: tuple[Version, ...] = ()
    needs: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether no finding is an error."""
        return not has_errors(self.findings)


def study_product(job: Job, shared: SharedInputs) -> StudiedProduct:
    """Work out the product of *job*, or find what stands in its way."""
    findings: list[Finding] = []
    shared = replace(shared, library=watched(shared.library))
    files = held(job.files)
    sheet = read_sheet(files, job.name, shared.library, findings) if job.name else None
    id_ = sheet.declaration.id if sheet else job.id
    if sheet is not None and job.taken_by:
        findings.append(_duplicate_id(sheet, job.taken_by))
        sheet = None  # its id is another's: what is wrong with its parts is told, and nothing else
    study, remainder = _worked_out(sheet, job, shared, files, findings)
    archive = shared.archive.of(id_)
    studies = {id_: study} if study else {}
    findings += archive.findings
    # where the ledger cannot be read, it does not say what was published
    if sheet is not None and shared.archive.is_readable:
        findings += published_findings({id_: sheet}, studies, archive)
    versions = _versions(id_, studies, archive)
    found, used = tuple(sorted(set(findings))), tuple(needs(shared.library))
    return StudiedProduct(job.name, id_, found, sheet, study, remainder, versions, used)


def held(files: Mapping[str, bytes | Finding]) -> Read:
    """Reads from files that are at hand already; one that is not is missing."""

    def read(name: str, limit: int) -> bytes | Finding:
        found = files.get(name, Finding(name, 1, 1, "no-file", "there is no such file", "a file in the data folder"))
        if isinstance(found, bytes) and len(found) > limit:
            return Finding(name, 1, 1, "too-big", f"the file has more than {limit} bytes", f"at most {limit} bytes")
        return found

    return read


def has_errors(findings: tuple[Finding, ...] | list[Finding]) -> bool:
    """Whether some of *findings* are errors."""
    return any(found.severity is Severity.ERROR for found in findings)


def _worked_out(
    sheet: Sheet | None, job: Job, shared: SharedInputs, files: Read, findings: list[Finding]
) -> tuple[Study | None, Study | None]:
    """The study of a declaration; or that of its remainder where it has parts that cannot be read."""
    declared: Mapping[str, EmissionFactor] = FirstOf(job.declared, shared.published)
    if sheet is None:
        known = job.name and shared.organisation is not None
        return None, read_remainder(files, job.name, shared, declared, findings) if known else None
    pictures = picture_digests(files, sheet, findings)
    if job.circle:
        message = f"the declaration builds upon itself: {job.circle}"
        findings.append(sheet.finding(("id",), "cyclic-reference", message, "no circle"))
    if job.circle or shared.organisation is None:
        return None, None
    return examine_sheet(sheet, shared, declared, pictures, findings), None


def _versions(id_: str, studies: Mapping[str, Study], archive: Archive) -> tuple[Version, ...]:
    return versions_of(studies, archive).get(archive.ledger.name_of(id_), ())


def _duplicate_id(sheet: Sheet, other: str) -> Finding:
    message = f"the id {sheet.declaration.id!r} is already taken by {other}"
    return sheet.finding(("id",), "duplicate-id", message, "one file per id; a new version replaces the file")
