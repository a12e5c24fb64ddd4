"""A composed label as an SVG document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from carbonpress.press.label_setting import Code, Hatch, Item, Rect, Setting, Words
from carbonpress.press.outline import number
from carbonpress.press.template import template


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of a label and the band inside it, as numbers of the SVG."""

    width: str
    height: str
    inset: str
    inner_width: str
    inner_height: str
    radius: str
    stroke: str
    band: str


def drawn(setting: Setting, items: Iterable[Item], title: str, description: str, language: str) -> str:
    """The SVG document of a label whose *items* are in place; *title* and *description* are plain text."""
    kinds: dict[type, list[Item]] = {Rect: [], Hatch: [], Words: [], Code: []}
    for item in items:
        kinds[type(item)].append(item)
    words = [item for item in kinds[Words] if isinstance(item, Words)]
    glyphs = set[str]().union(*(setting.outliner.line(each.text, each.weight, each.tracking).glyphs for each in words))
    return template("label/label.svg.j2").render(
        title=title,
        description=description,
        language=language,
        colours=setting.inks.colours,
        frame=_frame(setting),
        rects=[_rect(item) for item in kinds[Rect] if isinstance(item, Rect)],
        hatches=[_hatch(item) for item in kinds[Hatch] if isinstance(item, Hatch)],
        texts=_texts(setting, words),
        codes=[_code(item) for item in kinds[Code] if isinstance(item, Code)],
        glyphs=setting.outliner.definitions(glyphs),
    )


def _frame(setting: Setting) -> Frame:
    size = setting.size
    low, right, r = size.inset, size.width - size.inset, size.radius
    band = (
        f"M{number(low)} {number(low + size.band)}V{number(low + r)}"
        f"A{number(r)} {number(r)} 0 0 1 {number(low + r)} {number(low)}H{number(right - r)}"
        f"A{number(r)} {number(r)} 0 0 1 {number(right)} {number(low + r)}V{number(low + size.band)}Z"
    )
    inner = (size.width - 2 * low, size.height - 2 * low)
    given = (size.width, size.height, low, *inner, r, size.stroke)
    width, height, inset, inner_width, inner_height, radius, stroke = map(number, given)
    return Frame(width, height, inset, inner_width, inner_height, radius, stroke, band)


def _rect(item: Rect) -> Markup:
    """A rectangle; colours are escaped, the rest are numbers."""
    x, y, width, height = map(number, item[:4])
    radius = f' rx="{number(item.radius)}"' if item.radius else ""
    stroke = f' stroke="{escape(item.stroke)}" stroke-width="{number(item.stroke_width)}"' if item.stroke else ""
    fill = escape(item.fill) or "none"
    return Markup(f'<rect x="{x}" y="{y}" width="{width}" height="{height}"{radius} fill="{fill}"{stroke}/>')  # noqa: S704


def _texts(setting: Setting, words: Iterable[Words]) -> list[tuple[str, Markup]]:
    """The lines of text by colour, in the order in which the colours first come."""
    order: dict[str, list[Words]] = {}
    for each in words:
        order.setdefault(each.ink, []).append(each)
    mark = setting.outliner.mark
    return [
        (ink, Markup("".join(mark(w.text, w.x, w.y, w.size, w.weight, w.tracking) for w in lines)))  # noqa: S704
        for ink, lines in order.items()
    ]


def _code(item: Code) -> tuple[str, str]:
    """Transformation and outline of a code."""
    return f"translate({number(item.x)} {number(item.y)}) scale({number(item.module, 6)})", item.path


def _hatch(item: Hatch) -> str:
    """Path data of a hatching, cut off at the edges of its rectangle: no clipping is left to the viewer."""
    parts = {"//": (("/", 0.6),), "x": (("/", 1.3), ("\\", 1.3)), "+": (("|", 1.2), ("-", 1.2))}
    drawn = parts.get(item.kind, ((item.kind, 1.0),))
    return "".join(data for kind, wider in drawn for data in _lines(item, kind, item.gap * wider))


def _lines(item: Hatch, kind: str, gap: float) -> Iterator[str]:
    x, y, width, height = item[:4]
    if kind == "|":
        for at in _steps(gap, width):
            yield f"M{number(x + at)} {number(y)}V{number(y + height)}"
    elif kind == "-":
        for at in _steps(gap, height):
            yield f"M{number(x)} {number(y + at)}H{number(x + width)}"
    else:
        for at in _steps(gap, width + height):
            # a diagonal from the top or right edge down to the left or bottom edge
            right, high = (at, 0.0) if at <= width else (width, at - width)
            left, low = (0.0, at) if at <= height else (at - height, height)
            if kind == "\\":
                right, left = width - right, width - left
            yield f"M{number(x + right)} {number(y + high)}L{number(x + left)} {number(y + low)}"


def _steps(gap: float, length: float) -> list[float]:
    """Places of hatching lines, in equal steps of about *gap* that end at *length*."""
    count = max(1, round(length / gap))
    return [length * index / count for index in range(1, count)]
