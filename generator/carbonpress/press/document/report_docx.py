"""The study report as DOCX, for verifiers who comment in a word processor; the same bytes for the same record."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as Package
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.section import Section
from docx.shared import Mm

from carbonpress.model.language import KNOWN_LANGUAGES
from carbonpress.press.common.template import template
from carbonpress.press.document.blocks import Document
from carbonpress.press.document.docx_blocks import BodyWriter
from carbonpress.press.document.docx_text import (
    NAMESPACES,
    TEXT_MM,
    TWIPS_PER_MM,
    field,
    text_runs,
    without_controls,
)
from carbonpress.press.document.view import document
from carbonpress.press.label.qr import qr_png
from carbonpress.record.shape import Record
from carbonpress.source.theme import theme_data, theme_folder

LONGEST_PROPERTY = 255
"""Characters of a property, as Word counts them and python-docx insists."""

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that an entry of an archive can have; every entry has it."""


def report_docx(record: Record, language: str, picture: bytes | None = None, typefaces: tuple[Path, ...] = ()) -> bytes:
    """The study report of *record* in *language* (`zh` or `en`).

    *picture* is the product's picture as `small_picture` makes it; without it the
    report says in words what it shows.  *typefaces* are font files for what the
    shipped ones lack in its drawings.
    """
    given = document(record, language, with_picture=picture is not None)
    package = docx.Document()
    _looks(package, language)
    _properties(package, given)
    _frame(package.sections[0], given)
    body = BodyWriter(package, given, picture or b"", typefaces).body(qr_png(record["url"]))
    for element in parse_xml(f"<w:body {NAMESPACES}>{body}</w:body>"):
        package.element.body.insert(len(package.element.body) - 1, element)
    made = io.BytesIO()
    package.save(made)
    return reproducible(made.getvalue())


def reproducible(archive: bytes) -> bytes:
    """*archive* with the same files, none of them telling when it was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            made.writestr(entry, given.read(name))
    return out.getvalue()


def _looks(package: Package, language: str) -> None:
    """Put our styles and our list in the place of those that the empty package has."""
    looks = theme_data("print/word.yml")
    width = round(TEXT_MM * TWIPS_PER_MM)
    view = {**looks, "language": language, "half": half_points, "text_width": width}
    _replace(package.styles.element, template("print/styles.xml.j2").render(view))
    numbering = (theme_folder() / "print" / "numbering.xml").read_text(encoding="utf-8")
    _replace(package.part.numbering_part.element, numbering)
    package.element.body.clear_content()
    relations = package.part.package.rels
    # the picture of the empty package shows nothing of this document
    for id_ in [id_ for id_, relation in relations.items() if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[id_]


def half_points(size: str) -> str:
    """A font size in half points, as the format counts them."""
    return f"{float(size) * 2:.0f}"


def _properties(package: Package, given: Document) -> None:
    """Title, author and dates; the dates are the study's, so that they do not tell when the file was made."""
    properties = package.core_properties
    year, month, day = given.date
    properties.title, properties.author = property_text(given.title), property_text(given.author)
    properties.last_modified_by, properties.keywords = properties.author, property_text(", ".join(given.keywords))
    properties.language = KNOWN_LANGUAGES[given.language].tag
    properties.comments, properties.revision = "", 1
    properties.created = properties.modified = datetime(year, month, day, tzinfo=UTC)


def property_text(text: str) -> str:
    """*text* as long as a property may be, and without what XML cannot hold."""
    plain = without_controls(text)
    return plain if len(plain) <= LONGEST_PROPERTY else f"{plain[: LONGEST_PROPERTY - 1]}…"


def _frame(section: Section, given: Document) -> None:
    """Size of the page, head and foot; the cover has neither."""
    page = {key: Mm(float(value)) for key, value in theme_data("print/word.yml")["page"].items()}
    section.page_width, section.page_height = page["width"], page["height"]
    section.left_margin = section.right_margin = page["side"]
    section.top_margin, section.bottom_margin = page["top"], page["bottom"]
    section.header_distance = section.footer_distance = page["edge"]
    section.different_first_page_header_footer = True
    tab = "<w:r><w:tab/></w:r>"
    left, right = given.header
    before, between, after = map(text_runs, given.footer)
    pages = f"{before}{field('PAGE')}{between}{field('NUMPAGES')}{after}"
    for part, inside in (
        (section.header, f"{text_runs(left)}{tab}{text_runs(right)}"),
        (section.footer, f"{text_runs(given.cover.url)}{tab}{pages}"),
    ):
        part.is_linked_to_previous = False
        for element in parse_xml(f"<w:p {NAMESPACES}>{inside}</w:p>"):
            part.paragraphs[0]._p.append(element)


def _replace(element: Any, xml: str) -> None:
    """Give *element* the children of the root of *xml*."""
    element[:] = list(parse_xml(xml))
