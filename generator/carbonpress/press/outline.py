"""Text as outlines: shaped by HarfBuzz, drawn as SVG, so that no viewer and no printer needs a font.

Each glyph is drawn once per picture and used where it stands (`<use>`); its id is made of weight and glyph number, so
that the same text gives the same bytes in every picture.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from markupsafe import Markup

from carbonpress.press.theme import theme_folder

WEIGHTS = {"regular": "r", "bold": "b"}
"""Weights of the typeface and the letter that their glyph ids start with."""

SUBSTITUTE = "〓"
"""Stands, visibly, where the font has no glyph (U+3013, the printer's mark for a missing character)."""

_SMALL = {"<sub>": (0.62, -140), "<super>": (0.62, 360)}
"""Scale and rise (thousandths of the em) of small characters that the font lacks and larger ones stand in for."""

_SPACES = {"\u2009": 170, "\u202f": 170, "\u200a": 80, "\u2007": 555, "\u2004": 333, "\u2005": 250, "\u2006": 167}
"""Spaces the font lacks, in thousandths of the em."""

_DOT, _DOT_PULL = "·", 330
"""The middle dot is a full-width glyph; what it is pulled in by on either side, in thousandths of the em."""

_CLOSING = "，。；：、！？）》」』”’】〕…—·,.;:!?)]}%％℃"
_OPENING = "（《「『“‘【〔([{"
_BREAK_AFTER = " /_–"


@dataclass(frozen=True, slots=True)
class Line:
    """A shaped line: its width in em, its glyphs as `<use>` elements in thousandths of the em, and their ids."""

    width: float
    uses: str
    glyphs: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters that are set alike: as they are, small and low, small and high, or as empty space."""

    text: str
    scale: float = 1.0
    rise: int = 0
    space: int = 0


class Face:
    """One weight of a typeface: which characters it has, how wide and high they are, how they are drawn."""

    def __init__(self, path: Path, letter: str) -> None:
        """Open the font file *path*; *letter* starts the ids of its glyphs."""
        self._font: Any = hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))
        self._letter = letter
        self.em: int = self._font.face.upem
        self.x_height: float = self._font.get_glyph_extents(self._font.get_nominal_glyph(ord("x"))).y_bearing / self.em

    def has(self, character: str) -> bool:
        """Whether the font draws *character*."""
        return self._font.get_nominal_glyph(ord(character)) is not None

    def shaped(self, text: str) -> Iterator[tuple[str, int, int, int]]:
        """Glyph id, x offset, y offset and advance of each glyph of *text*, left to right, in font units."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction, buffer.script, buffer.language = "ltr", "Hani", "zh-Hans"
        hb.shape(self._font, buffer, {"kern": True})
        for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            yield f"{self._letter}{glyph.codepoint:x}", place.x_offset, place.y_offset, place.x_advance

    def drawing(self, glyph: str) -> str:
        """The outline of a glyph as relative path data in font units, y upwards; empty for a space."""
        pen = _Pen()
        self._font.draw_glyph(int(glyph[1:], 16), _draw_functions(), pen)
        return "".join(pen.data)


@dataclass(slots=True)
class _Pen:
    """Collects an outline as relative path data on whole font units."""

    data: list[str] = field(default_factory=list)
    at: tuple[int, int] = (0, 0)
    start: tuple[int, int] = (0, 0)

    def draw(self, command: str, *points: tuple[float, float]) -> None:
        """Append one command whose points are absolute."""
        whole = [(round(x), round(y)) for x, y in points]
        steps = [(x - self.at[0], y - self.at[1]) for x, y in whole]
        if command == "l" and 0 in steps[0]:
            command, numbers = ("h", [steps[0][0]]) if steps[0][1] == 0 else ("v", [steps[0][1]])
        else:
            numbers = [number for step in steps for number in step]
        self.data.append(command + " ".join(map(str, numbers)).replace(" -", "-"))
        self.at = whole[-1]
        if command == "m":
            self.start = self.at

    def close(self) -> None:
        """Close the contour; the point returns to its start."""
        self.data.append("z")
        self.at = self.start


@cache
def _draw_functions() -> Any:
    """HarfBuzz callbacks that write to a `_Pen`."""
    made = hb.DrawFuncs()
    made.set_move_to_func(lambda x, y, pen: pen.draw("m", (x, y)))
    made.set_line_to_func(lambda x, y, pen: pen.draw("l", (x, y)))
    made.set_quadratic_to_func(lambda a, b, x, y, pen: pen.draw("q", (a, b), (x, y)))
    made.set_cubic_to_func(lambda a, b, c, d, x, y, pen: pen.draw("c", (a, b), (c, d), (x, y)))
    made.set_close_path_func(lambda pen: pen.close())
    return made


class Outliner:
    """Sets lines of text in one typeface; lines and glyphs once made are kept."""

    def __init__(self, regular: Path, bold: Path) -> None:
        """Open the two weights of the typeface."""
        paths = {"regular": regular, "bold": bold}
        self.faces = {weight: Face(paths[weight], letter) for weight, letter in WEIGHTS.items()}
        self.line = lru_cache(maxsize=8192)(self._line)
        self.wrapped = lru_cache(maxsize=8192)(self._wrapped)
        self._definition = cache(self._defined)

    def width(self, text: str, size: float, weight: str = "regular") -> float:
        """How wide *text* is when its em is *size*, in the unit of *size*."""
        return self.line(text, weight).width * size

    def lines(self, text: str, room: float, weight: str = "regular") -> tuple[str, ...]:
        """*text* broken into as few lines of at most *room* em as it takes, of about equal length.

        A line ends between Han, after a space or a slash.  None starts with closing
        or ends with opening punctuation.  A word that is longer than a line is broken
        anywhere.
        """
        return (text,) if self.line(text, weight).width <= room else self.wrapped(text, round(room, 4), weight)

    def longest(self, text: str, weight: str = "regular") -> float:
        """Width in em of the longest part of *text* that no line should end inside."""
        return max(self._widths(piece, weight)[1] for piece in _pieces(text))

    def mark(self, text: str, x: float, y: float, size: float, weight: str = "regular", tracking: int = 0) -> str:
        """*text* as SVG, its baseline starting at (x, y), its em *size*; `definitions` must come with it.

        The markup is made of numbers and glyph ids alone.
        """
        scale = size / self.faces[weight].em
        uses = self.line(text, weight, tracking).uses
        place = f"{number(scale, 7)} 0 0 {number(-scale, 7)} {number(x)} {number(y)}"
        return f'<g transform="matrix({place})">{uses}</g>'

    def definitions(self, glyphs: Iterable[str]) -> Markup:
        """The outlines of *glyphs* as `<path>` elements, in the order of their ids."""
        return Markup("".join(map(self._definition, sorted(glyphs))))  # noqa: S704 - numbers and glyph ids alone

    def missing(self, text: str) -> list[str]:
        """Characters of *text* that a weight of the font cannot draw, each once, in order of appearance."""
        return list(dict.fromkeys(char for char in text if not all(_drawn(face, char) for face in self.faces.values())))

    def _line(self, text: str, weight: str, tracking: int = 0) -> Line:
        face, x, uses, glyphs = self.faces[weight], 0.0, [], set()
        for run in _runs(face, text):
            x += run.space
            for glyph, dx, dy, advance in face.shaped(run.text) if run.text else ():
                if self._definition(glyph):
                    glyphs.add(glyph)
                    uses.append(_use(glyph, x + dx * run.scale, run.rise + dy * run.scale, run.scale))
                x += advance * run.scale + tracking
        return Line((x - tracking) / face.em if x else 0.0, "".join(uses), frozenset(glyphs))

    def _wrapped(self, text: str, room: float, weight: str) -> tuple[str, ...]:
        pieces = [(piece, *self._widths(piece, weight)) for piece in self._short_pieces(text, room, weight)]
        best = _filled(pieces, room)
        narrow, wide = 0.5 * room, room
        for _ in range(5):
            middle = (narrow + wide) / 2
            tried = _filled(pieces, middle)
            if len(tried) == len(best):
                best, wide = tried, middle
            else:
                narrow = middle
        return best

    def _widths(self, piece: str, weight: str) -> tuple[float, float]:
        """Width of a piece in the middle and at the end of a line."""
        return self.line(piece, weight).width, self.line(piece.rstrip(), weight).width

    def _short_pieces(self, text: str, room: float, weight: str) -> Iterator[str]:
        """The pieces between which a line may end; a piece longer than a line is cut into its characters."""
        for piece in _pieces(text):
            if self._widths(piece, weight)[1] <= room:
                yield piece
            else:
                yield from piece

    def _defined(self, glyph: str) -> str:
        face = next(self.faces[weight] for weight, letter in WEIGHTS.items() if glyph.startswith(letter))
        data = face.drawing(glyph)
        return f'<path id="{glyph}" d="{data}"/>' if data else ""


def outliner(regular: Path | None = None, bold: Path | None = None) -> Outliner:
    """The outliner of the shipped typeface, or of the two font files given; always the same one for the same files."""
    fonts = theme_folder() / "fonts"
    return _outliner(regular or fonts / "NotoSansSC-Regular.ttf", bold or fonts / "NotoSansSC-Bold.ttf")


_outliner = cache(Outliner)


def missing_characters(text: str) -> list[str]:
    """Characters of *text* that the shipped typeface cannot draw, each once, in order of appearance.

    >>> missing_characters("CO₂ 光缆 🙂")
    ['🙂']
    """
    return outliner().missing(text)


@lru_cache(maxsize=16384)
def has_han(text: str) -> bool:
    """Whether *text* holds full-width characters, which need the larger smallest size."""
    return any(unicodedata.east_asian_width(char) in "WF" for char in text)


def number(value: float, digits: int = 3) -> str:
    """A coordinate in its shortest form; three decimals of a millimetre are a micrometre."""
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def _drawn(face: Face, char: str) -> bool:
    return char == SUBSTITUTE or _run(face, char).text != SUBSTITUTE


def _unseen(char: str) -> bool:
    """Characters that draw nothing: joiners, direction marks, variation selectors, white space."""
    return char.isspace() or unicodedata.category(char) == "Cf" or "\ufe00" <= char <= "\ufe0f"


@lru_cache(maxsize=65536)
def _run(face: Face, char: str) -> _Run:
    """How one character is set."""
    if face.has(char):
        return _Run(char)
    if char in _SPACES:
        return _Run("", space=_SPACES[char] * face.em // 1000)
    if _unseen(char):
        return _Run(" " if char.isspace() else "")
    kind, parts = _parts(char)
    if parts and all(map(face.has, parts)):
        return _Run(parts, *_SMALL.get(kind, (1.0, 0)))
    return _Run(SUBSTITUTE)


def _parts(char: str) -> tuple[str, str]:
    """What Unicode takes *char* apart into, and how: `<sub>` and `2` for ₂, `<square>` and `m²` for ㎡."""
    steps = unicodedata.decomposition(char).split()
    kind = steps.pop(0) if steps and steps[0].startswith("<") else ""
    return kind, "".join(chr(int(step, 16)) for step in steps)


def _set(face: Face, before: str, char: str, after: str) -> tuple[_Run, ...]:
    """How a character is set between its neighbours: the dot of `t·km` has not the full width of one between Han."""
    single = _run(face, char)
    if char != _DOT or (has_han(before) and has_han(after)):
        return (single,)
    pull = _Run("", space=-_DOT_PULL * face.em // 1000)
    return (pull, single, pull)


def _runs(face: Face, text: str) -> Iterator[_Run]:
    """*text* in runs of characters that are set alike."""
    around = zip(f" {text}", text, f"{text[1:]} ", strict=False)
    singles = (run for before, char, after in around for run in _set(face, before, char, after))
    for (scale, rise, space), group in groupby(singles, key=lambda run: (run.scale, run.rise, run.space)):
        runs = list(group)
        yield _Run("".join(run.text for run in runs), scale, rise, space * len(runs))


def _use(glyph: str, x: float, y: float, scale: float) -> str:
    if scale != 1.0:
        move = f"translate({round(x)} {round(y)}) scale({number(scale)})"
        return f'<use xlink:href="#{glyph}" transform="{move}"/>'
    across = f' x="{round(x)}"' if round(x) else ""
    return f'<use xlink:href="#{glyph}"{across}' + (f' y="{round(y)}"' if round(y) else "") + "/>"


@lru_cache(maxsize=4096)
def _pieces(text: str) -> tuple[str, ...]:
    """*text* cut where a line may end; joined again the pieces are *text*."""
    pieces, piece = [], ""
    for index, char in enumerate(text):
        piece += char
        following = text[index + 1 : index + 2]
        if following and _may_break(char, following):
            pieces.append(piece)
            piece = ""
    return (*pieces, piece)


def _filled(pieces: Sequence[tuple[str, float, float]], room: float) -> tuple[str, ...]:
    """Pieces in lines that are filled as far as they go; a line's width is that of its pieces, summed."""
    lines, current, used = [], "", 0.0
    for piece, inside, at_end in pieces:
        if current and used + at_end > room:
            lines.append(current.rstrip())
            current, used = "", 0.0
        current += piece
        used += inside
    return (*lines, current.rstrip())


def _may_break(before: str, after: str) -> bool:
    """Whether a line may end between two characters; a hyphen ends one inside a word, not inside a model number."""
    if after in _CLOSING or after == " " or before in _OPENING:
        return False
    if before == "-":
        return after.islower()
    return before in _BREAK_AFTER or has_han(before) or has_han(after)
