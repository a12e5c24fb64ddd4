"""A composed label as a PDF for the printer: vectors in exact millimetres, process inks, outlined text.

What is drawn is what the SVG shows, item by item; only the colours are those of the press (`label_ink`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from carbonpress.press.label.ink import SPOT, Plates, Printing
from carbonpress.press.label.label import Composed
from carbonpress.press.label.pdf_writer import POINTS_PER_MM, About, Box, Page, Pdf
from carbonpress.press.label.setting import Rect, Shape, Words
from carbonpress.press.label.svg import by_ink, hatching, layers
from carbonpress.press.typeface.outline import Outliner, number
from carbonpress.press.typeface.svg_path import Segment, segments

BLEED_MM = 3.0
"""What a printer asks for beyond the trimmed edge."""

MARK_MM = 5.0
"""Length of a crop mark."""

HAIRLINE_MM = 0.25 * 25.4 / 72
"""Width of a crop mark: 0.25 pt."""

HATCH_MM = 0.2
"""Width of a line of a hatching."""

_ROUND = 0.5522847498
"""Length of the handles of a quarter circle of radius 1."""

_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}


def label_pdf(label: Composed, day: date, printing: Printing | None = None, bleed: bool = False) -> bytes:
    """A label as a page of its trimmed size; with a *bleed*, of that size with 3 mm around it and crop marks beyond.

    *day* is the day the file says it was made on, for instance that from which
    the declaration is valid: the same label gives the same bytes.
    """
    sheaf = Sheaf(printing or Printing())
    name = sheaf.label(label)
    around = BLEED_MM + MARK_MM if bleed else 0.0
    width, height = label.width, label.height
    trim = Box(around, around, around + width, around + height)
    reach = BLEED_MM if bleed else 0.0
    page = Page(
        Box(0.0, 0.0, width + 2 * around, height + 2 * around),
        Box(trim.left - reach, trim.bottom - reach, trim.right + reach, trim.top + reach),
        trim,
        placed(name, trim.left, trim.bottom) + (crop_marks(trim, BLEED_MM, MARK_MM) if bleed else ""),
    )
    return sheaf.finish([page], About(label.title, label.language, day, sheaf.printing.condition))


@dataclass(slots=True)
class Sheaf:
    """What the labels of one file share: objects, outlines of glyphs, inks. They are set in one typeface."""

    printing: Printing
    pdf: Pdf = field(default_factory=Pdf)
    _forms: dict[str, str] = field(default_factory=dict)
    _spaces: str = ""

    def __post_init__(self) -> None:
        """Add the inks beyond the four."""
        spot = self.printing.spot
        named = f"{SPOT} {self.pdf.separation(spot.name, self.printing.inks(spot.colour))}" if spot else ""
        self._spaces = f"/Marks {self.pdf.separation('All', (100, 100, 100, 100))}{named}"

    def label(self, label: Composed) -> str:
        """Add a label as a drawing of its own; the name that places it."""
        name = f"L{sum(form.startswith('L') for form in self._forms)}"
        scale = POINTS_PER_MM * label.setting.scale
        ahead = f"{number(scale, 8)} 0 0 {number(-scale, 8)} 0 {number(label.height * POINTS_PER_MM, 4)} cm\n"
        content = ahead + "\n".join(self._content(label))
        box = (0.0, 0.0, label.width * POINTS_PER_MM, label.height * POINTS_PER_MM)
        self._forms[name] = self.pdf.form(box, content, self._resources())
        return name

    def finish(self, pages: list[Page], about: About) -> bytes:
        """The file."""
        return self.pdf.finish(pages, self._resources(), about)

    def _resources(self) -> str:
        """The dictionary of all that contents may name."""
        forms = "".join(f"/{name} {reference}" for name, reference in sorted(self._forms.items()))
        states = "/Over<</Type/ExtGState/OP true/op true/OPM 1>>/Out<</Type/ExtGState/OP false/op false/OPM 0>>"
        return f"<</XObject<<{forms}>>/ColorSpace<<{self._spaces}>>/ExtGState<<{states}>>>>"

    def _content(self, label: Composed) -> Iterator[str]:
        """The operators of a label, in the millimetres of its size class, y downwards."""
        setting, shapes, hatches, words, codes = label.setting, *layers(label.items)
        plates = Plates(self.printing, setting.inks.name, setting.scale)
        for shape in shapes:
            yield _rect(shape, plates) if isinstance(shape, Rect) else _shape(shape, plates)
        for hatch in hatches:
            ink = plates.stroke(setting.inks.colours["ink"], HATCH_MM)
            yield f"{ink} {number(HATCH_MM)} w {operators(segments(hatching(hatch)))}S"
        for ink, lines in by_ink(words).items():
            for each in lines:
                yield plates.fill(ink, each.size)
                yield from _line(setting.outliner, each)
        for code in codes:
            module, place = number(code.module, 8), " ".join(number(each, 5) for each in (code.x, code.y))
            yield f"{plates.fill(setting.inks.colours['code'], 0.0)}"
            yield f"q {module} 0 0 {module} {place} cm {code_operators(code.path)} Q"


@lru_cache(maxsize=8192)
def glyph_operators(outliner: Outliner, glyph: str) -> str:
    """The outline of a glyph, filled; whole font units are finer than any plate."""
    return operators(segments(outliner.drawing(glyph)), 0) + "f"


@lru_cache(maxsize=256)
def code_operators(path: str) -> str:
    """The outline of a code in modules, filled."""
    return operators(segments(path)) + "f*"


def operators(path: Iterable[Segment], digits: int = 4) -> str:
    """Segments as PDF path operators."""
    return "".join(
        "".join(f"{number(x, digits)} {number(y, digits)} " for x, y in points) + f"{_OPERATORS[kind]} "
        for kind, points in path
    )


def placed(name: str, left: float, bottom: float) -> str:
    """The operators that draw the label *name* with its lower left corner there, in mm."""
    x, y = (number(each * POINTS_PER_MM, 4) for each in (left, bottom))
    return f"q 1 0 0 1 {x} {y} cm /{name} Do Q\n"


def crop_marks(trim: Box, off: float, length: float) -> str:
    """Eight lines that point at the corners of *trim*, from *off* mm away, on all plates."""
    ways = []
    for x, out in ((trim.left, -1), (trim.right, 1)):
        ways += [((x + out * off, y), (x + out * (off + length), y)) for y in (trim.bottom, trim.top)]
    for y, out in ((trim.bottom, -1), (trim.top, 1)):
        ways += [((x, y + out * off), (x, y + out * (off + length))) for x in (trim.left, trim.right)]
    return marks(ways)


def marks(lines: Iterable[tuple[tuple[float, float], tuple[float, float]]]) -> str:
    """Hairlines on all plates, in mm from the lower left corner of the page."""
    drawn = "".join(operators((Segment("M", (start,)), Segment("L", (end,)))) + "S " for start, end in lines)
    scale = number(POINTS_PER_MM, 8)
    return f"q {scale} 0 0 {scale} 0 0 cm /Out gs /Marks CS 1 SCN {number(HAIRLINE_MM, 5)} w {drawn}Q\n"


def text_operators(typeface: Outliner, words: Iterable[Words]) -> str:
    """Lines of text in mm, y downwards, filled in the colour that is set."""
    return "\n".join(line for each in words for line in _line(typeface, each))


def _line(typeface: Outliner, words: Words) -> Iterator[str]:
    """The glyphs of a line, each in its place."""
    line = typeface.line(words.text, words.weight, words.tracking)
    unit = words.size / typeface.faces[words.weight].em
    for glyph, x, y, scale in line.placed:
        size, place = number(unit * scale, 8), (words.x + x * unit, words.y - y * unit)
        at = " ".join(number(each, 4) for each in place)
        yield f"q {size} 0 0 -{size} {at} cm {glyph_operators(typeface, glyph)} Q"


def _rect(item: Rect, plates: Plates) -> str:
    path = operators(_outline(item))
    fill = f"{plates.fill(item.fill)} {path}f " if item.fill else ""
    width = item.stroke_width
    return fill + (f"{plates.stroke(item.stroke, width)} {number(width)} w {path}S" if item.stroke else "")


def _outline(item: Rect) -> tuple[Segment, ...]:
    x, y, width, height = item[:4]
    r = min(item.radius, width / 2, height / 2)
    right, low = x + width, y + height
    if not r:
        corners = ((x, y), (right, y), (right, low), (x, low))
        return (Segment("M", corners[:1]), *(Segment("L", (corner,)) for corner in corners[1:]), Segment("Z"))
    k = r * (1 - _ROUND)
    return (
        Segment("M", ((x + r, y),)),
        Segment("L", ((right - r, y),)),
        Segment("C", ((right - k, y), (right, y + k), (right, y + r))),
        Segment("L", ((right, low - r),)),
        Segment("C", ((right, low - k), (right - k, low), (right - r, low))),
        Segment("L", ((x + r, low),)),
        Segment("C", ((x + k, low), (x, low - k), (x, low - r))),
        Segment("L", ((x, y + r),)),
        Segment("C", ((x, y + k), (x + k, y), (x + r, y))),
        Segment("Z"),
    )


def _shape(item: Shape, plates: Plates) -> str:
    path = (_moved(each, item.x, item.y, item.scale) for each in segments(item.path))
    return f"{plates.fill(item.fill)} {operators(path)}{'f*' if item.even_odd else 'f'}"


def _moved(segment: Segment, right: float, down: float, scale: float) -> Segment:
    return Segment(segment.kind, tuple((right + scale * x, down + scale * y) for x, y in segment.points))
