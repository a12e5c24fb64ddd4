"""The unit of work: from one version of a declaration to all of its files. Pure: it can be cached and spread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial

from carbonpress.press.declaration import declaration_page
from carbonpress.press.page import Page, Site, Version
from carbonpress.press.report import report_page
from carbonpress.publish.pour import Shells, pour

CHUNK = 8
"""Versions handed to a worker at a time."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What every unit of work shares: the site, the shells of its languages, the labels to press."""

    site: Site
    shells: Mapping[str, Shells]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """One version, and the pictures it shows: bytes by the name that the record gives them."""

    version: Version
    pictures: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pressed:
    """The files of one version by their path in the site; and its pages without markup, for search and sitemap."""

    files: Mapping[str, bytes]
    pages: tuple[Page, ...]


def press(job: Job, frame: Frame) -> Pressed:
    """All files of one version. Asks nothing but its arguments: no clock, no folder, no other version."""
    languages = frame.site.languages
    pages = [
        make(job.version, frame.site, language) for language in languages for make in (declaration_page, report_page)
    ]
    files = dict(poured(page, frame) for page in pages)
    return Pressed(files, tuple(replace(page, head="", body="") for page in pages))


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
