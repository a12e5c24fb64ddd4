"""The blocks of a label, from the mark of the status down to the caution on comparison.

Each function answers one question: what stands in this block, and how high is it?
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from carbonpress.press.label_setting import (
    ASCENT,
    CAP_HEIGHT,
    PITCH,
    Block,
    Code,
    Item,
    LabelDoesNotFit,
    Rect,
    Setting,
    Words,
    moved,
    stacked,
)
from carbonpress.press.label_stages import stages
from carbonpress.press.label_texts import LabelTexts, Pair
from carbonpress.press.qr import QUIET, fitted

_KEY_APART = 0.8
"""Between the key of a fact and its value, mm."""

_COLUMNS_APART = 2.0
"""Between two columns of facts, mm."""

_LINE_APART = 0.35
"""Between texts of one block, mm, on top of the white inside their em."""

_SINK = 0.12
"""How far the em of the last line beside the figure reaches below the baseline of the figure, mm."""


@dataclass(frozen=True, slots=True)
class Content:
    """What the blocks show: the texts, and the address in the code."""

    texts: LabelTexts
    url: str


def status(setting: Setting, content: Content, left: float, room: float) -> Block:
    """`草稿 / DRAFT` or `已撤回 / WITHDRAWN` across the whole width; nothing for a published version."""
    if not content.texts.status:
        return Block(0.0)
    words = setting.fit("status", content.texts.status, room - 2)
    height = words.size * 1.4
    colours = setting.inks.colours
    text = setting.lines(words, left, (height - words.size) / 2 - words.size * 0.01, colours["paper"], room)
    return Block(height, (Rect(left, 0.0, room, height, colours["alert"], radius=0.4), *text))


def product(setting: Setting, content: Content, left: float, room: float) -> Block:
    """Name of the product and, below it, the other language's name and the organisation."""
    name, colours = content.texts.name, setting.inks.colours
    lines = [
        setting.paragraph("name", name.main, left, room, colours["ink"]),
        setting.paragraph("other_name", name.other, left, room, colours["grey"]),
        setting.paragraph("maker", content.texts.maker, left, room, colours["grey"]),
    ]
    return stacked(lines, _LINE_APART * 2)


def figure(setting: Setting, content: Content, left: float, room: float) -> Block:
    """The figure with its unit, what it is per, and whether it is a partial footprint, all next to each other."""
    texts = content.texts
    unit = setting.fit("figure_unit", texts.figure_unit, room / 2)
    unit_width = setting.width(texts.figure_unit, unit.style, unit.size)
    number = setting.fit("figure", texts.figure, min(0.66 * room, room - unit_width - 1.2))
    x = left + setting.width(texts.figure, number.style, number.size) + 1.2
    head = number.size * CAP_HEIGHT
    column = _unit_column(setting, texts.unit, x, room - (x - left))
    below = stacked(_units(setting, texts.unit, left, room), _LINE_APART)
    # beside the figure unless the text is so long that below it takes less room
    tall = unit.size * (CAP_HEIGHT + 0.24) + column.height - _SINK if column else 0.0
    aside = column is not None and max(head, tall) <= head + 0.4 + _LINE_APART * 2 + below.height
    baseline = max(head, tall) if aside else head
    under = baseline - column.height + _SINK if column and aside else 0.0
    unit_baseline = under - unit.size * 0.24 if aside else baseline
    items: list[Item] = [
        # the first digit is moved left by its own white, so that it stands on the edge
        *_line(setting, "figure", texts.figure, left - number.size * 0.04, baseline, number.size),
        *_line(setting, "figure_unit", texts.figure_unit, x, unit_baseline, unit.size),
        *(column.at(under) if column and aside else ()),
    ]
    partial, wide = _partial(setting, texts.partial, room)
    if partial.height and x + unit_width + 1.5 + wide <= left + room:
        # on the line of the unit where there is room beside it
        top = unit_baseline - unit.size * CAP_HEIGHT / 2 - partial.height / 2
        items += [moved(item, left + room - wide, top) for item in partial.items]
        partial = Block(0.0)
    below_figure = Block(partial.height, tuple(moved(item, left, 0.0) for item in partial.items))
    blocks = [Block(baseline, tuple(items)), Block(0.0) if aside else below, below_figure]
    return stacked(blocks, _LINE_APART * 2 + (0.0 if aside else 0.4))


def boundary(setting: Setting, content: Content, left: float, room: float) -> Block:
    """The system boundary."""
    said, colours = content.texts.boundary, setting.inks.colours
    return stacked(
        [
            setting.paragraph("boundary", said.main, left, room, colours["ink"]),
            setting.paragraph("other_boundary", said.other, left, room, colours["grey"]),
        ],
        _LINE_APART,
    )


def stage_bar(setting: Setting, content: Content, left: float, room: float) -> Block:
    """Bar and legend of the stages."""
    return stages(setting, content.texts.stages, left, room)


def code(setting: Setting, content: Content, left: float, room: float) -> Block:
    """The code, and beside it where it leads and the facts."""
    symbol = _symbol(setting, content.url, left)
    side, quiet = symbol.height, symbol.clear[0]
    x = left + side + quiet + 0.3
    beside = room - (x - left)
    colours = setting.inks.colours
    words = stacked(
        [
            setting.paragraph("scan", content.texts.scan.main, x, beside, colours["ink"]),
            setting.paragraph("other_scan", content.texts.scan.other, x, beside, colours["ink"]),
            _table(setting, content.texts.facts, x, beside),
        ],
        _LINE_APART * 2,
    )
    top = max(0.0, (side - words.height) / 2)
    height = max(side, words.height)
    return Block(height, (*symbol.items, *words.at(top)), (quiet, quiet - (height - side)))


def overview(setting: Setting, content: Content, left: float, room: float) -> Block:
    """Product, figure and boundary on the left, the code with a short word on the right."""
    colours = setting.inks.colours
    symbol = _symbol(setting, content.url, 0.0)
    side, quiet = symbol.height, symbol.clear[0]
    x = left + room - side
    texts = stacked(
        [part(setting, content, left, room - side - quiet - 0.4) for part in (product, figure, boundary)],
        max(0.65, setting.gap),
    )
    drawn = [moved(item, x, 0.0) for item in symbol.items]
    words = setting.paragraph("scan", content.texts.scan_short, x, side, colours["ink"], centred=True)
    height = max(texts.height, side + quiet + words.height)
    top = (height - side - quiet - words.height) / 2
    items = [moved(item, 0.0, top) for item in drawn]
    return Block(height, (*texts.items, *items, *words.at(top + side + quiet)), (quiet - top, 0.0))


def facts(setting: Setting, content: Content, left: float, room: float) -> Block:
    """The facts in two columns, or below each other where that takes no more height."""
    given = content.texts.facts
    half = -(-len(given) // 2)
    columns = (given[:half], given[half:])
    first, second = (_natural_width(setting, column) + 0.01 for column in columns)
    single = _table(setting, given, left, room)
    usable = room - _COLUMNS_APART
    if first + second <= usable:
        return _columns(setting, columns, left, (first + (usable - first - second), second))
    # one of the columns wraps its values: the one with which the block stays lower
    halved = []
    for wide in (usable - second, first):
        with suppress(LabelDoesNotFit):
            halved.append(_columns(setting, columns, left, (wide, usable - wide)))
    return min([*halved, single], key=lambda block: block.height)


def caution(setting: Setting, content: Content, left: float, room: float) -> Block:
    """What the figure may be compared with."""
    said, colours = content.texts.caution, setting.inks.colours
    return stacked(
        [
            setting.paragraph("caution", said.main, left, room, colours["grey"], centred=True),
            setting.paragraph("other_caution", said.other, left, room, colours["grey"], centred=True),
        ],
        _LINE_APART,
    )


def band(setting: Setting, texts: LabelTexts) -> Iterator[Item]:
    """Title, its translation and the emblem, in place on the band."""
    size = setting.size
    paper, middle = setting.inks.colours["paper"], size.inset + size.band / 2
    room = size.room - (2 * size.emblem + 2 if size.emblem else 0)
    title = setting.fit("title", texts.title.main, room)
    top, x = middle - title.size / 2, size.indent
    if size.stacked and texts.title.other:
        other = setting.fit("subtitle", texts.title.other, room)
        top -= other.size / 2 + 0.3
        yield from setting.lines(other, x + 0.1, top + title.size + 0.7, paper)
    elif texts.title.other:
        beside = x + setting.width(texts.title.main, title.style, title.size) + 1.6
        other = setting.fit("subtitle", texts.title.other, x + room - beside)
        yield from setting.lines(other, beside, top + (title.size - other.size) * ASCENT, paper)
    yield from setting.lines(title, x, top, paper)
    if size.emblem:
        left, across = size.width - size.indent - 2 * size.emblem, 2 * size.emblem
        yield Rect(left, middle - size.emblem, across, across, "", paper, 0.5, size.emblem)
        emblem = setting.fit("emblem", texts.emblem, across - 1)
        yield from setting.lines(emblem, left, middle - emblem.size * (ASCENT - CAP_HEIGHT / 2), paper, across)
    if texts.status and "status" not in size.blocks:
        yield from _status_on_band(setting, texts.status, middle)


def _status_on_band(setting: Setting, text: str, middle: float) -> Iterator[Item]:
    """The mark of the status at the right end of the band, for a size without a line of its own for it."""
    words = setting.fit("status", text, setting.size.room / 2)
    width, height = setting.width(text, words.style, words.size) + 2, words.size * 1.4
    left = setting.size.width - setting.size.indent - width
    colours = setting.inks.colours
    yield Rect(left, middle - height / 2, width, height, colours["paper"], radius=0.4)
    yield from setting.lines(words, left, middle - words.size / 2, colours["alert"], width)


BLOCKS: Mapping[str, Callable[[Setting, Content, float, float], Block]] = {
    "status": status,
    "product": product,
    "figure": figure,
    "boundary": boundary,
    "stages": stage_bar,
    "code": code,
    "overview": overview,
    "facts": facts,
    "caution": caution,
}
"""The blocks that a size class may name."""


def _line(setting: Setting, part: str, text: str, x: float, y: float, size: float) -> Iterator[Words]:
    """A text of the figure, on a given baseline."""
    style = setting.size.styles[part]
    yield Words(x, y, text, size, style.weight, setting.inks.colours["brand"], style.tracking)


def _unit_column(setting: Setting, unit: Pair, left: float, room: float) -> Block | None:
    """The unit's text beside the figure; None where it is too long for that."""
    try:
        return stacked(_units(setting, unit, left, room, whole_words=True), _LINE_APART)
    except LabelDoesNotFit:
        return None


def _units(setting: Setting, unit: Pair, left: float, room: float, whole_words: bool = False) -> tuple[Block, Block]:
    ink = setting.inks.colours["ink"]
    return (
        setting.paragraph("unit", unit.main, left, room, ink, whole_words=whole_words),
        setting.paragraph("other_unit", unit.other, left, room, ink, whole_words=whole_words),
    )


def _partial(setting: Setting, text: str, room: float) -> tuple[Block, float]:
    """The mark of a partial footprint in a frame, standing at x = 0, and its width; empty for a whole footprint."""
    if not text:
        return Block(0.0), 0.0
    words = setting.fit("partial", text, room - 2.4)
    height, brand = words.size * 1.45, setting.inks.colours["brand"]
    width = setting.width(text, words.style, words.size) + 2.4
    frame = Rect(0.12, 0.12, width - 0.24, height - 0.24, "", brand, 0.24, 0.8)
    return Block(height, (frame, *setting.lines(words, 1.2, (height - words.size) / 2, brand))), width


def _symbol(setting: Setting, url: str, left: float) -> Block:
    """The code with its first dark module at *left*; its height is that of the dark modules, `clear` its quiet zone."""
    symbol, module = fitted(url, setting.size.code)
    return Block(symbol.modules * module, (Code(left, 0.0, module, symbol.path),), (QUIET * module, QUIET * module))


def _table(setting: Setting, rows: Sequence[tuple[str, str]], left: float, room: float) -> Block:
    """Keys and values in two columns; a long value has more lines."""
    style, colours = setting.size.styles["fact"], setting.inks.colours
    indent = max((_key_width(setting, key) for key, _ in rows), default=0.0) + _KEY_APART
    blocks = []
    for key, value in rows:
        size = setting.wanted(key, style)
        text = setting.fit("fact", value, room - indent)
        baseline = max(size, text.size) * ASCENT
        lines = list(setting.lines(text, left + indent, baseline - text.size * ASCENT, colours["ink"]))
        height = max(baseline + size * (1 - ASCENT), lines[-1].y + text.size * (1 - ASCENT))
        said = Words(left, baseline, key, size, style.weight, colours["grey"])
        blocks.append(Block(height, (said, *lines)))
    return stacked(blocks, setting.size.styles["fact"].size * (PITCH - 1))


def _columns(
    setting: Setting, columns: Sequence[Sequence[tuple[str, str]]], left: float, widths: tuple[float, float]
) -> Block:
    """Two tables side by side."""
    sides = (
        _table(setting, columns[0], left, widths[0]),
        _table(setting, columns[1], left + widths[0] + _COLUMNS_APART, widths[1]),
    )
    return Block(max(side.height for side in sides), tuple(item for side in sides for item in side.items))


def _key_width(setting: Setting, key: str) -> float:
    style = setting.size.styles["fact"]
    return setting.width(key, style, setting.wanted(key, style))


def _natural_width(setting: Setting, rows: Sequence[tuple[str, str]]) -> float:
    """Width of a table whose values have one line each."""
    keys = max(_key_width(setting, key) for key, _ in rows)
    return keys + _KEY_APART + max(_key_width(setting, value) for _, value in rows)
