"""One weight of a typeface, read and shaped by HarfBuzz."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import uharfbuzz as hb

LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
"""What a typeface must have."""


class Face:
    """One weight of a typeface: which characters it has, how wide and high they are, how they are drawn."""

    def __init__(self, path: Path, letter: str, scripts: bool = False) -> None:
        """Open the font file *path*; *letter* starts the ids of its glyphs.

        With *scripts* each text is shaped by the rules of its own script, as accents
        and syllables need; without, all are shaped as Han and Latin.
        """
        self._font: Any = hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))
        self.letter = letter
        self._scripts = scripts
        self.em: int = self._font.face.upem

    @cached_property
    def x_height(self) -> float:
        """Height of an x, in em; of a font that has letters."""
        extents = self._font.get_glyph_extents(self._font.get_nominal_glyph(ord("x")))
        return float(extents.y_bearing / self.em)

    def has(self, characters: str) -> bool:
        """Whether the font draws all of *characters*; its first glyph is the one for what it lacks."""
        return all(self._font.get_nominal_glyph(ord(character)) for character in characters)

    def is_wide(self, character: str) -> bool:
        """Whether *character* takes a full em, as punctuation between Han does."""
        glyph = self._font.get_nominal_glyph(ord(character))
        return glyph is not None and bool(self._font.get_glyph_h_advance(glyph) > 0.8 * self.em)

    def shaped(self, text: str) -> Iterator[tuple[str, int, int, int]]:
        """Glyph id, x offset, y offset and advance of each glyph of *text*, left to right, in font units."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        if self._scripts:
            buffer.guess_segment_properties()
            buffer.direction = "ltr"
        else:
            buffer.direction, buffer.script, buffer.language = "ltr", "Hani", "zh-Hans"
        hb.shape(self._font, buffer, {"kern": True})
        for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            yield f"{self.letter}{glyph.codepoint:x}", place.x_offset, place.y_offset, place.x_advance

    def drawing(self, glyph: str) -> str:
        """The outline of a glyph as relative path data in font units, y upwards; empty for a space.

        What can be left out is left out; where the outline runs is not changed.
        """
        pen = _Pen()
        self._font.draw_glyph(int(glyph[1:], 16), _draw_functions(), pen)
        return pen.written()


def fault(path: Path, needs_letters: bool = True) -> str:
    """Why no text can be set from the font file *path*; empty where it can."""
    font: Any = hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))
    if not font.face.glyph_count:
        return "is no font"
    lacking = [letter for letter in LETTERS if needs_letters and font.get_nominal_glyph(ord(letter)) is None]
    return f"has no {lacking[0]!r}: it needs letters and digits" if lacking else ""


Step = tuple[float, float]
"""From one point to another."""


@dataclass(slots=True)
class _Pen:
    """Collects an outline as relative path data on half font units: where two points off it imply one between them."""

    made: list[tuple[str, tuple[float, ...]]] = field(default_factory=list)
    at: Step = (0.0, 0.0)
    start: Step = (0.0, 0.0)
    onward: Step | None = None
    """From the last point of a curve to where the handle of the next one is if the outline runs on smoothly."""

    def draw(self, command: str, *points: Step) -> None:
        """Append one command whose points are absolute."""
        halves = [(round(2 * x) / 2, round(2 * y) / 2) for x, y in points]
        *handles, end = ((x - self.at[0], y - self.at[1]) for x, y in halves)
        self.at = halves[-1]
        if command == "m":
            self.start = self.at
        if command == "l" or _is_straight(handles, end):
            self._line(end)
        elif handles and handles[0] == self.onward:
            self._add("s" if handles[1:] else "t", *handles[1:], end)
        else:
            self._add(command, *handles, end)
        self.onward = (end[0] - handles[-1][0], end[1] - handles[-1][1]) if self.made[-1][0] in "qtcs" else None

    def close(self) -> None:
        """Close the contour; the line back to its start, if it is one, goes without saying."""
        if self.at == self.start and self.made[-1][0] in "lhv":
            self.made.pop()
        self._add("z")
        self.at = self.start

    def written(self) -> str:
        """The path data; a command that is repeated is written once."""
        parts, last = [], ""
        for command, numbers in self.made:
            text = " ".join(map(_shortest, numbers)).replace(" -", "-")
            apart = "" if text.startswith("-") else " "
            parts.append(apart + text if command == last and command not in "mz" else command + text)
            last = command
        return "".join(parts)

    def _line(self, step: Step) -> None:
        """A line; one that runs on along the same axis makes the last one longer."""
        if 0 not in step:
            self._add("l", step)
            return
        command, length = ("h", step[0]) if step[1] == 0 else ("v", step[1])
        if self.made[-1][0] == command and self.made[-1][1][0] * length > 0:
            length += self.made.pop()[1][0]
        self.made.append((command, (length,)))

    def _add(self, command: str, *steps: Step) -> None:
        self.made.append((command, tuple(number for step in steps for number in step)))


def _is_straight(handles: list[Step], end: Step) -> bool:
    """Whether a curve with these handles is a line along an axis: they lie on it, in order, and not beyond its end."""
    if not handles or 0 not in end:
        return False
    along = 0 if end[1] == 0 else 1
    way = [0.0, *(handle[along] for handle in handles), end[along]]
    return not any(handle[1 - along] for handle in handles) and way in (sorted(way), sorted(way, reverse=True))


def _shortest(number: float) -> str:
    """A whole number or one and a half as short as path data allow: `3`, `-.5`, `12.5`."""
    return f"{number:g}".replace("0.5", ".5") if -1 < number < 1 else f"{number:g}"


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
