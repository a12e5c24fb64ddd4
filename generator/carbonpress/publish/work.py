"""The unit of work: from one version of a declaration to all of its files. Pure: it can be cached and spread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial

from carbonpress.press.declaration import declaration_page
from carbonpress.press.label import LabelDoesNotFit
from carbonpress.press.page import Page, Site, Version
from carbonpress.press.press import Labels, main_variant, pressed_files
from carbonpress.press.qr import QrTooSmall
from carbonpress.press.report import report_page
from carbonpress.publish.fit import Misfit, misfits
from carbonpress.publish.pour import Shells, pour
from carbonpress.source.picture import Picture

CHUNK = 8
"""Versions handed to a worker at a time."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What every unit of work shares: the site, the shells of its languages, the labels to press."""

    site: Site
    shells: Mapping[str, Shells]
    labels: Labels = field(default_factory=Labels)


@dataclass(frozen=True, slots=True)
class Job:
    """One version, and the pictures it shows, by the path that its author named them with."""

    version: Version
    pictures: Mapping[str, Picture] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pressed:
    """The files of one version by their path in the site; and its pages without markup, for search and sitemap.

    There are none where the record does not fit on its labels: `misfits` says why.
    """

    version: Version
    files: Mapping[str, bytes] = field(default_factory=dict)
    pages: tuple[Page, ...] = ()
    misfits: tuple[Misfit, ...] = ()


def press(job: Job, frame: Frame) -> Pressed:
    """All files of one version. Asks nothing but its arguments: no clock, no folder, no other version."""
    record, site = job.version.record, frame.site
    try:
        files = pressed_files(record, site, frame.labels, job.pictures)
    except (LabelDoesNotFit, QrTooSmall):
        return Pressed(job.version, misfits=tuple(misfits(record, main_variant(site), frame.labels)))
    pages = [
        make(job.version, site, language) for language in site.languages for make in (declaration_page, report_page)
    ]
    files |= dict(poured(page, frame) for page in pages)
    return Pressed(job.version, files, tuple(replace(page, head="", body="") for page in pages))


def poured(page: Page, frame: Frame) -> tuple[str, bytes]:
    """Path and bytes of *page* in the shell of its language."""
    address = frame.site.address(page.address, page.language)
    return f"{address}index.html", pour(frame.shells[page.language], page, frame.site).encode()


def press_each(jobs: Iterable[Job], frame: Frame, workers: int = 1) -> Iterator[Pressed]:
    """What comes of each job, in the order of the jobs; by *workers* processes when more than one."""
    unit: Callable[[Job], Pressed] = partial(press, frame=frame)
    if workers == 1:
        yield from map(unit, jobs)
        return
    executor: Executor = ProcessPoolExecutor(workers)
    with executor:
        yield from executor.map(unit, jobs, chunksize=CHUNK)
