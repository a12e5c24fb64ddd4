"""A company's data folder, read and checked as a whole: from files to records and findings."""

from __future__ import annotations

import graphlib
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from carbonpress.archive.archive import Archive, read_archive
from carbonpress.lca.declared import declared_factor, declared_name, referenced
from carbonpress.lca.footprint import footprint
from carbonpress.lca.inventory import resolve
from carbonpress.lca.terms import Footprint, Inventory
from carbonpress.model.declaration import Declaration, Organisation
from carbonpress.model.decode import Model, decode, decode_remainder
from carbonpress.model.factor import EmissionFactor
from carbonpress.model.hint import near_miss
from carbonpress.model.language import LANGUAGES
from carbonpress.model.rules import CategoryRules
from carbonpress.press.common.shown import completed
from carbonpress.record.compose import compose
from carbonpress.record.shape import Record
from carbonpress.record.version import Version
from carbonpress.reference.library import Library
from carbonpress.reference.load import library as load_library
from carbonpress.rules.case import Case
from carbonpress.rules.check import Examination, examine
from carbonpress.rules.partial import examine_remainder
from carbonpress.source.document import MAX_BYTES, Document, parse
from carbonpress.source.finding import Finding, Severity
from carbonpress.source.folder import MISNAMED, ORGANISATION, Read, listing, reader
from carbonpress.study.factor_views import Together
from carbonpress.study.pictures import images, picture
from carbonpress.study.versions import declared_factors, published_findings, versions_of

PRODUCTS = "products"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A declaration file that decoded: the declaration and where its words stand."""

    document: Document
    declaration: Declaration


@dataclass(frozen=True, slots=True)
class Ground:
    """What all declarations of a folder stand upon; `published` holds the footprints of published versions.

    `interpreted` says whether their records tell of uncertainty, sensitivity and scenarios; `languages` are those of
    the site.
    """

    library: Library
    organisation: Organisation
    base_url: str
    published: Mapping[str, EmissionFactor] = field(default_factory=dict)
    interpreted: bool = True
    languages: tuple[str, ...] = LANGUAGES


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


@dataclass(frozen=True, slots=True)
class Project:
    """Everything a data folder holds; `findings` are sorted by file, line and column."""

    root: Path
    library: Library
    organisation: Organisation | None
    studies: Mapping[str, Study]
    findings: tuple[Finding, ...]
    archive: Archive
    versions: Mapping[str, tuple[Version, ...]]
    """All versions of each product, the oldest first: those that were published from their frozen records."""
    remainders: tuple[Study, ...]
    """What can be read of declarations that have parts which cannot."""
    base_url: str
    """The address of the site; ends in a slash."""
    languages: tuple[str, ...] = LANGUAGES

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(f.severity is Severity.ERROR for f in self.findings)

    @property
    def records(self) -> list[Record]:
        """The records of all declarations without errors, in the order of their ids."""
        return [s.record for _, s in sorted(self.studies.items()) if s.record is not None]


def open_project(
    root: Path, base_url: str, languages: tuple[str, ...] = LANGUAGES, *, archive: Archive | None = None
) -> Project:
    """Read, decode, resolve, compute and check everything in the data folder *root*.

    Never raises on what the files hold; every problem is a finding.  *base_url*
    is the address of the site and ends in a slash; *languages* are those that it
    has, the first one at its root.  *archive* stands in for that of the folder,
    where an act is about to write more.
    """
    findings: list[Finding] = []
    library = load_library(root, findings)
    archive = read_archive(root) if archive is None else archive
    files = reader(root)
    organisation = read_organisation(files, library, findings)
    sheets = read_sheets(root, library, findings)
    pictures = {id_: picture_digests(files, sheet, findings) for id_, sheet in sheets.items()}
    studies: dict[str, Study] = {}
    remainders: list[Study | None] = []
    if organisation is not None:
        published = declared_factors(archive, library.units)
        ground = Ground(library, organisation, base_url, published, languages=languages)
        for study in work_out(sheets, ground, pictures, findings):
            studies[study.sheet.declaration.id] = study
        declared = Together(_footprints(studies.values(), organisation), ground.published)
        for name in sorted(set(listing(root, PRODUCTS)[0]) - {sheet.document.name for sheet in sheets.values()}):
            remainders.append(read_remainder(files, name, ground, declared, findings))
    findings += archive.findings
    findings += published_findings(sheets, studies, archive)
    versions = versions_of(studies, archive)
    left = tuple(study for study in remainders if study is not None)
    found = tuple(sorted(set(findings)))
    return Project(root, library, organisation, studies, found, archive, versions, left, base_url, languages)


def _footprints(studies: Iterable[Study], organisation: Organisation) -> dict[str, EmissionFactor]:
    """The footprints of *studies* as factors, by the names that other declarations refer to."""
    known = [(study.sheet.declaration, study.case.footprint) for study in studies]
    return {declared_name(made): declared_factor(made, result, organisation) for made, result in known if result}


def read_organisation(files: Read, library: Library, findings: list[Finding]) -> Organisation | None:
    """The organisation of the folder, or None with a finding that says what is wrong."""
    found = _decoded(Organisation, files, ORGANISATION, library, findings)
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


def read_sheet(files: Read, name: str, library: Library, findings: list[Finding]) -> Sheet | None:
    """The declaration in the file *name* of the data folder, or None with findings."""
    found = _decoded(Declaration, files, name, library, findings)
    return Sheet(*found) if found else None


def _decoded(
    kind: type[Model], files: Read, name: str, library: Library, findings: list[Finding]
) -> tuple[Document, Model] | None:
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


def read_sheets(root: Path, library: Library, findings: list[Finding]) -> dict[str, Sheet]:
    """All declarations of the folder by id; the second of two with one id is a finding."""
    names, wrong = listing(root, PRODUCTS)
    findings += wrong
    sheets: dict[str, Sheet] = {}
    for name in names:
        sheet = read_sheet(reader(root), name, library, findings)
        if sheet is None:
            continue
        first = sheets.setdefault(sheet.declaration.id, sheet)
        if first is not sheet:
            line, column = sheet.document.place(("id",))
            findings.append(duplicate_id(name, line, column, sheet.declaration.id, first.document.name))
    return sheets


def duplicate_id(name: str, line: int, column: int, id_: str, other: str) -> Finding:
    """What is wrong with a file whose id another file has already."""
    message = f"the id {id_!r} is already taken by {other}"
    return Finding(name, line, column, "duplicate-id", message, "one file per id; a new version replaces the file")


def picture_digests(files: Read, sheet: Sheet, findings: list[Finding]) -> dict[str, str]:
    """SHA-256 of each picture that a declaration names, by its path; what is wrong with one is a finding."""
    found: dict[str, str] = {}
    for path, image in images(sheet.declaration):
        given = picture(files, image.file)
        if isinstance(given, str):
            expected = "a PNG, JPEG or WEBP picture inside the data folder"
            findings.append(_at(sheet, (*path, "file"), "picture", given, expected))
        else:
            found[image.file] = hashlib.sha256(given.raw).hexdigest()
    return found


def work_out(
    sheets: Mapping[str, Sheet], ground: Ground, pictures: Mapping[str, Mapping[str, str]], findings: list[Finding]
) -> Iterator[Study]:
    """The study of each declaration, those that others build upon first; *pictures* holds digests by id and path."""
    made: dict[str, EmissionFactor] = {}
    declared = Together(made, ground.published)
    built_upon = {name.partition("@")[0] for sheet in sheets.values() for name in referenced(sheet.declaration)}
    for id_ in _in_order(sheets, findings):
        sheet = sheets[id_]
        study = examine_sheet(sheet, ground, declared, pictures.get(id_, {}), findings)
        if study is None:
            continue
        name = declared_name(sheet.declaration)
        if study.case.footprint is not None and name not in ground.published:
            used = name.partition("@")[0] in built_upon
            made[name] = declared_factor(sheet.declaration, study.case.footprint, ground.organisation, rated=used)
        yield study


def examine_sheet(
    sheet: Sheet,
    ground: Ground,
    declared: Mapping[str, EmissionFactor],
    pictures: Mapping[str, str],
    findings: list[Finding],
) -> Study | None:
    """Work out one declaration; *declared* holds the footprints it may build upon. None when its rules are unknown."""
    library = ground.library
    declaration = sheet.declaration
    rules = library.rules.get(declaration.rules)
    if rules is None:
        known = ", ".join(sorted(library.rules))
        what = f"no category rules {declaration.rules!r}"
        findings.append(
            _at(
                sheet, ("rules",), "unknown-rules", what, f"one of {known}", near_miss(declaration.rules, library.rules)
            )
        )
        return None
    inventory, result = _computed(declaration, rules, library, declared)
    case = Case(declaration, rules, library, ground.organisation, inventory, result, ground.languages)
    examination = examine(case, sheet.document)
    findings += examination.findings
    if result is None:
        return Study(sheet, case, examination, None, None)
    sound = not any(f.severity is Severity.ERROR for f in examination.findings)
    interpreted = ground.interpreted and sound
    made = completed(compose(case, examination.outcomes, ground.base_url, pictures, interpreted=interpreted))
    return Study(sheet, case, examination, made if sound else None, made)


def read_remainder(
    files: Read, name: str, ground: Ground, declared: Mapping[str, EmissionFactor], findings: list[Finding]
) -> Study | None:
    """The study of those parts of the declaration in the file *name* that decode, where others do not.

    What its rules find goes to *findings*, but for what may be found because of the parts that are left out.
    None where too little is left; its figures are never right, so it has no record.
    """
    raw = files(name, MAX_BYTES)
    document = None if isinstance(raw, Finding) else parse(raw, name)[0]
    library = ground.library
    remainder = decode_remainder(Declaration, document, library.units) if document else None
    rules = library.rules.get(remainder.model.rules) if remainder else None
    if remainder is None or rules is None:
        return None
    inventory, result = _computed(remainder.model, rules, library, declared)
    case = Case(remainder.model, rules, library, ground.organisation, inventory, None, ground.languages)
    examination = examine_remainder(case, remainder)
    findings += examination.findings
    composed = None
    if result is not None:
        composed = completed(compose(replace(case, footprint=result), (), ground.base_url, {}, interpreted=False))
    return Study(Sheet(remainder.document, remainder.model), case, examination, None, composed)


def footprint_of(sheet: Sheet, ground: Ground, declared: Mapping[str, EmissionFactor]) -> Footprint | None:
    """The footprint of a declaration alone, without its rules; None where its inventory has gaps."""
    rules = ground.library.rules.get(sheet.declaration.rules)
    return None if rules is None else _computed(sheet.declaration, rules, ground.library, declared)[1]


def _computed(
    declaration: Declaration, rules: CategoryRules, library: Library, declared: Mapping[str, EmissionFactor]
) -> tuple[Inventory, Footprint | None]:
    gwp = library.gwp.get(declaration.gwp or rules.gwp)
    inventory = resolve(declaration, rules, library, declared)
    return inventory, None if inventory.gaps or gwp is None else footprint(declaration, rules, gwp, inventory)


def _in_order(sheets: Mapping[str, Sheet], findings: list[Finding]) -> list[str]:
    """Ids so that each comes after those it builds upon; the members of a circle are left out with a finding."""
    by_name = {declared_name(sheet.declaration): id_ for id_, sheet in sheets.items()}
    graph = {id_: {by_name[n] for n in referenced(sheet.declaration) if n in by_name} for id_, sheet in sheets.items()}
    while True:
        try:
            return list(graphlib.TopologicalSorter({k: sorted(v) for k, v in sorted(graph.items())}).static_order())
        except graphlib.CycleError as error:
            circle = list(dict.fromkeys(error.args[1]))
        for id_ in circle:
            way = " -> ".join([*circle[circle.index(id_) :], *circle[: circle.index(id_)], id_])
            findings.append(
                _at(sheets[id_], ("id",), "cyclic-reference", f"the declaration builds upon itself: {way}", "no circle")
            )
            del graph[id_]
        graph = {id_: needs - set(circle) for id_, needs in graph.items()}


def _at(sheet: Sheet, path: tuple[str | int, ...], rule: str, message: str, expected: str, mend: str = "") -> Finding:
    line, column = sheet.document.place(path)
    return Finding(sheet.document.name, line, column, rule, message, expected, mend)
