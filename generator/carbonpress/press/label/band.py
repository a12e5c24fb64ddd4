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

# No clause asks for the numbers below: they are layout, chosen by eye, and tests/golden/labels holds what they make.
# Lengths are millimetres on a label at its full size; what is a share of another length says so.

_EMBLEM_APART = 2
"""Between title and emblem, mm."""

_TITLES_BESIDE = 1.6
"""Between a title and its translation on one line, mm."""

_TITLE_UP, _SUBTITLE_DOWN, _SUBTITLE_IN = 0.3, 0.7, 0.1
"""How far a title is lifted for its translation below, the white between, and the indent of the second, mm."""

_STATUS_APART = 1.2
"""White around the words of the status in their box, both sides together, mm; a band along the top leaves more."""

_STATUS_ON_TOP = 2
"""The same on a band along the top, mm."""

_STATUS_PAD = 0.2
"""White above and below the words of the status, as a share of their em."""

_SIDE_IN = 1.2
"""White on either side of what stands on a band along the side, mm."""

_SIDE_APART = 1.4
"""Between title, translation and emblem on a band along the side, mm."""

_RING = 0.5
"""Line of the ring of the emblem, mm; its text keeps as much away from either edge."""

_STATUS_ROUND = 0.4
"""Radius of the corners of the box of the status, mm."""


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
    room = size.room - (2 * size.emblem + _EMBLEM_APART if size.emblem else 0)
    title = setting.fit("title", texts["title"][0], room)
    top, x = middle - title.size / 2, size.left
    if size.stacked and texts["title"][1]:
        other = setting.fit("subtitle", texts["title"][1], room)
        top -= other.size / 2 + _TITLE_UP
        yield from setting.lines(other, x + _SUBTITLE_IN, top + title.size + _SUBTITLE_DOWN, paper)
    elif texts["title"][1]:
        beside = x + setting.width(texts["title"][0], title.style, title.size) + _TITLES_BESIDE
        other = setting.fit("subtitle", texts["title"][1], x + room - beside)
        yield from setting.lines(other, beside, top + (title.size - other.size) * ASCENT, paper)
    yield from setting.lines(title, x, top, paper)
    if size.emblem:
        yield from _emblem(setting, texts["emblem"], size.width - size.indent - 2 * size.emblem, middle)
    if texts["status"] and "status" not in size.blocks:
        words = setting.fit("status", texts["status"], size.room / 2)
        width = setting.width(texts["status"], words.style, words.size) + _STATUS_ON_TOP
        left = size.width - size.indent - width
        yield from _status(setting, texts["status"], left, middle - words.size * (0.5 + _STATUS_PAD), width).items


def _on_side(setting: Setting, texts: ShownLabel) -> Iterator[Item]:
    """Title and translation in the middle of the band; emblem, or in its place the mark of the status, below them."""
    size, paper = setting.size, setting.inks.colours["paper"]
    left, room = size.inset + _SIDE_IN, size.band - 2 * _SIDE_IN
    titles = [
        setting.paragraph("title", texts["title"][0], left, room, paper, centred=True),
        setting.paragraph("subtitle", texts["title"][1], left, room, paper, centred=True),
    ]
    if texts["status"]:
        titles.append(_status(setting, texts["status"], left, 0.0, room))
    else:
        titles.append(Block(2 * size.emblem, tuple(_emblem(setting, texts["emblem"], left + room / 2 - size.emblem))))
    whole = stacked(titles, _SIDE_APART)
    yield from whole.at((size.height - whole.height) / 2)


def _emblem(setting: Setting, text: str, left: float, middle: float | None = None) -> Iterator[Item]:
    """The ring with `CO₂e`; *middle* is its height, as if its top were at 0 when left out."""
    across, paper = 2 * setting.size.emblem, setting.inks.colours["paper"]
    middle = across / 2 if middle is None else middle
    yield Rect(left, middle - across / 2, across, across, "", paper, _RING, across / 2)
    emblem = setting.fit("emblem", text, across - 2 * _RING)
    yield from setting.lines(emblem, left, middle - emblem.size * (ASCENT - CAP_HEIGHT / 2), paper, across)


def _status(setting: Setting, text: str, left: float, top: float, width: float) -> Block:
    """The mark of the status on white, in the colour of alarm."""
    colours = setting.inks.colours
    words = setting.fit("status", text, width - _STATUS_APART)
    height = words.height + words.size * (2 * _STATUS_PAD)
    box = Rect(left, top, width, height, colours["paper"], radius=_STATUS_ROUND)
    lines = setting.lines(words, left, top + words.size * _STATUS_PAD, colours["alert"], width)
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
