"""From one version of a declaration to its files: pages in their shells, labels, codes, exports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from carbonpress.build.page_shell import Shells, pour
from carbonpress.folder.links import targets
from carbonpress.press.common.page import Page, Site
from carbonpress.press.document.papers import paper_makers
from carbonpress.press.label.failure import OutputFailed, guarded
from carbonpress.press.label.variants import VARIANTS, Labels, main_variant
from carbonpress.press.pages.declaration import declaration_page
from carbonpress.press.pages.report import report_page
from carbonpress.press.version_files import label_name, pressed_files
from carbonpress.record.version import Version
from carbonpress.record.wording import speaking
from carbonpress.source.picture import Picture
from carbonpress.study.label_fit import FitInputs, Misfit, failure_misfit, version_misfits


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page shares: the site, the shells of its languages, the labels to press."""

    site: Site
    shells: Mapping[str, Shells]
    labels: Labels = field(default_factory=Labels)

    @property
    def fit(self) -> FitInputs:
        """What decides on whether texts fit."""
        return FitInputs(self.site, self.labels, bool(self.site.papers))


@dataclass(frozen=True, slots=True)
class PressJob:
    """One version, and the pictures it shows, by the path that its author named them with."""

    version: Version
    pictures: Mapping[str, Picture] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pressed:
    """Files by their path in the site; and their pages without markup, for search and sitemap.

    `targets` are the places of the site that the pages link to, each with the
    path of a page that does.  `misfits` says which labels do not fit and are not
    among the files, and what documents cannot show; there are no files where a
    label would have holes.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    pages: tuple[Page, ...] = ()
    targets: Mapping[str, str] = field(default_factory=dict)
    misfits: tuple[Misfit, ...] = ()

    def __or__(self, other: Pressed) -> Pressed:
        """Both together."""
        return Pressed(
            {**self.files, **other.files},
            self.pages + other.pages,
            {**self.targets, **other.targets},
            self.misfits + other.misfits,
        )


def press(job: PressJob, frame: Frame) -> Pressed:
    """All files of one version, in its own wording. Asks nothing but its arguments: no clock, no other version."""
    with speaking(job.version.wording):
        return _pressed(job, frame)


def _pressed(job: PressJob, frame: Frame) -> Pressed:
    record, site = job.version.record, frame.site
    try:
        files = pressed_files(record, site, frame.labels, job.pictures, job.version.state)
    except OutputFailed as failure:
        return Pressed(misfits=(failure_misfit(failure),))
    main = main_variant(site, record)
    made = [v for v in VARIANTS if f"{record['address']}{label_name(v, main)}.svg" in files]
    misfits = tuple(version_misfits(record, frame.fit, made))
    pages = [
        page
        for each in site.languages
        for page in (declaration_page(job.version, site, each, main in made), report_page(job.version, site, each))
    ]
    papers, failed = _papers(job, frame)
    return Pressed(files | papers, misfits=misfits + failed) | press_pages(pages, frame)


def _papers(job: PressJob, frame: Frame) -> tuple[dict[str, bytes], tuple[Misfit, ...]]:
    """The documents of a version by their path, and those that could not be made."""
    made: dict[str, bytes] = {}
    failed: list[Misfit] = []
    brand = frame.labels.brand
    for path, make in paper_makers(job.version.record, frame.site, job.pictures, brand.typefaces):
        try:
            made[path] = guarded(path, make)
        except OutputFailed as failure:
            failed.append(failure_misfit(failure))
    return made, tuple(failed)


def press_pages(pages: Iterable[Page], frame: Frame) -> Pressed:
    """*pages* poured into the shells of their languages."""
    files: dict[str, bytes] = {}
    kept: list[Page] = []
    found: dict[str, str] = {}
    for page in pages:
        path, content = poured(page, frame)
        files[path] = content
        kept.append(replace(page, head="", body=""))
        found |= dict.fromkeys(targets(page.body, path, frame.site.base_url), path)
    return Pressed(files, tuple(kept), found)


def poured(page: Page, frame: Frame) -> tuple[str, bytes]:
    """Path and bytes of *page* in the shell of its language."""
    address = frame.site.address(page.address, page.language)
    return f"{address}index.html", pour(frame.shells[page.language], page, frame.site).encode()
