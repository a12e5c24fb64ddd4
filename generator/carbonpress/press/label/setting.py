"""How the texts of a label are fitted into their room, and what the label is built of.

Positions are millimetres from the top left corner, y downwards.  A text is set in the size of its style; where room is
short it shrinks a little, then wraps, then goes down to its least size, and then the label does not fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from carbonpress.press.common.label_size import Inks, SizeClass, Style
from carbonpress.press.label.qr import Symbol, fitted
from carbonpress.press.typeface.outline import Outliner, has_han, number

HAN_LEAST = 2.0
"""Least em of a text with Han characters, mm."""

X_HEIGHT_LEAST = 0.9
"""Least x-height of a text without Han characters, mm."""

ASCENT = 0.86
"""From the top of the em to the baseline, in em."""

PITCH = 1.24
"""From baseline to baseline, in em."""

CAP_HEIGHT = 0.733
"""Height of capitals and digits, in em."""

PARTS = {
    "title": "the title",
    "subtitle": "the title",
    "emblem": "the emblem",
    "status": "the mark of the status",
    "name": "the product name",
    "other_name": "the product name",
    "maker": "the organisation's name",
    "figure": "the figure",
    "figure_unit": "the unit of the figure",
    "unit": "the declared or functional unit",
    "other_unit": "the declared or functional unit",
    "partial": "the mark of a partial footprint",
    "boundary": "the name of the system boundary",
    "other_boundary": "the name of the system boundary",
    "stages": "the short names of the stages",
    "counted": "the list of the stages",
    "scan": "the words beside the code",
    "other_scan": "the words beside the code",
    "fact": "the line on number, verifier, validity or rules",
    "digest": "the text on number, verifier, validity and rules",
    "caution": "the caution on comparison",
    "other_caution": "the caution on comparison",
}
"""What a text of the label is called in a message."""


class LabelDoesNotFit(ValueError):
    """A text that does not fit on a label in its least size; the label is not made smaller instead."""

    def __init__(self, part: str, text: str, label: str, too_tall: bool = False) -> None:
        """Say which text of which label it is; the longest of those of a label that is *too_tall*."""
        super().__init__(f"{PARTS[part]} does not fit on the {label} in the smallest print allowed: '{text}'")
        self.part, self.text, self.label, self.too_tall = part, text, label, too_tall


class LabelLacksCharacters(LabelDoesNotFit):
    """A text of a label with characters that no typeface has; drawn all the same, they would be marks or holes."""

    def __init__(self, text: str, characters: Sequence[str], label: str) -> None:
        """Say which characters of which text it is."""
        super().__init__("name", text, label)
        self.args = (f"no typeface has {' '.join(characters)} of '{text}' on the {label}",)
        self.characters = tuple(characters)


class Words(NamedTuple):
    """A line of text; (x, y) is the start of its baseline."""

    x: float
    y: float
    text: str
    size: float
    weight: str
    ink: str
    tracking: int = 0


class Rect(NamedTuple):
    """A rectangle; colours are values, empty for none."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    stroke: str = ""
    stroke_width: float = 0.0
    radius: float = 0.0


class Hatch(NamedTuple):
    """Line hatching inside a rectangle, `kind` as drawn: / \\ | - x + //."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    gap: float


class Code(NamedTuple):
    """A QR symbol; (x, y) is the corner of its first dark module."""

    x: float
    y: float
    module: float
    path: str


class Shape(NamedTuple):
    """An outline filled in one colour; (x, y) is where its own (0, 0) stands, `scale` its unit in mm."""

    x: float
    y: float
    scale: float
    path: str
    fill: str
    even_odd: bool = False


Item = Words | Rect | Hatch | Code | Shape


def moved(item: Item, right: float, down: float) -> Item:
    """*item* elsewhere; all items begin with x and y."""
    return type(item)._make((item.x + right, item.y + down, *item[2:]))


@dataclass(frozen=True, slots=True)
class Block:
    """Part of a label: its items as if it stood at y = 0, its height, and the white it needs above and below."""

    height: float
    items: tuple[Item, ...] = ()
    clear: tuple[float, float] = (0.0, 0.0)

    def at(self, y: float) -> tuple[Item, ...]:
        """The items with the block's top at *y*."""
        return tuple(moved(item, 0.0, y) for item in self.items) if y else self.items


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text broken into lines at the size in which it fits."""

    lines: tuple[str, ...]
    size: float
    style: Style

    @property
    def height(self) -> float:
        """From the top of the first em to the foot of the last."""
        return self.size * (1 + (len(self.lines) - 1) * PITCH)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a label is set with: typeface, size class, inks, and how tight: 0 preferred sizes, 1 least sizes.

    A label is composed in the millimetres of its size class and printed *scale*
    times as large, so that everything keeps its proportion; what must not be
    smaller than some size in print is made so much larger here.
    """

    outliner: Outliner
    size: SizeClass
    inks: Inks
    tightness: float
    scale: float = 1.0
    dots_per_inch: int = 600
    """Dots of the printer; a module of the code is a whole number of them."""

    @property
    def called(self) -> str:
        """The label in a message: `mini label`, `standard label of 48 x 72 mm`."""
        if self.scale == 1.0:
            return f"{self.size.name} label"
        width, height = (number(each * self.scale, 1) for each in (self.size.width, self.size.height))
        return f"{self.size.name} label of {width} × {height} mm"

    @property
    def gap(self) -> float:
        """The least room between blocks."""
        return self.size.roomy + (self.size.tight - self.size.roomy) * self.tightness

    def width(self, text: str, style: Style, size: float) -> float:
        """Width of a line in mm."""
        return self.outliner.line(text, style.weight, style.tracking).width * size

    def least(self, text: str, style: Style) -> float:
        """The least em of *text*: that of its style, but never below the hard minimum of its script."""
        hard = HAN_LEAST if has_han(text) else X_HEIGHT_LEAST / self.outliner.faces[style.weight].x_height
        return max(style.least, hard / self.scale)

    def wanted(self, text: str, style: Style) -> float:
        """The em that *text* has where it has room."""
        return max(self.least(text, style), style.size + (style.least - style.size) * self.tightness)

    def symbol(self, url: str) -> tuple[Symbol, float]:
        """The code of *url* and its module in the millimetres of the size class.

        Raises
        ------
        QrTooSmall
            When its modules would be printed smaller than 0.33 mm.
        """
        symbol, module = fitted(url, self.size.code * self.scale, self.dots_per_inch)
        return symbol, module / self.scale

    def fit(self, part: str, text: str, room: float, whole_words: bool = False) -> Fitted:
        """*text* in the style *part* within *room* mm; words are cut only in the least size.

        Raises
        ------
        LabelDoesNotFit
            When the least size needs more lines than the style allows, or needs words
            cut and *whole_words* forbids it.
        """
        style = self.size.styles[part]
        wanted, least = self.wanted(text, style), self.least(text, style)
        natural = self.width(text, style, 1.0)
        if natural * wanted <= room:
            return Fitted((text,), wanted, style)
        # one line more costs more room than a size a little smaller
        shrunk = least if style.lines == 1 else max(least, 0.87 * wanted)
        if natural * shrunk <= room:
            return Fitted((text,), room / natural, style)
        if style.lines > 1:
            longest = self.outliner.longest(text, style.weight)
            whole = [size for size in (wanted, shrunk, least) if longest * size <= room]
            for size in whole or ([] if whole_words else [least]):
                broken = self.outliner.lines(text, room / size, style.weight)
                if len(broken) <= style.lines:
                    return Fitted(broken, size, style)
        raise LabelDoesNotFit(part, text, self.called)

    def paragraph(
        self, part: str, text: str, left: float, room: float, ink: str, centred: bool = False, whole_words: bool = False
    ) -> Block:
        """*text* as a block in the style *part*; empty for no text."""
        if not text:
            return Block(0.0)
        fitted = self.fit(part, text, room, whole_words)
        return Block(fitted.height, tuple(self.lines(fitted, left, 0.0, ink, room if centred else 0.0)))

    def lines(self, fitted: Fitted, left: float, top: float, ink: str, centred_in: float = 0.0) -> Iterable[Words]:
        """The lines of a fitted text from *top* down, each in the middle of *centred_in* where that is given."""
        style = fitted.style
        for index, text in enumerate(fitted.lines):
            indent = (centred_in - self.width(text, style, fitted.size)) / 2 if centred_in else 0.0
            y = top + fitted.size * (ASCENT + index * PITCH)
            yield Words(left + indent, y, text, fitted.size, style.weight, ink, style.tracking)


def stacked(blocks: Iterable[Block], gap: float) -> Block:
    """Blocks below each other as one; empty ones take no room."""
    items: list[Item] = []
    y = 0.0
    for block in blocks:
        if block.height:
            y += gap if y else 0.0
            items += block.at(y)
            y += block.height
    return Block(y, tuple(items))
