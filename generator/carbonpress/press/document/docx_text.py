"""Runs, paragraphs and tables of a document as WordprocessingML, with every text escaped.

Source: ISO/IEC 29500-1:2016, 17.3 (paragraphs and runs), 17.4 (tables), 17.16 (fields and hyperlinks).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from xml.sax.saxutils import escape, quoteattr

from carbonpress.press.common.figures import THIN_SPACE
from carbonpress.press.document.blocks import Cell, Line, Row, Run, Table
from carbonpress.press.typeface.outline import outliner
from carbonpress.source.theme import theme_data

MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "m": MATH,
    }.items()
)

TWIPS_PER_MM = 1440 / 25.4
TEXT_MM = 170
"""Width of the text on the page."""

STYLES = {"strong": "Strong", "small": "SmallPrint", "mark": "WarningMark", "code": "RuleName"}
"""Character style of each style of run."""

_LOW = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋ₑₓ", "0123456789+−ex", strict=True))
_HIGH = dict(zip("⁰⁴⁵⁶⁷⁸⁹⁺⁻", "0456789+−", strict=True))
_PIECES = re.compile(f"([{''.join(_LOW)}]+|[{''.join(_HIGH)}]+)")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SIDES = {"l": "left", "r": "right", "c": "center"}


def without_controls(text: str) -> str:
    """*text* without what XML cannot hold."""
    return _NOT_XML.sub("", text)


def plain(text: str) -> str:
    """*text* escaped for XML, with spaces in numbers at which no line ends, and without what XML cannot hold.

    It says what the PDF says, such as `m²` for `㎡`; but what our typefaces lack stays as it is, since a word processor
    looks through all that it has.
    """
    shown = outliner().characters.shown(without_controls(text), otherwise=None)
    return escape(shown.replace(THIN_SPACE, "\u00a0").replace("\u202f", "\u00a0"))


def anchor(id_: str) -> str:
    """The bookmark of an id: letters, digits and underscores, at most 40 of them."""
    return re.sub(r"[^A-Za-z0-9]", "_", id_)[:40]


def text_runs(text: str, properties: str = "") -> str:
    """*text* as runs; small digits that fonts lack become digits set low or high."""
    made = []
    for piece in filter(None, _PIECES.split(text)):
        raised = ""
        if piece[0] in _LOW:
            piece, raised = "".join(map(_LOW.__getitem__, piece)), '<w:vertAlign w:val="subscript"/>'
        elif piece[0] in _HIGH:
            piece, raised = "".join(map(_HIGH.__getitem__, piece)), '<w:vertAlign w:val="superscript"/>'
        inside = f"<w:rPr>{properties}{raised}</w:rPr>" if properties or raised else ""
        made.append(f'<w:r>{inside}<w:t xml:space="preserve">{plain(piece)}</w:t></w:r>')
    return "".join(made)


def field(instruction: str, shown: str = "1") -> str:
    """A field that the reader's program fills, such as PAGE."""
    return f'<w:fldSimple w:instr="{instruction}"><w:r><w:t>{plain(shown)}</w:t></w:r></w:fldSimple>'


class Marks:
    """Writes runs and what holds them; keeps count of bookmarks and asks for the relations of links."""

    def __init__(self, relation: Callable[[str], str]) -> None:
        """*relation* gives the id of the relation to an address outside."""
        self._relation = relation
        self._numbers = count(1)

    def bookmark(self, id_: str) -> str:
        """A place to link to; nothing where there is no id."""
        if not id_:
            return ""
        number = next(self._numbers)
        return f'<w:bookmarkStart w:id="{number}" w:name="{anchor(id_)}"/><w:bookmarkEnd w:id="{number}"/>'

    def run(self, run: Run, extra: str = "") -> str:
        """One run, as a link where it leads somewhere."""
        style = f'<w:rStyle w:val="{STYLES[run.style]}"/>' if run.style else ""
        made = text_runs(run.text, style + extra)
        if not run.link:
            return made
        if run.link.startswith("#"):
            return f'<w:hyperlink w:anchor="{anchor(run.link[1:])}">{made}</w:hyperlink>'
        return f'<w:hyperlink r:id="{self._relation(run.link)}">{made}</w:hyperlink>'

    def runs(self, line: Line, extra: str = "") -> str:
        """The runs of a line."""
        return "".join(self.run(run, extra) for run in line)

    def paragraph(self, style: str, inside: str, properties: str = "") -> str:
        """A paragraph in a style of the document."""
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inside}</w:p>'

    def cell(
        self, lines: Cell, width: int, side: str = "l", span: int = 1, fill: str = "", extra: str = "", mark: str = ""
    ) -> str:
        """A cell of a table; its lines are paragraphs."""
        over = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
        align = f'<w:jc w:val="{_SIDES[side]}"/>' if side != "l" else ""
        inside = [self.runs(line, extra) for line in lines] or [""]
        inside[0] = mark + inside[0]
        said = "".join(self.paragraph("TableText", each, align) for each in inside)
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{over}{shade}</w:tcPr>{said}</w:tc>'

    def table(self, table: Table) -> str:
        """A table with its caption above it; the head repeats on each page, no row is torn."""
        columns = theme_data("print/tables.yml")[table.look]
        widths = twips(list(map(float, columns["widths"])))
        head = "".join(
            self.cell(((Run(words),),), width, side)
            for words, width, side in zip(table.head, widths, columns["sides"], strict=True)
        )
        rows = "".join(self._row(row, widths, columns["sides"]) for row in table.rows)
        mark = self.bookmark(table.id)
        caption = self.paragraph("Caption", mark + text_runs(table.caption), "<w:keepNext/>") if table.caption else ""
        first = f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
        return caption + framed("ReportTable", widths, first + rows, head=True) + self.paragraph("TableEnd", "")

    def fields(self, rows: Sequence[tuple[str, Cell]], wide: bool = False) -> str:
        """Names and what they stand for, as a table without a head."""
        fill = theme_data("print/word.yml")["colours"]["sunken"]
        widths = twips([110, 60] if wide else [36, 134])
        made = "".join(
            f"<w:tr><w:trPr><w:cantSplit/></w:trPr>"
            f"{self.cell(((Run(name),),), widths[0], fill=fill)}{self.cell(value, widths[1])}</w:tr>"
            for name, value in rows
        )
        return framed("ReportTable", widths, made, head=False) + self.paragraph("TableEnd", "")

    def _row(self, row: Row, widths: Sequence[int], sides: Sequence[str]) -> str:
        strong = row.style in ("group", "total")
        colours = theme_data("print/word.yml")["colours"]
        fill = colours["soft"] if strong else ""
        extra = "<w:b/>" if strong else f'<w:color w:val="{colours["quiet"]}"/>' if row.style == "absent" else ""
        cells: list[Cell] = [*row.cells, *[()] * (len(widths) - len(row.cells) - row.span + 1)]
        made = [
            self.cell(
                cells[0],
                sum(widths[: row.span]),
                "l" if row.span > 1 else sides[0],
                row.span,
                fill,
                extra,
                self.bookmark(row.id),
            )
        ]
        rest = zip(cells[1:], widths[row.span :], sides[row.span :], strict=True)
        made += [self.cell(cell, width, side, 1, fill, extra) for cell, width, side in rest]
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(made)}</w:tr>"


def twips(widths: Sequence[float]) -> list[int]:
    """Relative widths as parts of the width of the text, in twentieths of a point."""
    whole = TEXT_MM * TWIPS_PER_MM
    return [round(width / sum(widths) * whole) for width in widths]


def framed(style: str, widths: Sequence[int], rows: str, *, head: bool) -> str:
    """Rows as a table in a style of the document."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    bits = "0620" if head else "0600"
    look = f'<w:tblLook w:val="{bits}" w:firstRow="{int(head)}" w:noHBand="1" w:noVBand="1"/>'
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def picture(relation: str, number: int, width_mm: float, height_mm: float, told: str) -> str:
    """A picture in the line, with what it shows in words."""
    wide, high = round(width_mm * 36000), round(height_mm * 36000)
    alt = quoteattr(without_controls(told))
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:docPr id="{number}" name="Picture {number}" descr={alt}/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}" descr={alt}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def contents(entries: Sequence[tuple[int, str, str]]) -> Iterator[str]:
    """A table of contents: level, title and id of each heading; the reader's program fills in the pages.

    Until it has, the titles stand there as links.
    """
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    for position, (level, title, id_) in enumerate(entries):
        link = f'<w:hyperlink w:anchor="{anchor(id_)}">{text_runs(title)}</w:hyperlink>'
        inside = (begin if not position else "") + link + (end if position == len(entries) - 1 else "")
        yield f'<w:p><w:pPr><w:pStyle w:val="TOC{level}"/></w:pPr>{inside}</w:p>'
