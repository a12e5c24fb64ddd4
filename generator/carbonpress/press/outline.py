"""Text as outlines: shaped by HarfBuzz, drawn as SVG, so that no viewer and no printer needs a font.

Each glyph is drawn once per picture and used where it stands (`<use>`); its id is made of weight and glyph number, so
that the same text gives the same bytes in every picture.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import groupby
from pathlib import Path

from markupsafe import Markup

from carbonpress.press.face import Face
from carbonpress.press.theme import theme_folder

WEIGHTS = {"regular": "r", "bold": "b"}
"""Weights of the typeface and the letter that their glyph ids start with."""

STANDING_IN = {"regular": "s", "bold": "c"}
"""The letters of the shipped typeface where it stands in for what a company's own typeface lacks."""

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
_TIES = "\u00a0\u2060"
_KEPT_BEFORE = f" {_TIES}"


Placed = tuple[str, float, float, float]
"""A glyph in its line: its id, where its origin stands (x, y in font units of the weight, y upwards), and its size."""


@dataclass(frozen=True)
class Line:
    """A shaped line: its width in em, and its glyphs in their places."""

    width: float
    placed: tuple[Placed, ...]

    @cached_property
    def uses(self) -> str:
        """Its glyphs as `<use>` elements; many lines are only measured."""
        return "".join(map(_use, self.placed))

    @cached_property
    def glyphs(self) -> frozenset[str]:
        """The ids of its glyphs."""
        return frozenset(glyph for glyph, *_ in self.placed)


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters of one face that are set alike: as they are, small and low, small and high, or as empty space."""

    face: Face
    text: str
    scale: float = 1.0
    rise: int = 0
    space: int = 0


class Outliner:
    """Sets lines of text in one typeface; lines and glyphs once made are kept."""

    def __init__(self, regular: Path, bold: Path, *standing_in: Path) -> None:
        """Open the two weights of the typeface, and those of the one that stands in for what it lacks."""
        self.faces = {
            weight: Face(path, WEIGHTS[weight]) for weight, path in zip(WEIGHTS, (regular, bold), strict=True)
        }
        others = {weight: Face(path, STANDING_IN[weight]) for weight, path in zip(WEIGHTS, standing_in, strict=False)}
        self._chains = {w: (face, others[w]) if w in others else (face,) for w, face in self.faces.items()}
        self._by_letter = {face.letter: face for chain in self._chains.values() for face in chain}
        self.line = lru_cache(maxsize=1024)(self._line)  # one that is asked for with less is another one to it
        self.wrapped = lru_cache(maxsize=256)(self._wrapped)
        self._definition = cache(self._defined)
        self._known: set[str] = set()
        self._plain: dict[str, set[str]] = {weight: set() for weight in WEIGHTS}

    def width(self, text: str, size: float, weight: str = "regular") -> float:
        """How wide *text* is when its em is *size*, in the unit of *size*."""
        return self.line(text, weight, 0).width * size

    def lines(self, text: str, room: float, weight: str = "regular") -> tuple[str, ...]:
        """*text* broken into as few lines of at most *room* em as it takes, of about equal length.

        A line ends between Han, after a space or a slash.  None starts with closing
        or ends with opening punctuation.  A word that is longer than a line is broken
        anywhere.
        """
        return (text,) if self.line(text, weight, 0).width <= room else self.wrapped(text, round(room, 4), weight)

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

    def drawing(self, glyph: str) -> str:
        """The outline of *glyph* as relative path data in the units of its font, y upwards; empty for a space."""
        return self._by_letter[glyph[0]].drawing(glyph)

    def missing(self, text: str) -> list[str]:
        """Characters of *text* that a weight of the font cannot draw, each once, in order of appearance."""
        new = set(text) - self._known
        lacking = {char for char in new if not all(_drawn(chain, char) for chain in self._chains.values())}
        self._known |= new - lacking
        return [char for char in dict.fromkeys(text) if char in lacking]

    def _line(self, text: str, weight: str, tracking: int = 0) -> Line:
        em, x, placed, definition = self.faces[weight].em, 0.0, list[Placed](), self._definition
        apart = tracking * em / 1000
        for run in self._runs(text, weight):
            x += run.space
            scale, rise = run.scale * em / run.face.em, run.rise
            for glyph, dx, dy, advance in run.face.shaped(run.text) if run.text else ():
                if definition(glyph):
                    placed.append((glyph, x + dx * scale, rise + dy * scale, scale))
                x += advance * scale + apart
        return Line((x - apart) / em if x else 0.0, tuple(placed))

    def _runs(self, text: str, weight: str) -> Iterable[_Run]:
        """*text* in runs; nearly all texts are one, of characters that the first face draws as they are."""
        plain = self._plain[weight]
        if plain.issuperset(text):
            return (_Run(self.faces[weight], text),)
        plain.update(char for char in text if char != _DOT and self.faces[weight].has(char))
        return _runs(self._chains[weight], text)

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
        return self.line(piece, weight, 0).width, self.line(piece.rstrip(), weight, 0).width

    def _short_pieces(self, text: str, room: float, weight: str) -> Iterator[str]:
        """The pieces between which a line may end; a piece longer than a line is cut into its characters."""
        for piece in _pieces(text):
            if self._widths(piece, weight)[1] <= room:
                yield piece
            else:
                yield from piece

    def _defined(self, glyph: str) -> str:
        data = self.drawing(glyph)
        return f'<path id="{glyph}" d="{data}"/>' if data else ""


def outliner(regular: Path | None = None, bold: Path | None = None) -> Outliner:
    """The outliner of the shipped typeface, or of the font files given; always the same one for the same files.

    Of two weights given singly each stands for both.  What a typeface of one's own
    lacks, the shipped one draws.
    """
    if regular is None and bold is None:
        return _outliner(*_shipped())
    return _outliner(regular or bold, bold or regular, *_shipped())


_outliner = cache(Outliner)


@cache
def _shipped() -> tuple[Path, Path]:
    fonts = theme_folder() / "fonts"
    return fonts / "NotoSansSC-Regular.ttf", fonts / "NotoSansSC-Bold.ttf"


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
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if digits else text
    return "0" if text in ("", "-0") else text


def _drawn(chain: tuple[Face, ...], char: str) -> bool:
    return char == SUBSTITUTE or _run(chain, char).text != SUBSTITUTE


def _unseen(char: str) -> bool:
    """Characters that draw nothing: joiners, direction marks, variation selectors, white space."""
    return char.isspace() or unicodedata.category(char) == "Cf" or "\ufe00" <= char <= "\ufe0f"


@lru_cache(maxsize=65536)
def _run(chain: tuple[Face, ...], char: str) -> _Run:
    """How one character is set: by the first face of the chain that has it."""
    first = chain[0]
    for face in chain:
        if face.has(char):
            return _Run(face, char)
    if char in _SPACES:
        return _Run(first, "", space=_SPACES[char] * first.em // 1000)
    if _unseen(char):
        return _Run(first, " " if char.isspace() else "")
    kind, parts = _parts(char)
    scale, rise = _SMALL.get(kind, (1.0, 0))
    for face in chain:
        if parts and all(map(face.has, parts)):
            return _Run(face, parts, scale, rise * first.em // 1000)
    return _Run(chain[-1], SUBSTITUTE)


def _parts(char: str) -> tuple[str, str]:
    """What Unicode takes *char* apart into, and how: `<sub>` and `2` for ₂, `<square>` and `m²` for ㎡."""
    steps = unicodedata.decomposition(char).split()
    kind = steps.pop(0) if steps and steps[0].startswith("<") else ""
    return kind, "".join(chr(int(step, 16)) for step in steps)


def _set(chain: tuple[Face, ...], before: str, char: str, after: str) -> tuple[_Run, ...]:
    """How a character is set between its neighbours: the dot of `t·km` has not the full width of one between Han."""
    single = _run(chain, char)
    # a dot that is narrow in its font stays as it is
    if char != _DOT or (has_han(before) and has_han(after)) or not single.face.is_wide(_DOT):
        return (single,)
    pull = _Run(single.face, "", space=-_DOT_PULL * chain[0].em // 1000)
    return (pull, single, pull)


def _runs(chain: tuple[Face, ...], text: str) -> Iterator[_Run]:
    """*text* in runs of characters that are set alike."""
    around = zip(f" {text}", text, f"{text[1:]} ", strict=False)
    singles = (run for before, char, after in around for run in _set(chain, before, char, after))
    for (letter, scale, rise, space), group in groupby(singles, key=_alike):
        runs = list(group)
        face = next(face for face in chain if face.letter == letter)
        yield _Run(face, "".join(run.text for run in runs), scale, rise, space * len(runs))


def _alike(run: _Run) -> tuple[str, float, int, int]:
    return run.face.letter, run.scale, run.rise, run.space


def _use(placed: Placed) -> str:
    glyph, x, y, scale = placed
    right, up = round(x), round(y)
    if scale != 1.0:
        return f'<use xlink:href="#{glyph}" transform="translate({right} {up}) scale({number(scale)})"/>'
    if up:
        return f'<use xlink:href="#{glyph}" x="{right}" y="{up}"/>'
    return f'<use xlink:href="#{glyph}" x="{right}"/>' if right else f'<use xlink:href="#{glyph}"/>'


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
    if after in _CLOSING or after in _KEPT_BEFORE or before in _OPENING or before in _TIES:
        return False
    if before == "-":
        return after.islower()
    return before in _BREAK_AFTER or has_han(before) or has_han(after)
