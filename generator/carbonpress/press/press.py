"""The files of one declaration version beside its pages: labels, codes, exports, pictures."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from carbonpress.press.declaration import mark_address, picture_address
from carbonpress.press.exports import declaration_json, inventory_csv
from carbonpress.press.gs1 import landing_files
from carbonpress.press.label import (
    INKS,
    LANGUAGES,
    ORIGINAL,
    PLAIN,
    SIZES,
    Brand,
    Composed,
    LabelDoesNotFit,
    Print,
    compose_label,
    drawn_label,
    label_png,
)
from carbonpress.press.label_ink import Printing
from carbonpress.press.label_pdf import label_pdf
from carbonpress.press.page import Site
from carbonpress.press.qr import QrTooSmall, qr_png, qr_svg
from carbonpress.record.shape import Record
from carbonpress.source.picture import Picture, clean

VARIANTS = tuple(f"{size}-{language}-{ink}" for size in SIZES for language in LANGUAGES for ink in INKS)
"""Every variant of the label: size, language and ink."""

USUAL = tuple(variant for variant in VARIANTS if variant.startswith(("standard-", "compact-")))
"""The variants that are pressed where none is asked for by name."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Which variants of the label to press.

    `wanted` must fit every declaration, `images` among them come as PNG too.
    Without `png` nothing does, nor is there a PDF: that takes longer than all the
    rest.  Where nothing is wanted by name, every usual variant is pressed that fits.
    """

    wanted: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    brand: Brand = PLAIN
    png: bool = True
    printing: Printing = field(default_factory=Printing)


def main_variant(site: Site) -> str:
    """The variant that pages show as `label.svg`: standard size, colour, all languages of the site."""
    return f"standard-{'zh-en' if len(site.languages) > 1 else site.languages[0]}-colour"


def label(record: Record, variant: str, brand: Brand = PLAIN) -> str:
    """The label of *record* in a variant `<size>-<language>-<ink>`, as SVG; see `composed`."""
    return drawn_label(composed(record, variant, brand))


def composed(record: Record, variant: str, brand: Brand = PLAIN, printed: Print = ORIGINAL) -> Composed:
    """The label of *record* in a variant `<size>-<language>-<ink>`.

    Raises
    ------
    LabelDoesNotFit, QrTooSmall
        See `press.label.compose_label`.
    """
    size, _, rest = variant.partition("-")
    language, _, ink = rest.rpartition("-")
    return compose_label(record, size, language, ink, brand, printed)


def pressed_files(record: Record, site: Site, labels: Labels, pictures: Mapping[str, Picture]) -> dict[str, bytes]:
    """All files of one version but its pages, by their path in the site.

    Raises
    ------
    LabelDoesNotFit, QrTooSmall
        When the main variant of the label or one that is wanted by name cannot
        be made for this record.
    """
    here = record["address"]
    files = {
        f"{here}declaration.json": declaration_json(record),
        f"{here}inventory.csv": inventory_csv(record).encode(),
        f"{here}qr.svg": qr_svg(record["url"]),
    }
    if labels.png:
        files[f"{here}qr.png"] = qr_png(record["url"])
    files |= {here + name: content for name, content in label_files(record, main_variant(site), labels)}
    return files | dict(landing_files(record, site)) | dict(picture_files(record, site, pictures))


def label_files(record: Record, main: str, labels: Labels) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each label: the main variant as `label.svg`, `.png` and `.pdf`, the others by name."""
    made = composed(record, main, labels.brand)
    svg = drawn_label(made)
    yield "label.svg", svg.encode()
    if labels.png:
        yield "label.png", label_png(svg)
        yield "label.pdf", label_pdf(made, valid_from(record), labels.printing)
    for variant, svg in drawn_labels(record, labels, besides=main):
        yield f"label-{variant}.svg", svg.encode()
        if labels.png and variant in labels.images:
            yield f"label-{variant}.png", label_png(svg)


def valid_from(record: Record) -> date:
    """The day from which the declaration is valid: what its files say they were made on, whenever that was."""
    return date.fromisoformat(record["validity"]["from"])


def drawn_labels(record: Record, labels: Labels, besides: str = "") -> Iterator[tuple[str, str]]:
    """Variant and SVG of the labels wanted by name, of the usual ones that fit where none is; *besides* is there."""
    for variant in labels.wanted or USUAL:
        if variant == besides:
            continue
        try:
            yield variant, label(record, variant, labels.brand)
        except (LabelDoesNotFit, QrTooSmall):
            if labels.wanted:
                raise


def picture_files(record: Record, site: Site, pictures: Mapping[str, Picture]) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of the product's picture and of the official mark, written anew without metadata."""
    shown = [(record["product"]["image"], picture_address(record, record["product"]["image"]))]
    if record["official_mark"] is not None:
        shown.append((record["official_mark"]["image"], mark_address(record, site)))
    for image, address in shown:
        if image is not None and address is not None:
            yield address, clean(pictures[image["file"]])


def unknown_variants(names: Iterable[str], known: Collection[str] = VARIANTS) -> list[str]:
    """The names among *names* that are no variant of the label."""
    return [name for name in names if name not in known]
