"""A company's logo: an SVG of filled shapes alone, read into outlines, so that it prints like the rest of the label.

What could look otherwise from one program to the next, or hide something, is refused by name: text, pictures, styles,
gradients, strokes, scripts, links, references.  Every drawing program can export such a file ("convert to paths").
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from carbonpress.press.common.colour import contrast
from carbonpress.press.typeface.outline import number
from carbonpress.press.typeface.svg_path import PathError, Segment, segments, written

MOST_BYTES = 200_000
"""A larger file is no logo of filled shapes."""

MOST_DEPTH = 50
"""Groups in groups; a drawing program makes a few."""

_SVG = "{http://www.w3.org/2000/svg}"
_PASSED_OVER = frozenset({"title", "desc", "metadata"})
_COMMON = frozenset({"id", "class", "transform", "fill", "fill-rule", "stroke", "stroke-width", "version"})
_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "svg": frozenset({"width", "height", "viewBox", "x", "y", "preserveAspectRatio", "role", "aria-label"}),
    "g": frozenset(),
    "path": frozenset({"d"}),
    "rect": frozenset({"x", "y", "width", "height"}),
    "circle": frozenset({"cx", "cy", "r"}),
    "ellipse": frozenset({"cx", "cy", "rx", "ry"}),
    "polygon": frozenset({"points"}),
}
_NAMED = {"black": "#000000", "white": "#FFFFFF"}
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_MOVE = re.compile(r"\s*(matrix|translate|scale|rotate)\(([^()]*)\)\s*,?", re.ASCII)

Matrix = tuple[float, float, float, float, float, float]


class LogoError(ValueError):
    """The file is no logo that a label can carry; the message says what of it is not."""


@dataclass(frozen=True, slots=True)
class Part:
    """A filled shape: its outline in the units of the logo, its colour `#RRGGBB`, and how overlaps are filled."""

    path: str
    fill: str
    even_odd: bool


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo of that width and height, in its own units, its upper left corner at 0, 0."""

    width: float
    height: float
    parts: tuple[Part, ...]

    @property
    def single(self) -> Logo:
        """The same for one ink: dark parts black, light ones white."""
        parts = tuple(Part(p.path, "#FFFFFF" if contrast(p.fill) < 2 else "#000000", p.even_odd) for p in self.parts)
        return Logo(self.width, self.height, parts)


@dataclass(frozen=True, slots=True)
class _Pen:
    """What a shape takes over from the groups around it."""

    matrix: Matrix
    fill: str = "#000000"
    even_odd: bool = False


def logo(raw: bytes) -> Logo:
    """The logo in an SVG file.

    Raises
    ------
    LogoError
        When it is no SVG, or has anything but filled shapes.
    """
    if len(raw) > MOST_BYTES:
        raise LogoError(f"the logo has more than {MOST_BYTES} bytes")
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        raise LogoError("the logo has a document type; save it as plain SVG")
    try:
        root = ElementTree.fromstring(raw)  # noqa: S314  without a document type nothing can be expanded
    except ElementTree.ParseError as error:
        raise LogoError(f"the logo is no XML: {error}") from error
    if root.tag != f"{_SVG}svg":
        raise LogoError("the logo is no SVG")
    x, y, width, height = _view(root)
    pen = _inner(root, "svg", _Pen((1.0, 0.0, 0.0, 1.0, -x, -y)))
    parts = tuple(part for child in root for part in _parts(child, pen, 1))
    if not parts:
        raise LogoError("the logo has no filled shape")
    return Logo(width, height, parts)


def _view(root: ElementTree.Element) -> tuple[float, float, float, float]:
    given = root.get("viewBox")
    numbers = _numbers(given or f"0 0 {root.get('width', '')} {root.get('height', '')}", "viewBox")
    if len(numbers) != 4 or not (numbers[2] > 0 and numbers[3] > 0):
        raise LogoError("the logo has no viewBox of four numbers")
    return numbers[0], numbers[1], numbers[2], numbers[3]


def _parts(element: ElementTree.Element, outer: _Pen, depth: int) -> Iterator[Part]:
    if not isinstance(element.tag, str) or not element.tag.startswith(_SVG):
        return  # comments, and what editors keep for themselves
    name = element.tag.removeprefix(_SVG)
    if name in _PASSED_OVER or (name == "defs" and not len(element)):
        return
    if name not in _ATTRIBUTES or name == "svg":
        raise LogoError(f"the logo has a <{name}>; it may have filled shapes alone: convert text and strokes to paths")
    if depth > MOST_DEPTH:
        raise LogoError(f"the logo has groups in groups, more than {MOST_DEPTH} deep: ungroup its shapes")
    pen = _inner(element, name, outer)
    if name == "g":
        for child in element:
            yield from _parts(child, pen, depth + 1)
    elif pen.fill != "none":
        path = tuple(_moved(segment, pen.matrix) for segment in _outline(element, name))
        if path:
            yield Part(written(path, lambda value: number(value, 4)), pen.fill, pen.even_odd)


def _inner(element: ElementTree.Element, name: str, outer: _Pen) -> _Pen:
    """What holds inside *element*; raises where it has an attribute that a label cannot follow."""
    for key, value in element.attrib.items():
        space = key.startswith("{")  # editors keep notes of their own under other names
        if not space and key not in _COMMON | _ATTRIBUTES[name]:
            raise LogoError(f"the logo has {key}={value!r} on <{name}>; only plain fills can be printed")
        if "href" in key:
            raise LogoError(f"the logo refers to {value!r}; it must hold all it shows")
    if element.get("stroke", "none") != "none":
        raise LogoError(f"the logo has a stroke on <{name}>: convert strokes to paths")
    matrix = _times(outer.matrix, _matrix(element.get("transform", "")))
    fill = _colour(element.get("fill")) or outer.fill
    rule = element.get("fill-rule")
    return _Pen(matrix, fill, outer.even_odd if rule is None else rule == "evenodd")


def _colour(text: str | None) -> str | None:
    if text is None or text == "none":
        return text
    named = _NAMED.get(text, text)
    if re.fullmatch(r"#[0-9a-fA-F]{3}", named):
        named = "#" + "".join(2 * digit for digit in named[1:])
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", named):
        raise LogoError(f"the logo has the fill {text!r}; write it as #rrggbb")
    return named.upper()


def _outline(element: ElementTree.Element, name: str) -> tuple[Segment, ...]:
    """The outline of a shape in its own coordinates."""

    def asked(key: str) -> float:
        found = _numbers(element.get(key, "0"), key)
        if len(found) != 1:
            raise LogoError(f"the logo has {key}={element.get(key)!r}, which is no number")
        return found[0]

    try:
        if name == "path":
            return segments(element.get("d", "")) if element.get("d", "").strip() else ()
        if name == "polygon":
            points = _numbers(element.get("points", ""), "points")
            return segments(f"M{' '.join(map(repr, points))}Z") if points else ()
        if name == "rect":
            x, y, width, height = map(asked, ("x", "y", "width", "height"))
            return segments(f"M{x!r} {y!r}h{width!r}v{height!r}h{-width!r}z")
        x, y = asked("cx"), asked("cy")
        rx, ry = (asked("r"), asked("r")) if name == "circle" else (asked("rx"), asked("ry"))
        return segments(f"M{x - rx!r} {y!r}a{rx!r} {ry!r} 0 1 0 {2 * rx!r} 0a{rx!r} {ry!r} 0 1 0 {-2 * rx!r} 0z")
    except PathError as error:
        raise LogoError(f"the logo has a <{name}> that cannot be read: {error}") from error


def _numbers(text: str, key: str) -> list[float]:
    parts = [part for part in re.split(r"[\s,]+", text.strip()) if part]
    if not all(_NUMBER.fullmatch(part) for part in parts):
        raise LogoError(f"the logo has {key}={text!r}; it takes plain numbers")
    return [float(part) for part in parts]


def _matrix(text: str) -> Matrix:
    made: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    at = 0
    while at < len(text.rstrip()):
        found = _MOVE.match(text, at)
        if found is None:
            raise LogoError(f"the logo has transform={text!r}, which cannot be followed")
        made, at = _times(made, _one(found[1], _numbers(found[2], "transform"), text)), found.end()
    return made


def _one(name: str, values: list[float], text: str) -> Matrix:
    match name, values:
        case "matrix", [a, b, c, d, e, f]:
            return a, b, c, d, e, f
        case "translate", [x, *rest] if len(rest) < 2:
            return 1.0, 0.0, 0.0, 1.0, x, rest[0] if rest else 0.0
        case "scale", [x, *rest] if len(rest) < 2:
            return x, 0.0, 0.0, rest[0] if rest else x, 0.0, 0.0
        case "rotate", [angle, *about] if len(about) in (0, 2):
            cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            x, y = about or (0.0, 0.0)
            return cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y
    raise LogoError(f"the logo has transform={text!r}, which cannot be followed")


def _times(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + c * h,
        b * g + d * h,
        a * i + c * j,
        b * i + d * j,
        a * k + c * m + e,
        b * k + d * m + f,
    )


def _moved(segment: Segment, matrix: Matrix) -> Segment:
    a, b, c, d, e, f = matrix
    return Segment(segment.kind, tuple((a * x + c * y + e, b * x + d * y + f) for x, y in segment.points))
