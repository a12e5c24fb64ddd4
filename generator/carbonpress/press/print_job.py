"""A print job: labels of several declarations as single files and on sheets, and the list of what was made."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from carbonpress.press.label.ink import Printing
from carbonpress.press.label.label import (
    ORIGINAL,
    PLAIN,
    Brand,
    Composed,
    LabelDoesNotFit,
    Print,
    drawn_label,
    label_png,
)
from carbonpress.press.label.pdf import label_pdf
from carbonpress.press.label.print_manifest import MANIFEST, contents, manifest_csv
from carbonpress.press.label.qr import QrTooSmall
from carbonpress.press.label.sheet import Paper, label_sheets, sheet_count
from carbonpress.press.label.variants import composed, parts_of
from carbonpress.press.typeface.outline import number
from carbonpress.press.version_files import valid_from
from carbonpress.record.shape import Record
from carbonpress.record.wording import Wording

FORMATS = ("pdf", "svg", "png")
"""What a single label can be written as."""


@dataclass(frozen=True, slots=True)
class Order:
    """A declaration version and how many labels of it are wanted; in which variants, those of the job when empty."""

    record: Record
    copies: int
    variants: tuple[str, ...] = ()
    wording: Wording | None = None
    """The wording that the version was published with; None where it speaks with that of the theme."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be made: variants, formats, paper for sheets or none, and how it is printed."""

    name: str
    variants: tuple[str, ...]
    formats: tuple[str, ...] = ("pdf",)
    paper: Paper | None = None
    bleed: bool = False
    brand: Brand = PLAIN
    printed: Print = ORIGINAL
    printing: Printing = field(default_factory=Printing)


def job_files(orders: Sequence[Order], job: Job) -> dict[str, bytes]:
    """The files of *job* for *orders*, by name, with a list of them (`manifest.csv`).

    Raises
    ------
    LabelDoesNotFit, QrTooSmall
        When a label cannot be made; see `press.label.label.compose_label`.  A note says of
        which declaration.
    SheetTooSmall
        When not even one label fits on the paper.
    """
    files: dict[str, bytes] = {}
    rows: list[dict[str, str]] = []
    for variant in job.variants:
        labels = [(order, _label(order, variant, job)) for order in orders if variant in (order.variants or [variant])]
        for order, label in labels:
            for form in job.formats:
                name = f"{order.record['id']}-v{order.record['version']}-{variant}.{form}"
                files[name] = _single(order, label, form, job)
                rows.append(_row(name, files[name], variant, job, label, order))
        if job.paper is not None and labels:
            name = f"sheets-{variant}-{job.paper.name.lower()}.pdf"
            counted = [(label, order.copies) for order, label in labels]
            day = max(valid_from(order.record) for order, _ in labels)
            files[name] = label_sheets(counted, job.paper, day, f"{job.name} · {variant}", job.printing)
            held = contents([(order.record["id"], order.record["version"], order.copies) for order, _ in labels])
            row = _row(name, files[name], variant, job, labels[0][1], None, counted)
            rows.append({**row, "contents": held})
    files[MANIFEST] = manifest_csv(rows)
    return files


def guessed_colours(orders: Sequence[Order], job: Job) -> list[str]:
    """Colours of the job that nobody has given inks for: they are converted without knowing the press."""
    used = {job.brand.colour} if job.brand.colour else set()
    if job.brand.logo is not None:
        used |= {part.fill for part in job.brand.logo.parts}
    coloured = any(variant.endswith("-colour") for variant in job.variants)
    return job.printing.guessed({colour for colour in used if colour}) if coloured and orders else []


def _label(order: Order, variant: str, job: Job) -> Composed:
    try:
        return composed(order.record, variant, job.brand, job.printed)
    except (LabelDoesNotFit, QrTooSmall) as unfit:
        unfit.add_note(f"{order.record['id']} version {order.record['version']}")
        raise


def _single(order: Order, label: Composed, form: str, job: Job) -> bytes:
    if form == "pdf":
        return label_pdf(label, valid_from(order.record), job.printing, job.bleed)
    svg = drawn_label(label)
    return svg.encode() if form == "svg" else label_png(svg, job.printed.dots_per_inch / 25.4)


def _row(
    name: str,
    content: bytes,
    variant: str,
    job: Job,
    label: Composed,
    order: Order | None,
    counted: Sequence[tuple[Composed, int]] = (),
) -> dict[str, str]:
    """What the manifest says of a file; what differs from label to label is empty for sheets."""
    size, language, ink = parts_of(variant)
    copies = order.copies if order is not None else sum(count for _, count in counted)
    sheets = sheet_count(counted, job.paper)[0] if job.paper is not None and counted else ""
    return {
        "file": name,
        "id": order.record["id"] if order else "",
        "version": str(order.record["version"]) if order else "",
        "size": size,
        "width_mm": number(label.width, 2),
        "height_mm": number(label.height, 2),
        "language": language,
        "ink": ink,
        "condition": job.printing.condition if name.endswith(".pdf") else "",
        "copies": str(copies),
        "sheets": str(sheets),
        "url": label.address if order else "",
        "module_mm": number(label.code[1], 4) if order else "",
        "sha256": hashlib.sha256(content).hexdigest(),
        "contents": "",
    }
