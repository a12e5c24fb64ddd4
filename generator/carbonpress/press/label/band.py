"""The ground of a label: paper, frame, and the band with title, emblem and the mark of the status."""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.press.common.label_size import SizeClass
from carbonpress.press.label.setting import (
    ASCENT,
    CAP_HEIGHT,
    Block,
    Item,
    Rect,
    Setting,
    Shape,
    stacked,
)
from carbonpress.press.typeface.outline import number
from carbonpress.record.shown_shape import ShownLabel


def ground(setting: Setting) -> tuple[Item, ...]:
    """Paper, frame and band, in the order in which they lie upon each other."""
    size, colours = setting.size, setting.inks.colours
    low, inner = size.inset, (size.width - 2 * size.inset, size.height - 2 * size.inset)
    return (
        Rect(0.0, 0.0, size.width, size.height, colours["paper"]),
        Rect(low, low, *inner, colours["paper"], colours["brand"], size.stroke, size.radius),
        Shape(0.0, 0.0, 1.0, _side(size) if size.side else _top(size), colours["brand"]),
    )


def band(setting: Setting, texts: ShownLabel) -> Iterator[Item]:
    """What stands on the band."""
    yield from _on_side(setting, texts) if setting.size.side else _on_top(setting, texts)


def _on_top(setting: Setting, texts: ShownLabel) -> Iterator[Item]:
    """Title, its translation and the emblem beside them."""
    size = setting.size
    paper, middle = setting.inks.colours["paper"], size.inset + size.band / 2
    room = size.room - (2 * size.emblem + 2 if size.emblem else 0)
    title = setting.fit("title", texts["title"][0], room)
    top, x = middle - title.size / 2, size.left
    if size.stacked and texts["title"][1]:
        other = setting.fit("subtitle", texts["title"][1], room)
        top -= other.size / 2 + 0.3
        yield from setting.lines(other, x + 0.1, top + title.size + 0.7, paper)
    elif texts["title"][1]:
        beside = x + setting.width(texts["title"][0], title.style, title.size) + 1.6
        other = setting.fit("subtitle", texts["title"][1], x + room - beside)
        yield from setting.lines(other, beside, top + (title.size - other.size) * ASCENT, paper)
    yield from setting.lines(title, x, top, paper)
    if size.emblem:
        yield from _emblem(setting, texts["emblem"], size.width - size.indent - 2 * size.emblem, middle)
    if texts["status"] and "status" not in size.blocks:
        words = setting.fit("status", texts["status"], size.room / 2)
        width = setting.width(texts["status"], words.style, words.size) + 2
        left = size.width - size.indent - width
        yield from _status(setting, texts["status"], left, middle - words.size * 0.7, width).items


def _on_side(setting: Setting, texts: ShownLabel) -> Iterator[Item]:
    """Title and translation in the middle of the band; emblem, or in its place the mark of the status, below them."""
    size, paper = setting.size, setting.inks.colours["paper"]
    left, room = size.inset + 1.2, size.band - 2.4
    titles = [
        setting.paragraph("title", texts["title"][0], left, room, paper, centred=True),
        setting.paragraph("subtitle", texts["title"][1], left, room, paper, centred=True),
    ]
    if texts["status"]:
        titles.append(_status(setting, texts["status"], left, 0.0, room))
    else:
        titles.append(Block(2 * size.emblem, tuple(_emblem(setting, texts["emblem"], left + room / 2 - size.emblem))))
    whole = stacked(titles, 1.4)
    yield from whole.at((size.height - whole.height) / 2)


def _emblem(setting: Setting, text: str, left: float, middle: float | None = None) -> Iterator[Item]:
    """The ring with `CO₂e`; *middle* is its height, as if its top were at 0 when left out."""
    across, paper = 2 * setting.size.emblem, setting.inks.colours["paper"]
    middle = across / 2 if middle is None else middle
    yield Rect(left, middle - across / 2, across, across, "", paper, 0.5, across / 2)
    emblem = setting.fit("emblem", text, across - 1)
    yield from setting.lines(emblem, left, middle - emblem.size * (ASCENT - CAP_HEIGHT / 2), paper, across)


def _status(setting: Setting, text: str, left: float, top: float, width: float) -> Block:
    """The mark of the status on white, in the colour of alarm."""
    colours = setting.inks.colours
    words = setting.fit("status", text, width - 1.2)
    height = words.height + words.size * 0.4
    box = Rect(left, top, width, height, colours["paper"], radius=0.4)
    lines = setting.lines(words, left, top + words.size * 0.2, colours["alert"], width)
    return Block(height, (box, *lines))


def _top(size: SizeClass) -> str:
    """The band along the upper edge, its upper corners round."""
    low, right, r = size.inset, size.width - size.inset, size.radius
    return (
        f"M{number(low)} {number(low + size.band)}V{number(low + r)}"
        f"A{number(r)} {number(r)} 0 0 1 {number(low + r)} {number(low)}H{number(right - r)}"
        f"A{number(r)} {number(r)} 0 0 1 {number(right)} {number(low + r)}V{number(low + size.band)}Z"
    )


def _side(size: SizeClass) -> str:
    """The band along the left edge, its left corners round."""
    low, foot, r = size.inset, size.height - size.inset, size.radius
    return (
        f"M{number(low + size.band)} {number(low)}V{number(foot)}H{number(low + r)}"
        f"A{number(r)} {number(r)} 0 0 1 {number(low)} {number(foot - r)}V{number(low + r)}"
        f"A{number(r)} {number(r)} 0 0 1 {number(low + r)} {number(low)}Z"
    )
