"""The files of one declaration version beside its pages: labels, codes, exports, pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import partial

from carbonpress.press.common.gs1 import landing_files
from carbonpress.press.common.outputs import given_of, is_there, made, of_version, papers
from carbonpress.press.common.page import Site
from carbonpress.press.label.failure import guarded
from carbonpress.press.label.label import (
    PLAIN,
    Brand,
    Composed,
    LabelDoesNotFit,
    drawn_label,
    label_png,
)
from carbonpress.press.label.pdf import label_pdf
from carbonpress.press.label.qr import QrTooSmall
from carbonpress.press.label.variants import Labels, composed, main_variant, variants_of
from carbonpress.press.pages.declaration import mark_address, picture_address
from carbonpress.record.shape import Record
from carbonpress.source.picture import Picture, clean

MAIN = "label"
"""The main label's files, without suffix."""

MARKED = ("superseded", "withdrawn")
"""States of a published version of which its labels say so from then on."""


def label(record: Record, variant: str, brand: Brand = PLAIN) -> str:
    """The label of *record* in a variant `<size>-<language>-<ink>`, as SVG; see `composed`."""
    return drawn_label(composed(record, variant, brand))


def pressed_files(
    record: Record, site: Site, labels: Labels, pictures: Mapping[str, Picture], state: str = ""
) -> dict[str, bytes]:
    """All files of one version but its pages, by their path in the site; labels that do not fit are not among them.

    *state* is what became of the version since it was published.
    """
    here = record["address"]
    files = dict(export_files(record, site))
    files |= {here + name: content for name, content in label_files(record, main_variant(site, record), labels, state)}
    return files | dict(landing_files(record, site)) | dict(picture_files(record, site, pictures))


def export_files(record: Record, site: Site) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of each output of the version that the registry names a maker for, but documents for paper."""
    for output in of_version():
        if output.maker and output.file not in papers() and is_there(output, record, site):
            for language in site.languages if output.each else site.languages[:1]:
                given = given_of(record, site, language)
                yield (
                    output.address(record["address"], site, language),
                    guarded(output.file, partial(made, output, given)),
                )


def label_files(record: Record, main: str, labels: Labels, state: str = "") -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each label that fits: the main one as `label.svg`, `.png`, `.pdf`, the others by variant."""
    for variant in variants_of(record, main, labels):
        try:
            made = marked(record, variant, labels.brand, state)
            svg = drawn_label(made)
        except (LabelDoesNotFit, QrTooSmall):
            continue  # `study.label_fit` says so
        name = label_name(variant, main)
        yield f"{name}.svg", svg.encode()
        if labels.png and (variant == main or variant in labels.images):
            yield f"{name}.png", guarded(f"{name}.png", partial(label_png, svg))
        if labels.png and variant == main:
            pdf = partial(label_pdf, made, valid_from(record), labels.printing)
            yield f"{name}.pdf", guarded(f"{name}.pdf", pdf)


def label_name(variant: str, main: str) -> str:
    """How the files of *variant* are called, without suffix."""
    return MAIN if variant == main else f"{MAIN}-{variant}"


def valid_from(record: Record) -> date:
    """The day from which the declaration is valid: what its files say they were made on, whenever that was."""
    return date.fromisoformat(record["validity"]["from"])


def marked(record: Record, variant: str, brand: Brand, state: str) -> Composed:
    """The label of *record*, across it that the version is no longer in force, where it is not.

    The label was published without that mark; where there is no room for it, it
    stays as it was, for its file must not vanish.
    """
    if state in MARKED:
        with suppress(LabelDoesNotFit):
            return composed(record, variant, brand, state=state)
    return composed(record, variant, brand)


def picture_files(record: Record, site: Site, pictures: Mapping[str, Picture]) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of the product's picture and of the official mark, written anew without metadata."""
    shown = [(record["product"]["image"], picture_address(record, record["product"]["image"]))]
    if record["official_mark"] is not None:
        shown.append((record["official_mark"]["image"], mark_address(record, site)))
    for image, address in shown:
        if image is not None and address is not None:
            yield address, clean(pictures[image["file"]], address)
