"""A company's data folder with all its studies at hand, for commands that look at several of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from carbonpress.archive.archive import Archive, read_archive
from carbonpress.lca.declared import referenced
from carbonpress.model.declaration import Organisation
from carbonpress.model.factor import DECLARATION
from carbonpress.model.language import LANGUAGES
from carbonpress.record.shape import Record
from carbonpress.record.version import Version
from carbonpress.reference.library import Library
from carbonpress.source.finding import Finding, Severity
from carbonpress.source.folder import listing, reader
from carbonpress.study.data_files import PRODUCTS, read_data_files
from carbonpress.study.order import in_order
from carbonpress.study.plan import plan_of
from carbonpress.study.product import StudiedProduct, study_product
from carbonpress.study.reading import read_sheet
from carbonpress.study.shared_inputs import read_shared_inputs
from carbonpress.study.study import Sheet, Study
from carbonpress.study.versions import versions_of


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
    """Work out every product of the data folder *root*, see `study.product`.

    Never raises on what the files hold; every problem is a finding.  *base_url*
    is the address of the site and ends in a slash; *languages* are those that it
    has, the first one at its root.  *archive* stands in for that of the folder,
    where an act is about to write more.
    """
    shared = read_shared_inputs(root, read_archive(root) if archive is None else archive, base_url, languages)
    plan = plan_of(read_data_files(root), shared)
    products = [study_product(plan.job(name), shared) for name in plan.names]
    studies = _studies(products)
    told = {finding for product in products for finding in product.findings}
    return Project(
        root,
        shared.library,
        shared.organisation,
        studies,
        tuple(sorted({*shared.findings, *plan.files.findings, *told})),
        shared.archive,
        versions_of(studies, shared.archive),
        tuple(product.remainder for product in products if product.remainder is not None),
        base_url,
        languages,
    )


def _studies(products: list[StudiedProduct]) -> dict[str, Study]:
    """The studies of *products* by id, those that others build upon first."""
    studies = {product.id: product.study for product in products if product.study is not None}
    order, _ = in_order({id_: _built_upon(study.sheet) & studies.keys() for id_, study in studies.items()})
    return {id_: studies[id_] for id_ in order}


def _built_upon(sheet: Sheet) -> set[str]:
    own = sheet.declaration.id
    names = {name.removeprefix(DECLARATION).partition("@")[0] for name in referenced(sheet.declaration)}
    return names - {own}


def read_sheets(root: Path, library: Library) -> dict[str, Sheet]:
    """The declarations of the folder that decode, by id; of two with one id the first."""
    sheets: dict[str, Sheet] = {}
    for name in listing(root, PRODUCTS)[0]:
        sheet = read_sheet(reader(root), name, library, [])
        if sheet is not None:
            sheets.setdefault(sheet.declaration.id, sheet)
    return sheets
