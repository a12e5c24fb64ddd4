"""A composed label as an SVG document, and the order in which its items are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from carbonpress.press.common.template import template
from carbonpress.press.label.setting import Code, Hatch, Item, Rect, Setting, Shape, Words
from carbonpress.press.typeface.outline import number


def drawn(setting: Setting, items: tuple[Item, ...], title: str, description: str, language: str) -> str:
    """The SVG document of a label whose *items* are in place; *title* and *description* are plain text."""
    shapes, hatches, words, codes = layers(items)
    glyphs = set[str]().union(*(setting.outliner.line(each.text, each.weight, each.tracking).glyphs for each in words))
    size = setting.size
    return template("label/label.svg.j2").render(
        title=title,
        description=description,
        language=language,
        colours=setting.inks.colours,
        width=number(size.width * setting.scale),
        height=number(size.height * setting.scale),
        view=f"0 0 {number(size.width)} {number(size.height)}",
        shapes=[_rect(item) if isinstance(item, Rect) else _shape(item) for item in shapes],
        hatches=[hatching(item) for item in hatches],
        texts=_texts(setting, words),
        codes=[_code(item) for item in codes],
        glyphs=setting.outliner.definitions(glyphs),
    )


def layers(items: Iterable[Item]) -> tuple[list[Rect | Shape], list[Hatch], list[Words], list[Code]]:
    """Items in the order in which they are drawn: fields and shapes, hatching upon them, texts, codes."""
    kinds: tuple[list[Rect | Shape], list[Hatch], list[Words], list[Code]] = ([], [], [], [])
    for item in items:
        match item:
            case Rect() | Shape():
                kinds[0].append(item)
            case Hatch():
                kinds[1].append(item)
            case Words():
                kinds[2].append(item)
            case Code():
                kinds[3].append(item)
    return kinds


def by_ink(words: Iterable[Words]) -> dict[str, list[Words]]:
    """Lines of text by colour, in the order in which the colours first come."""
    order: dict[str, list[Words]] = {}
    for each in words:
        order.setdefault(each.ink, []).append(each)
    return order


def hatching(item: Hatch) -> str:
    """Path data of a hatching, cut off at the edges of its rectangle: no clipping is left to the viewer."""
    parts = {"//": (("/", 0.6),), "x": (("/", 1.3), ("\\", 1.3)), "+": (("|", 1.2), ("-", 1.2))}
    drawn = parts.get(item.kind, ((item.kind, 1.0),))
    return "".join(data for kind, wider in drawn for data in _lines(item, kind, item.gap * wider))


def _rect(item: Rect) -> Markup:
    """A rectangle; colours are escaped, the rest are numbers."""
    x, y, width, height = map(number, item[:4])
    radius = f' rx="{number(item.radius)}"' if item.radius else ""
    stroke = f' stroke="{escape(item.stroke)}" stroke-width="{number(item.stroke_width)}"' if item.stroke else ""
    fill = escape(item.fill) or "none"
    return Markup(f'<rect x="{x}" y="{y}" width="{width}" height="{height}"{radius} fill="{fill}"{stroke}/>')  # noqa: S704


def _shape(item: Shape) -> Markup:
    """A filled outline; colour and path data are escaped."""
    place = f' transform="translate({number(item.x)} {number(item.y)}) scale({number(item.scale, 6)})"'
    moved = place if (item.x, item.y, item.scale) != (0.0, 0.0, 1.0) else ""
    rule = ' fill-rule="evenodd"' if item.even_odd else ""
    return Markup(f'<path d="{escape(item.path)}"{moved} fill="{escape(item.fill)}"{rule}/>')  # noqa: S704


def _texts(setting: Setting, words: Iterable[Words]) -> list[tuple[str, Markup]]:
    """The lines of text by colour, as markup."""
    mark = setting.outliner.mark
    return [
        (ink, Markup("".join(mark(w.text, w.x, w.y, w.size, w.weight, w.tracking) for w in lines)))  # noqa: S704
        for ink, lines in by_ink(words).items()
    ]


def _code(item: Code) -> tuple[str, str]:
    """Transformation and outline of a code."""
    return f"translate({number(item.x)} {number(item.y)}) scale({number(item.module, 6)})", item.path


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
