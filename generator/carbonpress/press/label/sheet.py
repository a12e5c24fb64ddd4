"""Many labels on sheets of paper, with cut marks: what a printer cuts apart, or a company prints by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby

from carbonpress.press.label.ink import Printing
from carbonpress.press.label.label import Composed
from carbonpress.press.label.pdf import Sheaf, marks, placed, text_operators
from carbonpress.press.label.pdf_writer import POINTS_PER_MM, About, Box, Page
from carbonpress.press.label.setting import Words
from carbonpress.press.typeface.outline import number, outliner
from carbonpress.source.theme import theme_data


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of paper in mm, its margin, the gap between labels, and the cut marks."""

    name: str
    width: float
    height: float
    margin: float
    gap: float
    mark_off: float
    mark_length: float
    slug: float

    @property
    def turned(self) -> Paper:
        """The same, across."""
        return Paper(
            self.name, self.height, self.width, self.margin, self.gap, self.mark_off, self.mark_length, self.slug
        )


@dataclass(frozen=True, slots=True)
class Grid:
    """How labels of one size lie on a paper: columns and rows, and where the lower left label stands, in mm."""

    paper: Paper
    width: float
    height: float
    columns: int
    rows: int

    @property
    def places(self) -> int:
        """Labels on a sheet."""
        return self.columns * self.rows

    def corner(self, place: int) -> tuple[float, float]:
        """Lower left corner of the label at *place*, counted from the upper left one, row by row."""
        row, column = divmod(place, self.columns)
        return (
            self.left + column * (self.width + self.paper.gap),
            self.bottom + (self.rows - 1 - row) * (self.height + self.paper.gap),
        )

    @property
    def left(self) -> float:
        """Left edge of the first column: the grid stands in the middle."""
        return (self.paper.width - self._across) / 2

    @property
    def bottom(self) -> float:
        """Lower edge of the last row."""
        return (self.paper.height - self._down) / 2

    @property
    def _across(self) -> float:
        return self.columns * (self.width + self.paper.gap) - self.paper.gap

    @property
    def _down(self) -> float:
        return self.rows * (self.height + self.paper.gap) - self.paper.gap


class SheetTooSmall(ValueError):
    """A label that does not fit on the paper with margins and cut marks."""


@cache
def papers() -> Mapping[str, Paper]:
    """The papers of the theme by name."""
    given = theme_data("label/sheets.yml")
    mark = given["mark"]
    common = [float(each) for each in (given["margin"], given["gap"], mark["off"], mark["length"], given["slug"])]
    return {
        name: Paper(name, float(size["width"]), float(size["height"]), *common)
        for name, size in given["papers"].items()
    }


def grid(paper: Paper, width: float, height: float) -> Grid:
    """The way of laying labels on *paper*, upright or across, that gets more of them on a sheet; upright if equal.

    Raises
    ------
    SheetTooSmall
        When not even one fits.
    """
    best = max((_grid(each, width, height) for each in (paper, paper.turned)), key=lambda made: made.places)
    if not best.places:
        size = f"{number(width, 1)} × {number(height, 1)} mm"
        raise SheetTooSmall(f"a label of {size} does not fit on {paper.name} with margins of {number(paper.margin)} mm")
    return best


def label_sheets(
    labels: Sequence[tuple[Composed, int]], paper: Paper, day: date, job: str, printing: Printing | None = None
) -> bytes:
    """Sheets with each label as often as wanted, one after the other, as one PDF.

    All labels are of one size and in one typeface.  *job* stands in the margin of
    each sheet, with what it holds.

    Raises
    ------
    ValueError
        When the labels differ in size, or there are none.
    SheetTooSmall
        When not even one fits on the paper.
    """
    sizes = {(label.width, label.height) for label, _ in labels}
    if len(sizes) != 1:
        raise ValueError(f"labels of one size go onto a sheet, not of {len(sizes)}")
    laid = grid(paper, *sizes.pop())
    sheaf = Sheaf(printing or Printing())
    names = [name for label, count in labels for name in [sheaf.label(label)] * count]
    if not names:
        raise ValueError("there is no label to put onto a sheet")
    sheets = [names[start : start + laid.places] for start in range(0, len(names), laid.places)]
    setting = labels[0][0].setting
    pages = []
    for index, sheet in enumerate(sheets, 1):
        slug = (
            f"{job} · {setting.size.name} {number(laid.width, 1)} × {number(laid.height, 1)} mm · {index}/{len(sheets)}"
        )
        pages.append(_page(laid, sheet, _slug(laid.paper, f"{slug} · {_holds(sheet)} · {sheaf.printing.condition}")))
    return sheaf.finish(pages, About(job, labels[0][0].language, day, sheaf.printing.condition))


def sheet_count(labels: Sequence[tuple[Composed, int]], paper: Paper) -> tuple[int, int]:
    """How many sheets *labels* take, and how many labels lie on a full one."""
    laid = grid(paper, labels[0][0].width, labels[0][0].height)
    return -(-sum(count for _, count in labels) // laid.places), laid.places


def _grid(paper: Paper, width: float, height: float) -> Grid:
    columns, rows = (
        int((room - 2 * paper.margin + paper.gap) / (size + paper.gap) + 1e-9)
        for room, size in ((paper.width, width), (paper.height, height))
    )
    return Grid(paper, width, height, columns, rows)


def _page(laid: Grid, names: Sequence[str], slug: str) -> Page:
    paper = laid.paper
    whole = Box(0.0, 0.0, paper.width, paper.height)
    drawn = "".join(placed(name, *laid.corner(place)) for place, name in enumerate(names))
    return Page(whole, whole, whole, drawn + marks(_cuts(laid)) + slug)


def _cuts(laid: Grid) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Marks in the margins at both edges of each column and row: a guillotine cuts the whole sheet through."""
    paper, far = laid.paper, laid.paper.mark_off + laid.paper.mark_length
    right, top = paper.width - laid.left, paper.height - laid.bottom
    for column in range(laid.columns):
        x = laid.corner(column)[0]
        for cut in (x, x + laid.width):
            yield (cut, top + paper.mark_off), (cut, top + far)
            yield (cut, laid.bottom - paper.mark_off), (cut, laid.bottom - far)
    for row in range(laid.rows):
        y = laid.corner(row * laid.columns)[1]
        for cut in (y, y + laid.height):
            yield (laid.left - paper.mark_off, cut), (laid.left - far, cut)
            yield (right + paper.mark_off, cut), (right + far, cut)


def _slug(paper: Paper, text: str) -> str:
    """A line in black along the lower edge, for people."""
    scale = number(POINTS_PER_MM, 8)
    words = Words(paper.margin, -paper.slug * 0.6, text, paper.slug, "regular", "")
    return f"q {scale} 0 0 -{scale} 0 0 cm /Out gs 0 0 0 1 k {text_operators(outliner(), [words])} Q\n"


def _holds(names: Sequence[str]) -> str:
    """How many labels of how many kinds a sheet holds."""
    return f"{len(names)} ({len([*groupby(names)])})"
