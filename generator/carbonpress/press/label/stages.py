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

# No clause asks for the numbers below: they are layout, chosen by eye, and tests/golden/labels holds what they make.
# Lengths are millimetres on a label at its full size; what is a share of another length says so.

_SLIVER = 0.35
"""Least width of a stage that is not zero, mm."""

_APART = 0.3
"""White between two stages of the bar, mm."""

_COLUMNS_APART = 0.7
"""Least white between two columns of the legend, mm."""

_BESIDE = 0.55
"""Between swatch and percentage, mm."""

_ROWS_APART = 0.5
"""Between two rows of the legend, mm."""

_NAME_BELOW = 0.35
"""Between the percentage of a stage and its name below it, mm."""

_EVEN_APART = 0.8
"""Least white behind a text for columns of one width, mm; with less they are set by their own widths."""

_MOST_APART = 4.0
"""Most white between columns of their own widths, mm."""

_LEGEND_BELOW, _LEGEND_GAP = 0.7, 0.75
"""White between bar and legend: at least so many mm, or this share of the gap between blocks."""

_TWO_BARS = 0.62
"""Height of each bar where removals have one of their own, as a share of that of a single bar."""

_MIDDLE = 0.367
"""Half the height of digits, as a share of the em: what sets them in the middle of a bar or beside a swatch."""

_INSIDE_APART = 1.2
"""White that a percentage needs on a bar, both sides together, mm."""

_INSIDE_HEIGHT = 0.85
"""Em that a percentage on a bar may have at most, as a share of the height of the bar."""

_OUTLINE, _HOLLOW_LINE = 0.15, 0.18
"""Lines around a hatched field and around the swatch of a stage that is not counted, mm."""

_HATCH_WIDE, _HATCH_NARROW, _HATCH_FROM = 0.7, 0.55, 2.2
"""Between lines of a hatch, mm, on fields higher than the last number and on lower ones."""

_ROUND = 0.25
"""Radius of the corners of a swatch, mm."""


def stages(setting: Setting, parts: Sequence[StagePart], left: float, room: float) -> Block:
    """Bar and legend of the stages; a stage that is not counted is hollow and says so."""
    inks = setting.inks.of_stages(tuple(part["id"] for part in parts))
    bar = _bars(setting, parts, inks, left, room)
    return stacked([bar, _legend(setting, parts, inks, left, room)], max(_LEGEND_BELOW, setting.gap * _LEGEND_GAP))


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
    height = setting.size.bar * (_TWO_BARS if removing else 1.0)
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
    line = min(_OUTLINE, width / 2)
    outline = Rect(
        x + line / 2, y + line / 2, width - line, height - line, ink.fill, setting.inks.colours["ink"], line, radius
    )
    return [outline, Hatch(x, y, width, height, ink.hatch, _HATCH_WIDE if height > _HATCH_FROM else _HATCH_NARROW)]


def _inside(setting: Setting, ink: StageInk, text: str, x: float, width: float, height: float) -> list[Item]:
    """The percentage on the bar where it can be read there; the legend has it in any case."""
    style = setting.size.styles["bar"]
    size = setting.wanted(text, style)
    wide = setting.width(text, style, size)
    if not ink.on or wide + _INSIDE_APART > width or size > height * _INSIDE_HEIGHT:
        return []
    return [Words(x + (width - wide) / 2, height / 2 + size * _MIDDLE, text, size, style.weight, ink.on)]


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
                return stacked([_row(row, left, room, per_row) for row in rows], _ROWS_APART)
    raise LabelDoesNotFit("stages", ", ".join(part["name"][0] for part in parts), setting.called)


def _row(columns: Sequence[tuple[float, Block]], left: float, room: float, per_row: int) -> Block:
    """Columns side by side: all of one width if the texts allow, else with equal white between them."""
    equal = room / per_row
    even = all(width <= equal - _EVEN_APART for width, _ in columns[:-1]) and columns[-1][0] <= equal
    apart = (room - sum(width for width, _ in columns)) / max(1, len(columns) - 1)
    items: list[Item] = []
    x = left
    for width, column in columns:
        items += [moved(item, x, 0.0) for item in column.items]
        x += equal if even else width + min(apart, _MOST_APART)
    return Block(max(column.height for _, column in columns), tuple(items))


def _column(setting: Setting, part: StagePart, ink: StageInk) -> tuple[float, Block]:
    """Width and block of one stage's column."""
    counted = part["value"] is not None
    colours = setting.inks.colours
    swatch = setting.size.swatch
    said = setting.fit("part" if counted else "excluded", part["part"], 1e3)
    indent = swatch + _BESIDE
    baseline = said.size * ASCENT
    y = baseline - said.size * _MIDDLE - swatch / 2
    half, hollow = _HOLLOW_LINE / 2, swatch - _HOLLOW_LINE
    box: list[Item] = (
        _field(setting, ink, 0.0, y, swatch, swatch, _ROUND)
        if counted
        else [Rect(half, y + half, hollow, hollow, colours["paper"], colours["grey"], _HOLLOW_LINE, _ROUND)]
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
    return max(widest, indent + setting.width(part["part"], said.style, said.size)), stacked(
        [head, *below], _NAME_BELOW
    )
