"""Path data of SVG as absolute moves, lines and cubic curves: what every page description language knows.

Source: SVG 1.1 (second edition), 8.3 (path data), F.6.5 (arcs), as far as drawings of letters, codes and logos need it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

_TOKEN = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])|([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?)|[\s,]+", re.ASCII)
_FLAGGED = re.compile(r"[\s,]*([01])")

TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
"""Numbers that each command takes."""

MOST_SEGMENTS = 20_000
"""More than that is no logo; it would burden every label."""


class Segment(NamedTuple):
    """`M`, `L`, `C` or `Z` with its absolute points: none for `Z`, three for `C`, one else."""

    kind: str
    points: tuple[tuple[float, float], ...] = ()


class PathError(ValueError):
    """Path data that cannot be read; the message says what is wrong."""


def segments(data: str) -> tuple[Segment, ...]:
    """Path data as absolute segments.

    >>> segments("m1 2h3z")
    (Segment(kind='M', points=((1.0, 2.0),)), Segment(kind='L', points=((4.0, 2.0),)), Segment(kind='Z', points=()))

    Raises
    ------
    PathError
        When it is not path data, does not begin with a move, or is too long.
    """
    pen = _Pen()
    for command, numbers in _commands(data):
        if not pen.made and command not in "Mm":
            raise PathError("a path begins with M")
        pen.draw(command, numbers)
        if len(pen.made) > MOST_SEGMENTS:
            raise PathError(f"the path has more than {MOST_SEGMENTS} segments")
    return tuple(pen.made)


def written(path: tuple[Segment, ...], write: Callable[[float], str]) -> str:
    """Segments as path data, each number by *write*."""
    return "".join(kind + " ".join(write(value) for point in points for value in point) for kind, points in path)


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with the numbers of one use of it; repeated uses come out singly."""
    at, command, numbers = 0, "", list[float]()
    while at < len(data):
        flagged = command in ("A", "a") and len(numbers) % 7 in (3, 4)
        found = (_FLAGGED if flagged else _TOKEN).match(data, at)
        if found is None:
            raise PathError(f"{data[at : at + 12]!r} is no path data")
        at = found.end()
        letter, value = (None, found[1]) if flagged else (found[1], found[2])
        if letter:
            yield from _uses(command, numbers)
            command, numbers = letter, []
        elif value:
            numbers.append(_finite(value))
    yield from _uses(command, numbers)


def _finite(text: str) -> float:
    value = float(text)
    if not abs(value) < 1e7:
        raise PathError(f"{text} is too large")
    return value


def _uses(command: str, numbers: list[float]) -> Iterator[tuple[str, list[float]]]:
    if not command:
        if numbers:
            raise PathError("a path begins with M")
        return
    takes = TAKES[command.upper()]
    if (len(numbers) % takes or not numbers) if takes else numbers:
        raise PathError(f"{command} takes {takes} numbers, not {len(numbers)}")
    if not takes:
        yield command, []
    for start in range(0, len(numbers), takes or 1):
        yield command, numbers[start : start + takes]
        # what follows the first pair of a move are lines
        command = {"M": "L", "m": "l"}.get(command, command)


@dataclass(slots=True)
class _Pen:
    """Turns commands into segments; knows where it is, where the figure began, and the last control point."""

    made: list[Segment] = field(default_factory=list)
    at: tuple[float, float] = (0.0, 0.0)
    start: tuple[float, float] = (0.0, 0.0)
    control: tuple[float, float] | None = None
    last: str = ""

    def draw(self, command: str, numbers: list[float]) -> None:
        """Append one command."""
        kind = command.upper()
        dx, dy = self.at if command.islower() else (0.0, 0.0)
        if kind == "Z":
            self._add("Z")
            self.at = self.start
        elif kind in "HV":
            value = numbers[0]
            self._add("L", (value + dx, self.at[1]) if kind == "H" else (self.at[0], value + dy))
        elif kind == "A":
            self._arc(numbers[:5], (numbers[5] + dx, numbers[6] + dy))
        else:
            self._points(kind, [(x + dx, y + dy) for x, y in zip(numbers[::2], numbers[1::2], strict=True)])
        self.last = kind

    def _points(self, kind: str, points: list[tuple[float, float]]) -> None:
        if kind in "ML":
            self._add(kind, points[0])
            if kind == "M":
                self.start = self.at
        elif kind in "CS":
            self._cubic(*([self._mirrored("CS"), *points] if kind == "S" else points))
        else:
            through = self._mirrored("QT") if kind == "T" else points[0]
            self._quadratic(through, points[-1])

    def _mirrored(self, kinds: str) -> tuple[float, float]:
        """The control point that goes on smoothly from the last one."""
        if self.last not in kinds or self.control is None:
            return self.at
        return 2 * self.at[0] - self.control[0], 2 * self.at[1] - self.control[1]

    def _cubic(self, first: tuple[float, float], second: tuple[float, float], end: tuple[float, float]) -> None:
        self._add("C", first, second, end)
        self.control = second

    def _quadratic(self, through: tuple[float, float], end: tuple[float, float]) -> None:
        first, second = (
            (corner[0] + 2 / 3 * (through[0] - corner[0]), corner[1] + 2 / 3 * (through[1] - corner[1]))
            for corner in (self.at, end)
        )
        self._add("C", first, second, end)
        self.control = through

    def _arc(self, shape: list[float], end: tuple[float, float]) -> None:
        for first, second, point in _arc(self.at, shape, end):
            self._add("C", first, second, point)
        if self.at != end:
            self._add("L", end)

    def _add(self, kind: str, *points: tuple[float, float]) -> None:
        self.made.append(Segment(kind, points))
        self.control = None
        if points:
            self.at = points[-1]


def _arc(
    start: tuple[float, float], shape: list[float], end: tuple[float, float]
) -> Iterator[tuple[tuple[float, float], tuple[float, float], tuple[float, float]]]:
    """An elliptical arc as cubic curves of at most a quarter turn each (SVG 1.1, F.6.5); none for a line."""
    rx, ry, turned = abs(shape[0]), abs(shape[1]), math.radians(shape[2])
    if not rx or not ry or start == end:
        return
    cos, sin = math.cos(turned), math.sin(turned)
    half = ((start[0] - end[0]) / 2, (start[1] - end[1]) / 2)
    x, y = cos * half[0] + sin * half[1], cos * half[1] - sin * half[0]
    grown = math.sqrt(max(1.0, (x / rx) ** 2 + (y / ry) ** 2))
    rx, ry = rx * grown, ry * grown
    rest = (rx * ry) ** 2 - (rx * y) ** 2 - (ry * x) ** 2
    off = math.sqrt(max(0.0, rest) / ((rx * y) ** 2 + (ry * x) ** 2)) * (-1 if shape[3] == shape[4] else 1)
    cx, cy = off * rx * y / ry, -off * ry * x / rx
    from_, to = math.atan2((y - cy) / ry, (x - cx) / rx), math.atan2((-y - cy) / ry, (-x - cx) / rx)
    sweep = (to - from_) % (2 * math.pi) if shape[4] else -((from_ - to) % (2 * math.pi))
    steps = max(1, math.ceil(abs(sweep) / (math.pi / 2) - 1e-9))
    reach = 4 / 3 * math.tan(sweep / steps / 4)
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)

    def point(angle: float, along: float = 0.0) -> tuple[float, float]:
        """A point of the ellipse, moved so far along its tangent."""
        u = cx + rx * (math.cos(angle) - along * math.sin(angle))
        v = cy + ry * (math.sin(angle) + along * math.cos(angle))
        return cos * u - sin * v + middle[0], sin * u + cos * v + middle[1]

    for step in range(steps):
        here, there = from_ + sweep * step / steps, from_ + sweep * (step + 1) / steps
        yield point(here, reach), point(there, -reach), end if step == steps - 1 else point(there)
