"""The blocks of a document as the body of a DOCX, in the styles that `print/styles.xml.j2` of the theme defines."""

from __future__ import annotations

import io
from itertools import count
from pathlib import Path

from docx.document import Document as Package
from docx.opc.constants import RELATIONSHIP_TYPE
from PIL import Image

from carbonpress.press.document.blocks import (
    Block,
    Boxes,
    Bullets,
    Cover,
    Document,
    Equation,
    Fields,
    Figure,
    Heading,
    Paragraph,
    Picture,
    Table,
    line,
)
from carbonpress.press.document.docx_text import TEXT_MM, Marks, contents, picture, text_runs
from carbonpress.press.document.picture import width_mm
from carbonpress.press.document.typst import setter
from carbonpress.source.theme import theme_data, theme_folder

CODE_MM = 30
"""Side of the QR code with its quiet zone."""

PARAGRAPHS = {"body": "BodyText", "small": "SmallText", "note": "Note"}
"""Paragraph style of each style of paragraph."""


class BodyWriter:
    """Writes the body of one document; pictures and links become parts and relations of its package."""

    def __init__(self, package: Package, given: Document, shown: bytes = b"", typefaces: tuple[Path, ...] = ()) -> None:
        """*package* is where pictures go, *shown* the product's picture, *typefaces* are for drawings."""
        self._typefaces = typefaces
        self._package = package
        self._shown = shown
        self._document = given
        self._marks = Marks(self._relation)
        self._numbers = count(1)

    def body(self, code: bytes) -> str:
        """The whole body; *code* is the QR code as PNG."""
        given = self._document
        headings = [block for block in given.blocks if isinstance(block, Heading)]
        entries = [(h.level, h.text, h.id) for h in headings if h.level < 3]
        parts = [self.cover(given.cover, code), self._marks.paragraph("TOCHeading", text_runs(given.contents))]
        parts += contents(entries)
        parts += [self.block(block, first=position == 0) for position, block in enumerate(given.blocks)]
        return "".join(parts)

    def cover(self, cover: Cover, code: bytes) -> str:
        """The first page."""
        paragraph, struck = self._marks.paragraph, "<w:strike/>" if cover.void else ""
        parts = [paragraph("SmallText", text_runs(cover.kind)), paragraph("Title", text_runs(cover.title))]
        parts += [paragraph("Subtitle", text_runs(cover.subtitle))] if cover.subtitle else []
        parts += [paragraph("Warning", text_runs(cover.warning))] if cover.warning else []
        parts.append(self._marks.fields(cover.fields))
        unit = '<w:color w:val="000000"/><w:sz w:val="28"/>'
        figure = text_runs(cover.figure, struck) + text_runs(f" {cover.unit}", unit)
        parts += [paragraph("SmallText", text_runs(cover.name), "<w:keepNext/>"), paragraph("CoverFigure", figure)]
        parts += [paragraph("Normal", text_runs(cover.per)), self.boxes(Boxes(cover.stages))]
        parts += [paragraph("Note", text_runs(note)) for note in cover.notes]
        parts.append(paragraph("SmallText", text_runs(cover.caution)))
        parts.append(paragraph("Normal", self._picture(code, CODE_MM, CODE_MM, cover.url)))
        parts.append(paragraph("SmallText", text_runs(f"{cover.scan}  {cover.url}")))
        return "".join(parts)

    def block(self, block: Block, *, first: bool = False) -> str:
        """One block; the *first* one begins a page."""
        paragraph = self._marks.paragraph
        match block:
            case Heading():
                inside = self._marks.bookmark(block.id) + text_runs(block.text)
                return paragraph(f"Heading{block.level}", inside, "<w:pageBreakBefore/>" if first else "")
            case Paragraph():
                return paragraph(PARAGRAPHS[block.style], self._marks.runs(block.runs))
            case Bullets():
                return "".join(paragraph("ListBullet", self._marks.runs(item)) for item in block.items)
            case Fields():
                return self._marks.fields(block.rows, block.wide)
            case Boxes():
                return self.boxes(block)
            case Table():
                return self._marks.table(block)
            case Figure():
                return self.figure(block)
            case Equation():
                return self.equation(block)
            case Picture():
                return paragraph("Figure", self._fitted(self._shown, width_mm(self._shown), block.told))

    def boxes(self, block: Boxes) -> str:
        """Boxes, ticked or empty, each with its word."""
        font = theme_data("print/word.yml")["fonts"]["boxes"]
        symbols = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
        marks = {True: "☑", False: "☐"}
        inside = "".join(text_runs(marks[on], symbols) + text_runs(f"\u00a0{name}    ") for on, name in block.items)
        return self._marks.paragraph("Normal", inside)

    def figure(self, block: Figure) -> str:
        """A drawing as a picture, with its caption below."""
        png = setter(self._typefaces).png("figure.typ", {"figure": block, "language": self._document.language})
        drawn = self._fitted(png, TEXT_MM, block.told)
        caption = self._marks.paragraph("Caption", self._marks.runs(line(block.caption)))
        return self._marks.paragraph("Figure", drawn) + caption

    def equation(self, block: Equation) -> str:
        """An equation that the reader's program sets, with its number at the right."""
        made = (theme_folder() / "print" / f"equation-{block.name}.xml").read_text(encoding="utf-8").strip()
        tab = "<w:r><w:tab/></w:r>"
        return self._marks.paragraph("Equation", f"{tab}{made}{tab}{text_runs(block.number)}")

    def _fitted(self, picture_: bytes, width_mm: float, told: str) -> str:
        """A picture of this width."""
        with Image.open(io.BytesIO(picture_)) as image:
            wide, high = image.size
        return self._picture(picture_, width_mm, width_mm * high / wide, told)

    def _picture(self, png: bytes, width_mm: float, height_mm: float, told: str) -> str:
        relation, _ = self._package.part.get_or_add_image(io.BytesIO(png))
        return picture(relation, next(self._numbers), width_mm, height_mm, told)

    def _relation(self, address: str) -> str:
        return str(self._package.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
