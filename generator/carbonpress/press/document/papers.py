"""The documents of a version for paper: the study report as PDF and DOCX, and the leaflet for the product manual."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from carbonpress.press.common.outputs import given_of, is_there, made, of_version
from carbonpress.press.common.page import Site
from carbonpress.press.label.failure import guarded
from carbonpress.record.shape import Record
from carbonpress.source.picture import Picture


def paper_files(
    record: Record, site: Site, pictures: Mapping[str, Picture], typefaces: tuple[Path, ...] = ()
) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of each document that *site* has, in each of its languages.

    *typefaces* are font files for what the shipped ones lack.

    Raises
    ------
    OutputFailed
        When a document cannot be made.
    """
    for path, make in paper_makers(record, site, pictures, typefaces):
        yield path, guarded(path, make)


def paper_makers(
    record: Record, site: Site, pictures: Mapping[str, Picture], typefaces: tuple[Path, ...] = ()
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Path of each document that *site* has, in each of its languages, and what makes it."""
    if not site.papers:
        return
    # A library for pictures, which a build without new documents need not load.
    from carbonpress.press.document.picture import small_picture

    image = record["product"]["image"]
    shown = pictures.get(image["file"]) if image is not None else None
    picture = small_picture(shown) if shown is not None else None
    for language in site.languages:
        given = given_of(record, site, language, picture, typefaces)
        for output in of_version():
            if output.file in site.papers and is_there(output, record, site):
                yield output.address(record["address"], site, language), partial(made, output, given)


def print_was_set() -> bool:
    """Whether this process has set print: the compiler's threads do not survive a fork, see `press.document.typst`."""
    module = sys.modules.get("carbonpress.press.document.typst")
    return module is not None and bool(module.was_asked_for())
