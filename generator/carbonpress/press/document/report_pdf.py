"""The study report as PDF: PDF/A-2a and PDF/UA-1, the same bytes for the same record."""

from __future__ import annotations

from pathlib import Path

from carbonpress.press.document.pdf_packing import packed
from carbonpress.press.document.picture import as_svg, width_mm
from carbonpress.press.document.typst import setter
from carbonpress.press.document.view import document
from carbonpress.press.label.qr import qr_svg
from carbonpress.record.shape import Record
from carbonpress.source.theme import theme_data


def report_pdf(record: Record, language: str, picture: bytes | None = None, typefaces: tuple[Path, ...] = ()) -> bytes:
    """The study report of *record* in *language* (`zh` or `en`).

    *picture* is the product's picture as `small_picture` makes it; without it the
    report says in words what it shows.  *typefaces* are font files for what the
    shipped ones lack.
    """
    given = document(record, language, with_picture=picture is not None)
    data = {
        "document": given,
        "kinds": [type(block).__name__.lower() for block in given.blocks],
        "picture": as_svg(picture) if picture is not None else "",
        "picture_mm": width_mm(picture) if picture is not None else 0,
        "columns": theme_data("print/tables.yml"),
        "code": qr_svg(record["url"]).decode(),
    }
    return packed(setter(typefaces).pdf("report.typ", data))
