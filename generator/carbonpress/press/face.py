"""One weight of a typeface, read and shaped by HarfBuzz."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import uharfbuzz as hb

LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
"""What a typeface must have."""


class Face:
    """One weight of a typeface: which characters it has, how wide and high they are, how they are drawn."""

    def __init__(self, path: Path, letter: str) -> None:
        """Open the font file *path*; *letter* starts the ids of its glyphs."""
        self._font: Any = hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))
        self.letter = letter
        self.em: int = self._font.face.upem
        self.x_height: float = self._font.get_glyph_extents(self._font.get_nominal_glyph(ord("x"))).y_bearing / self.em

    def has(self, character: str) -> bool:
        """Whether the font draws *character*."""
        return self._font.get_nominal_glyph(ord(character)) is not None

    def is_wide(self, character: str) -> bool:
        """Whether *character* takes a full em, as punctuation between Han does."""
        glyph = self._font.get_nominal_glyph(ord(character))
        return glyph is not None and bool(self._font.get_glyph_h_advance(glyph) > 0.8 * self.em)

    def shaped(self, text: str) -> Iterator[tuple[str, int, int, int]]:
        """Glyph id, x offset, y offset and advance of each glyph of *text*, left to right, in font units."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction, buffer.script, buffer.language = "ltr", "Hani", "zh-Hans"
        hb.shape(self._font, buffer, {"kern": True})
        for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            yield f"{self.letter}{glyph.codepoint:x}", place.x_offset, place.y_offset, place.x_advance

    def drawing(self, glyph: str) -> str:
        """The outline of a glyph as relative path data in font units, y upwards; empty for a space."""
        pen = _Pen()
        self._font.draw_glyph(int(glyph[1:], 16), _draw_functions(), pen)
        return "".join(pen.data)


def fault(path: Path) -> str:
    """Why no text can be set from the font file *path*; empty where it can."""
    font: Any = hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))
    if not font.face.glyph_count:
        return "is no font"
    lacking = [letter for letter in LETTERS if font.get_nominal_glyph(ord(letter)) is None]
    return f"has no {lacking[0]!r}: it needs letters and digits" if lacking else ""


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
