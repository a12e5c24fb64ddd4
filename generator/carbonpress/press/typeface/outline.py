"""Text as outlines: shaped by HarfBuzz, drawn as SVG, so that no viewer and no printer needs a font.

Each glyph is drawn once per picture and used where it stands (`<use>`); its id is made of weight and glyph number, so
that the same text gives the same bytes in every picture.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import groupby
from pathlib import Path

from markupsafe import Markup

from carbonpress.press.typeface.characters import Characters, clusters, is_mark, taken_apart
from carbonpress.press.typeface.face import Face
from carbonpress.press.typeface.typefaces import Family, families, shipped

WEIGHTS = {"regular": "r", "bold": "b"}
"""Weights of the typeface and the letter that their glyph ids start with."""

STANDING_IN = {"regular": "s", "bold": "c"}
"""The letters of the shipped typeface where it stands in for what a company's own typeface lacks."""

OTHERS = "gGhHiIjJkKlLmMnNoOpPqQtTuUvVwWxXyYzZ"
"""The letters of all further typefaces, two for each."""

MOST_OTHERS = 8
"""Families that a company may add, so that there are letters for all."""

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
    """Sets lines of text in a chain of typefaces; lines and glyphs once made are kept."""

    def __init__(self, own: Family | None = None, others: tuple[Family, ...] = ()) -> None:
        """Open the shipped typefaces, a company's *own* before them, and *others* for what they all lack."""
        main, *fallback = shipped()
        text = [(own, WEIGHTS), (main, STANDING_IN)] if own else [(main, WEIGHTS)]
        letters = zip(OTHERS[::2], OTHERS[1::2], strict=True)
        further = [
            (each, dict(zip(WEIGHTS, pair, strict=True)))
            for each, pair in zip([*fallback, *others], letters, strict=False)
        ]
        opened = [_faces(family, letters, scripts=False) for family, letters in text]
        self._text = {weight: tuple(faces[weight] for faces in opened) for weight in WEIGHTS}
        opened = [_faces(family, letters, scripts=True) for family, letters in further]
        self._further = {weight: tuple(faces[weight] for faces in opened) for weight in WEIGHTS}
        self.faces = {weight: faces[0] for weight, faces in self._text.items()}
        chains = {weight: self._text[weight] + self._further[weight] for weight in WEIGHTS}
        self.characters = Characters(list(zip(*chains.values(), strict=True)))
        self._by_letter = {face.letter: face for chain in chains.values() for face in chain}
        self.line = lru_cache(maxsize=1024)(self._line)  # one that is asked for with less is another one to it
        self.wrapped = lru_cache(maxsize=256)(self._wrapped)
        self._definition = cache(self._defined)
        self._single = lru_cache(maxsize=65536)(self._set_singly)
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
        """Characters of *text* that no typeface has, nor an equivalent of them, each once, in order of appearance."""
        return self.characters.missing(text)

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
        plain.update(char for char in text if char != _DOT and not is_mark(char) and self.faces[weight].has(char))
        return self._mixed(text, weight)

    def _mixed(self, text: str, weight: str) -> Iterator[_Run]:
        """*text* in runs of characters that are set alike."""
        parts = list(clusters(text))
        around = zip([" ", *parts], parts, [*parts[1:], " "], strict=False)
        singles = (run for before, part, after in around for run in self._placed(before, part, after, weight))
        for (letter, scale, rise, space), group in groupby(singles, key=_alike):
            runs = list(group)
            yield _Run(self._by_letter[letter], "".join(run.text for run in runs), scale, rise, space * len(runs))

    def _placed(self, before: str, part: str, after: str, weight: str) -> tuple[_Run, ...]:
        """How *part* is set between its neighbours: the dot of `t·km` has not the full width of one between Han."""
        runs = self._single(part, weight)
        # a dot that is narrow in its font stays as it is
        if part != _DOT or (has_han(before) and has_han(after)) or not runs[0].face.is_wide(_DOT):
            return runs
        pull = _Run(runs[0].face, "", space=-_DOT_PULL * self.faces[weight].em // 1000)
        return (pull, *runs, pull)

    def _set_singly(self, part: str, weight: str) -> tuple[_Run, ...]:
        """How a letter with its accents is set: by the first face that has it, or by its replacement."""
        first = self.faces[weight]
        for face in self._text[weight]:
            if face.has(part):
                return (_Run(face, part),)
        if part in _SPACES:
            return (_Run(first, "", space=_SPACES[part] * first.em // 1000),)
        if part.isspace():
            return (_Run(first, " "),)
        stands = self.characters.shown(part)
        if small := self._small(part, weight):
            return (small,)
        for face in self._text[weight] + self._further[weight] if stands else ():
            if face.has(stands):
                return (_Run(face, stands),)
        return tuple(run for each in clusters(stands) for run in self._single(each, weight)) or (_Run(first, ""),)

    def _small(self, part: str, weight: str) -> _Run | None:
        """A raised or lowered sign drawn from the plain one; a font of signs has it too, for other print."""
        kind, parts = taken_apart(part) if len(part) == 1 else ("", "")
        if kind in _SMALL and self.characters.stands(part) is not None:
            scale, rise = _SMALL[kind]
            for face in self._text[weight]:
                if face.has(parts):
                    return _Run(face, parts, scale, rise * self.faces[weight].em // 1000)
        return None

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
                yield from clusters(piece)

    def _defined(self, glyph: str) -> str:
        data = self.drawing(glyph)
        return f'<path id="{glyph}" d="{data}"/>' if data else ""


def outliner(regular: Path | None = None, bold: Path | None = None, others: tuple[Path, ...] = ()) -> Outliner:
    """The outliner of the shipped typefaces, or of the font files given; always the same one for the same files.

    A single weight is used for both.  What a typeface of one's own
    lacks, the shipped ones draw, and what they lack, *others*.
    """
    plain, strong = regular or bold, bold or regular
    own = Family("", plain, strong) if plain is not None and strong is not None else None
    return _outliner(own, families(others)[:MOST_OTHERS])


_outliner = cache(Outliner)


def _faces(family: Family, letters: Mapping[str, str], scripts: bool) -> dict[str, Face]:
    files = {"regular": family.regular, "bold": family.bold}
    return {weight: Face(files[weight], letter, scripts) for weight, letter in letters.items()}


@lru_cache(maxsize=16384)
def has_han(text: str) -> bool:
    """Whether *text* holds full-width characters, which need the larger smallest size."""
    return any(unicodedata.east_asian_width(char) in "WF" for char in text)


def number(value: float, digits: int = 3) -> str:
    """A coordinate in its shortest form; three decimals of a millimetre are a micrometre."""
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if digits else text
    return "0" if text in ("", "-0") else text


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
    if is_mark(after) or after in _CLOSING or after in _KEPT_BEFORE or before in _OPENING or before in _TIES:
        return False
    if before == "-":
        return after.islower()
    return before in _BREAK_AFTER or has_han(before) or has_han(after)
