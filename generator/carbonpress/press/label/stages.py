"""The stages on a label: a bar from zero, removals on a bar of their own below it, and the legend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from carbonpress.press.common.label_size import StageInk
from carbonpress.press.common.label_texts import StagePart
from carbonpress.press.label.setting import (
    ASCENT,
    Block,
    Hatch,
    Item,
    LabelDoesNotFit,
    Rect,
    Setting,
    Words,
    moved,
    stacked,
)

_SLIVER = 0.35
"""Least width of a stage that is not zero, mm."""

_APART = 0.3
"""White between two stages of the bar, mm."""

_COLUMNS_APART = 0.7
"""Least white between two columns of the legend, mm."""

_BESIDE = 0.55
"""Between swatch and percentage, mm."""


def stages(setting: Setting, parts: Sequence[StagePart], left: float, room: float) -> Block:
    """Bar and legend of the stages; a stage that is not counted is hollow and says so."""
    inks = setting.inks.of_stages(tuple(part["id"] for part in parts))
    bar = _bars(setting, parts, inks, left, room)
    return stacked([bar, _legend(setting, parts, inks, left, room)], max(0.7, setting.gap * 0.75))


def widths(values: Sequence[float], room: float) -> list[float]:
    """How wide each of *values* (none negative) is drawn so that together, with white between, they fill the room.

    Zero has no width; what is not zero is seen, however small.
    """
    shown = sum(1 for value in values if value)
    usable = room - _APART * max(0, shown - 1)
    whole = sum(values)
    drawn = [max(_SLIVER, usable * value / whole) if value else 0.0 for value in values]
    excess = sum(drawn) - usable
    if excess > 0 and drawn:
        drawn[drawn.index(max(drawn))] -= excess
    return drawn


def _bars(setting: Setting, parts: Sequence[StagePart], inks: dict[str, StageInk], left: float, room: float) -> Block:
    emitting = [part for part in parts if part["value"] is not None and part["value"] > 0]
    removing = [part for part in parts if part["value"] is not None and part["value"] < 0]
    gross = max(sum(part["value"] or 0 for part in emitting), -sum(part["value"] or 0 for part in removing))
    if not gross:
        return Block(0.0)
    height = setting.size.bar * (0.62 if removing else 1.0)
    up = sum(part["value"] or 0 for part in emitting) / gross * room
    blocks = [_bar(setting, emitting, inks, left, up, height)] if emitting else []
    if removing:
        # from the end of the emissions back towards zero, so that what is left of it is the figure
        down = max(_SLIVER, -sum(part["value"] or 0 for part in removing) / gross * room)
        blocks.append(_bar(setting, removing, inks, left + max(0.0, up - down), down, height))
    return stacked(blocks, _APART)


def _bar(
    setting: Setting, parts: Sequence[StagePart], inks: dict[str, StageInk], left: float, room: float, height: float
) -> Block:
    items: list[Item] = []
    x = left
    for part, width in zip(parts, widths([abs(part["value"] or 0) for part in parts], room), strict=True):
        items += _field(setting, inks[part["id"]], x, 0.0, width, height)
        items += _inside(setting, inks[part["id"]], part["part"], x, width, height)
        x += width + _APART
    return Block(height, tuple(items))


def _field(
    setting: Setting, ink: StageInk, x: float, y: float, width: float, height: float, radius: float = 0.0
) -> list[Item]:
    """A filled or hatched field; one of one ink has an outline, drawn inside its edges."""
    if not ink.hatch:
        return [Rect(x, y, width, height, ink.fill, radius=radius)]
    line = min(0.15, width / 2)
    outline = Rect(
        x + line / 2, y + line / 2, width - line, height - line, ink.fill, setting.inks.colours["ink"], line, radius
    )
    return [outline, Hatch(x, y, width, height, ink.hatch, 0.7 if height > 2.2 else 0.55)]


def _inside(setting: Setting, ink: StageInk, text: str, x: float, width: float, height: float) -> list[Item]:
    """The percentage on the bar where it can be read there; the legend has it in any case."""
    style = setting.size.styles["bar"]
    size = setting.wanted(text, style)
    wide = setting.width(text, style, size)
    if not ink.on or wide + 1.2 > width or size > height * 0.85:
        return []
    return [Words(x + (width - wide) / 2, height / 2 + size * 0.367, text, size, style.weight, ink.on)]


def _legend(setting: Setting, parts: Sequence[StagePart], inks: dict[str, StageInk], left: float, room: float) -> Block:
    """Columns of swatch, percentage and short name, tighter and then in more rows where they are too wide.

    Raises
    ------
    LabelDoesNotFit
        When one column alone is too wide.
    """
    settings = [replace(setting, tightness=each) for each in (0.0, 0.5, 1.0) if each >= setting.tightness]
    for per_row in range(len(parts), 0, -1):
        for tried in settings:
            columns = [_column(tried, part, inks[part["id"]]) for part in parts]
            rows = [columns[index : index + per_row] for index in range(0, len(columns), per_row)]
            if all(sum(width for width, _ in row) + _COLUMNS_APART * (len(row) - 1) <= room for row in rows):
                return stacked([_row(row, left, room, per_row) for row in rows], 0.5)
    raise LabelDoesNotFit("stages", ", ".join(part["name"][0] for part in parts), setting.called)


def _row(columns: Sequence[tuple[float, Block]], left: float, room: float, per_row: int) -> Block:
    """Columns side by side: all of one width if the texts allow, else with equal white between them."""
    equal = room / per_row
    even = all(width <= equal - 0.8 for width, _ in columns[:-1]) and columns[-1][0] <= equal
    apart = (room - sum(width for width, _ in columns)) / max(1, len(columns) - 1)
    items: list[Item] = []
    x = left
    for width, column in columns:
        items += [moved(item, x, 0.0) for item in column.items]
        x += equal if even else width + min(apart, 4.0)
    return Block(max(column.height for _, column in columns), tuple(items))


def _column(setting: Setting, part: StagePart, ink: StageInk) -> tuple[float, Block]:
    """Width and block of one stage's column."""
    counted = part["value"] is not None
    colours = setting.inks.colours
    swatch = setting.size.swatch
    said = setting.fit("part" if counted else "excluded", part["part"], 1e3)
    indent = swatch + _BESIDE
    baseline = said.size * ASCENT
    y = baseline - said.size * 0.367 - swatch / 2
    box: list[Item] = (
        _field(setting, ink, 0.0, y, swatch, swatch, 0.25)
        if counted
        else [Rect(0.09, y + 0.09, swatch - 0.18, swatch - 0.18, colours["paper"], colours["grey"], 0.18, 0.25)]
    )
    head = Block(said.height, (*box, *setting.lines(said, indent, 0.0, colours["ink"])))
    names = [
        (setting.fit(style, text, 1e3), text)
        for style, text in (("stage", part["name"][0]), ("other_stage", part["name"][1]))
    ]
    below = [
        Block(fitted.height, tuple(setting.lines(fitted, 0.0, 0.0, colours["ink" if counted else "grey"])))
        for fitted, text in names
        if text
    ]
    widest = max(setting.width(text, fitted.style, fitted.size) for fitted, text in names if text)
    return max(widest, indent + setting.width(part["part"], said.style, said.size)), stacked([head, *below], 0.35)
