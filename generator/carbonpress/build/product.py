"""The unit of work: from the files of one product to everything that the site shows of it.

A pure function of an order and of the bench that all orders share: no clock, no folder, no other product.  So it can be
cached, repeated, and done by another process or another machine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import msgspec

from carbonpress.archive.archive import Archive, images_of
from carbonpress.archive.credential import CREDENTIAL
from carbonpress.archive.frozen_record import picture_file
from carbonpress.build.version import Frame, Job, Pressed, press, press_pages
from carbonpress.folder.links import dangling
from carbonpress.model.declaration import Organisation
from carbonpress.model.factor import EmissionFactor
from carbonpress.press.common.page import Page
from carbonpress.press.pages.catalogue import catalogue_row
from carbonpress.press.pages.catalogue_row import Row
from carbonpress.press.pages.product import product_page, renamed_files
from carbonpress.record.brief import brief
from carbonpress.record.shape import Record
from carbonpress.record.version import Version
from carbonpress.reference.library import Library
from carbonpress.reference.watched import needs, watched
from carbonpress.source.finding import Finding, Severity
from carbonpress.source.folder import Read
from carbonpress.source.picture import Picture
from carbonpress.study.factor_views import Together
from carbonpress.study.label_fit import finding, id_misfits, weighed
from carbonpress.study.pictures import picture
from carbonpress.study.project import (
    Ground,
    Sheet,
    Study,
    examine_sheet,
    picture_digests,
    read_remainder,
    read_sheet,
)
from carbonpress.study.versions import published_findings, versions_of


@dataclass(frozen=True, slots=True)
class Order:
    """One product to make, with all files of the data folder that it may need.

    `name` is its declaration's file, empty for a product of which only frozen
    versions are left; then `id` says which.  `declared` holds the footprints of
    other declarations that it may build upon.
    """

    name: str
    files: Mapping[str, bytes | Finding]
    id: str = ""
    declared: Mapping[str, EmissionFactor] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bench:
    """What all orders share: numbers, rules, organisation, what was published, and how the site looks."""

    library: Library
    organisation: Organisation
    archive: Archive
    published: Mapping[str, EmissionFactor]
    frame: Frame


@dataclass(frozen=True, slots=True)
class Goods:
    """What was made of an order: files by their path in the site, and what the site as a whole needs to know.

    `versions` carry briefs, `pages` no markup.  `needs` names what of the
    library was looked at, see `reference.watched`.  `targets` are the places
    outside these files that its pages link to, each with a page that does.
    `factors` names those that public lines use.
    There are no files where some finding is an
    error.
    """

    name: str
    id: str
    findings: tuple[Finding, ...]
    needs: tuple[str, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    versions: tuple[Version, ...] = ()
    pages: tuple[Page, ...] = ()
    rows: Mapping[str, Row | None] = field(default_factory=dict)
    targets: Mapping[str, str] = field(default_factory=dict)
    factors: tuple[str, ...] = ()

    def digests(self) -> dict[str, str]:
        """SHA-256 of each file by its path."""
        return {path: hashlib.sha256(content).hexdigest() for path, content in self.files.items()}


def make(order: Order, bench: Bench) -> Goods:
    """Everything of one product, or the findings that stand in its way."""
    findings: list[Finding] = []
    library = watched(bench.library)
    files = held(order.files)
    sheet = read_sheet(files, order.name, library, findings) if order.name else None
    study = _worked_out(sheet, order, replace(bench, library=library), files, findings)
    id_ = sheet.declaration.id if sheet else order.id
    studies = {id_: study} if study else {}
    archive = bench.archive.of(id_)
    findings += archive.findings
    if study is not None and study.record is not None and not archive.latest(id_):
        findings += [finding(misfit, study.record, study) for misfit in id_misfits(study.record, bench.frame.site)]
    if sheet is not None:
        findings += published_findings({id_: sheet}, studies, archive)
    versions = versions_of(studies, archive).get(archive.ledger.name_of(id_), ())
    if _errors(findings) or not versions:
        return Goods(order.name, id_, tuple(sorted(set(findings))), tuple(needs(library)))
    goods = _pressed(id_, versions, study, files, bench, findings)
    found = tuple(sorted(set(findings)))
    return replace(goods, name=order.name, id=id_, findings=found, needs=tuple(needs(library)))


def held(files: Mapping[str, bytes | Finding]) -> Read:
    """Reads from files that are at hand already; one that is not is missing."""

    def read(name: str, limit: int) -> bytes | Finding:
        found = files.get(name, Finding(name, 1, 1, "no-file", "there is no such file", "a file in the data folder"))
        if isinstance(found, bytes) and len(found) > limit:
            return Finding(name, 1, 1, "too-big", f"the file has more than {limit} bytes", f"at most {limit} bytes")
        return found

    return read


def pictures(record: Record, files: Read, frozen: bool) -> dict[str, Picture]:
    """The pictures of a record by the path it names them with; those of a *frozen* version as they were then."""
    found = {}
    for kind, image in images_of(record):
        file = picture_file(record["id"], record["version"], kind, image["file"]) if frozen else image["file"]
        found[image["file"]] = picture(files, file, frozen)
    return {file: one for file, one in found.items() if isinstance(one, Picture)}


def _worked_out(sheet: Sheet | None, order: Order, bench: Bench, files: Read, findings: list[Finding]) -> Study | None:
    site = bench.frame.site
    ground = Ground(bench.library, bench.organisation, site.base_url, bench.published, site.interpreted, site.languages)
    if sheet is None:
        if order.name:
            read_remainder(files, order.name, ground, Together(order.declared, bench.published), findings)
        return None
    digests = picture_digests(files, sheet, findings)
    return examine_sheet(sheet, ground, Together(order.declared, bench.published), digests, findings)


def _pressed(
    id_: str,
    versions: tuple[Version, ...],
    study: Study | None,
    files: Read,
    bench: Bench,
    findings: list[Finding],
) -> Goods:
    """All files of a product's *versions* and of its own page; what does not fit on a label joins *findings*.

    Versions that were published under an id that the product had before lie in the folder of that id, whose own page
    leads on to *id_*.
    """
    frame, new_id = bench.frame, bench.archive.ledger.renamed.get(id_)
    done = Pressed()
    for version in versions:
        record = version.record
        if record["id"] != id_:
            continue
        key = (record["id"], record["version"])
        is_frozen = key in bench.archive.records
        one = press(Job(version, pictures(record, files, is_frozen)), frame)
        if (token := bench.archive.credentials.get(key)) is not None:
            one = replace(one, files={**one.files, record["address"] + CREDENTIAL: token})
        findings += [finding(weighed(misfit, is_frozen), record, study) for misfit in one.misfits]
        done |= one
    if _errors(findings):
        return Goods("", "", ())
    if new_id is None:
        pages = [product_page(versions, frame.site, language, id_) for language in frame.site.languages]
        done |= press_pages(pages, frame)
    else:
        done |= Pressed(renamed_files(versions, bench.archive.ledger.name_of(id_), frame.site))
    briefs = tuple(replace(version, record=brief(version.record), wording=None) for version in versions)
    elsewhere = {target: page for target, page in done.targets.items() if dangling(target, done.files)}
    rows = {language: None if new_id else _row(briefs, id_, language) for language in frame.site.languages}
    factors = tuple(sorted({name for version in versions for name in version.record["factors"]}))
    return Goods("", "", (), (), done.files, briefs, done.pages, rows, elsewhere, factors)


def _row(versions: tuple[Version, ...], id_: str, language: str) -> Row | None:
    row = catalogue_row(versions, language)
    return row if row is None else msgspec.structs.replace(row, id=id_)


def _errors(findings: list[Finding]) -> bool:
    return any(found.severity is Severity.ERROR for found in findings)
