"""The study report as PDF: PDF/A-2a and PDF/UA-1, the same bytes for the same record."""

from __future__ import annotations

from carbonpress.press.document_view import document
from carbonpress.press.pdf_packing import packed
from carbonpress.press.qr import qr_svg
from carbonpress.press.theme import theme_data
from carbonpress.press.typst import setter
from carbonpress.record.shape import Record


def report_pdf(record: Record, language: str) -> bytes:
    """The study report of *record* in *language* (`zh` or `en`)."""
    data = {
        "document": document(record, language),
        "columns": theme_data("print/tables.yml"),
        "code": qr_svg(record["url"]).decode(),
    }
    return packed(setter().pdf("report.typ", data))
