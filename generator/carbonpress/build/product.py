"""Builds one product: a pure function of its job and the shared inputs.

`study.product` works it out; here it is pressed into files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import msgspec

from carbonpress.archive.archive import images_of
from carbonpress.archive.credential import CREDENTIAL
from carbonpress.archive.frozen_record import picture_file
from carbonpress.archive.ledger import Key
from carbonpress.build.version import Frame, Pressed, PressJob, press, press_pages
from carbonpress.folder.links import dangling
from carbonpress.press.common.page import Page
from carbonpress.press.pages.catalogue import catalogue_row
from carbonpress.press.pages.catalogue_row import Row
from carbonpress.press.pages.product import product_page, renamed_files
from carbonpress.record.brief import brief
from carbonpress.record.shape import Record
from carbonpress.record.version import Version
from carbonpress.source.finding import Finding
from carbonpress.source.folder import Read
from carbonpress.source.picture import Picture
from carbonpress.study.label_fit import fit_findings
from carbonpress.study.pictures import picture
from carbonpress.study.plan import Job
from carbonpress.study.product import StudiedProduct, has_errors, held, study_product
from carbonpress.study.shared_inputs import SharedInputs


@dataclass(frozen=True, slots=True)
class BuildInputs:
    """What the builds of all products share: what their studies share, and how the site looks."""

    shared: SharedInputs
    frame: Frame


@dataclass(frozen=True, slots=True)
class ProductOutput:
    """What a job gives: files by their path in the site, and what the pages over all products need to know.

    `versions` carry briefs, `pages` no markup.  `needs` names what of the
    library was looked at, see `reference.watched`.  `targets` are the places
    outside these files that its pages link to, each with a page that does.
    `factors` names those that public lines use.  There are no files where some
    finding is an error.
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


def build_product(job: Job, inputs: BuildInputs) -> ProductOutput:
    """Everything of one product, or the findings that stand in its way."""
    product = study_product(job, inputs.shared)
    pressed = _pressed_versions(product, held(job.files), inputs) if product.is_sound else {}
    told = {key: one.misfits for key, one in pressed.items()}
    fit = fit_findings(product, inputs.shared, inputs.frame.fit, told)
    findings = tuple(sorted({*product.findings, *fit}))
    if has_errors(findings) or not product.versions:
        return ProductOutput(job.name, product.id, findings, product.needs)
    return _output(replace(product, findings=findings), pressed, inputs)


def pictures(record: Record, files: Read, frozen: bool) -> dict[str, Picture]:
    """The pictures of a record by the path it names them with; those of a *frozen* version as they were then."""
    found = {}
    for kind, image in images_of(record):
        file = picture_file(record["id"], record["version"], kind, image["file"]) if frozen else image["file"]
        found[image["file"]] = picture(files, file, frozen)
    return {file: one for file, one in found.items() if isinstance(one, Picture)}


def _pressed_versions(product: StudiedProduct, files: Read, inputs: BuildInputs) -> dict[Key, Pressed]:
    """The files of each version of *product*, with its credential.

    Versions that were published under an id that the product had before lie in the folder of that id.
    """
    archive, done = inputs.shared.archive, dict[Key, Pressed]()
    for version in product.versions:
        record = version.record
        key = (record["id"], record["version"])
        if record["id"] != product.id:
            continue
        one = press(PressJob(version, pictures(record, files, key in archive.records)), inputs.frame)
        token = archive.credentials.get(key)
        if token is not None:
            one = replace(one, files={**one.files, record["address"] + CREDENTIAL: token})
        done[key] = one
    return done


def _output(product: StudiedProduct, pressed: Mapping[Key, Pressed], inputs: BuildInputs) -> ProductOutput:
    """All files of *product*: those of its versions, and its own page; that of a former id leads on to the new one."""
    id_, versions, ledger, frame = product.id, product.versions, inputs.shared.archive.ledger, inputs.frame
    done = Pressed()
    for one in pressed.values():
        done |= one
    is_renamed = id_ in ledger.renamed
    if is_renamed:
        done |= Pressed(renamed_files(versions, ledger.name_of(id_), frame.site))
    else:
        pages = [product_page(versions, frame.site, language, id_) for language in frame.site.languages]
        done |= press_pages(pages, frame)
    briefs = tuple(replace(version, record=brief(version.record), wording=None) for version in versions)
    return ProductOutput(
        product.name,
        id_,
        product.findings,
        product.needs,
        done.files,
        briefs,
        done.pages,
        {language: None if is_renamed else _row(briefs, id_, language) for language in frame.site.languages},
        {target: page for target, page in done.targets.items() if dangling(target, done.files)},
        tuple(sorted({name for version in versions for name in version.record["factors"]})),
    )


def _row(versions: tuple[Version, ...], id_: str, language: str) -> Row | None:
    row = catalogue_row(versions, language)
    return row if row is None else msgspec.structs.replace(row, id=id_)
