"""The blocks of a label, from the mark of the status down to the caution on comparison.

Each function answers one question: what stands in this block, and how high is it?
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from carbonpress.press.common.label_texts import StagePart
from carbonpress.press.label.logo import Logo
from carbonpress.press.label.qr import QUIET
from carbonpress.press.label.setting import (
    ASCENT,
    CAP_HEIGHT,
    PITCH,
    Block,
    Code,
    Fitted,
    Item,
    LabelDoesNotFit,
    Rect,
    Setting,
    Shape,
    Words,
    moved,
    stacked,
)
from carbonpress.press.label.stages import stages
from carbonpress.record.shown_shape import Pair, ShownLabel

# No clause asks for the numbers in this file: they are layout, chosen by eye, and tests/golden/labels holds what they
# make.  Lengths are millimetres on a label at its full size; factors of a `size` are shares of the em.

_KEY_APART = 0.8
"""Between the key of a fact and its value, mm."""

_COLUMNS_APART = 2.0
"""Between two columns of facts, mm."""

_LINE_APART = 0.35
"""Between texts of one block, mm, on top of the white inside their em."""

_LOGO_APART = 2.0
"""Between the texts of the product and the logo, mm."""

_UNIT_APART = 1.2
"""Between the figure and its unit, mm."""

_FIGURE_SHARE = 0.66
"""The part of its line that a figure takes at most, so that what it is per has room beside it."""

_SINK = 0.12
"""How far the em of the last line beside the figure reaches below the baseline of the figure, mm."""


@dataclass(frozen=True, slots=True)
class Content:
    """What the blocks show: the texts, the stages, the address in the code, and the maker's logo if there is one."""

    texts: ShownLabel
    stages: tuple[StagePart, ...]
    url: str
    logo: Logo | None = None


def status(setting: Setting, content: Content, left: float, room: float) -> Block:
    """That it is a draft or withdrawn, across the whole width in every language; nothing for a published version."""
    if not content.texts["status"]:
        return Block(0.0)
    words = setting.fit("status", content.texts["status"], room - 2)
    height = words.size * 1.4
    colours = setting.inks.colours
    text = setting.lines(words, left, (height - words.size) / 2 - words.size * 0.01, colours["paper"], room)
    return Block(height, (Rect(left, 0.0, room, height, colours["alert"], radius=0.4), *text))


def product(setting: Setting, content: Content, left: float, room: float) -> Block:
    """Name of the product and, below it, the other language's name and the organisation; the logo beside them."""
    name, colours = content.texts["name"], setting.inks.colours
    mark = _logo(setting, content.logo)
    beside = room - (mark.width + _LOGO_APART if mark else 0.0)
    lines = [
        setting.paragraph("name", name[0], left, beside, colours["ink"]),
        setting.paragraph("other_name", name[1], left, beside, colours["grey"]),
        setting.paragraph("maker", content.texts["maker"], left, beside, colours["grey"]),
    ]
    texts = stacked(lines, _LINE_APART * 2)
    if mark is None:
        return texts
    height = max(texts.height, mark.height)
    items = [moved(item, left + room - mark.width, (height - mark.height) / 2) for item in mark.items]
    return Block(height, (*texts.at((height - texts.height) / 2), *items))


def name_line(setting: Setting, content: Content, left: float, room: float) -> Block:
    """Name and model of the product alone."""
    return setting.paragraph("name", content.texts["short_name"], left, room, setting.inks.colours["ink"])


def figure(setting: Setting, content: Content, left: float, room: float) -> Block:
    """The figure with its unit, what it is per, and whether it is a partial footprint, all next to each other."""
    texts = content.texts
    number, unit = _number_and_unit(setting, texts, room)
    unit_width = setting.width(texts["figure_unit"], unit.style, unit.size)
    x = left + setting.width(texts["figure"], number.style, number.size) + _UNIT_APART
    head = number.size * CAP_HEIGHT
    column = _unit_column(setting, texts["unit"], x, room - (x - left))
    # beside the figure unless the text is so long that below it takes less room
    tall = unit.size * (CAP_HEIGHT + 0.24) + column.height - _SINK if column else 0.0
    spare = tall - head - 0.4 - _LINE_APART * 2
    below = Block(0.0) if column and spare <= 0 else stacked(_units(setting, texts["unit"], left, room), _LINE_APART)
    aside = column is not None and spare <= below.height
    baseline = max(head, tall) if aside else head
    under = baseline - column.height + _SINK if column and aside else 0.0
    unit_baseline = under - unit.size * 0.24 if aside else baseline
    items: list[Item] = [
        # the first digit is moved left by its own white, so that it stands on the edge
        *_line(setting, "figure", texts["figure"], left - number.size * 0.04, baseline, number.size),
        *_line(setting, "figure_unit", texts["figure_unit"], x, unit_baseline, unit.size),
        *(column.at(under) if column and aside else ()),
    ]
    partial, wide = _partial(setting, texts["partial"], room)
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
    said, colours = content.texts["boundary"], setting.inks.colours
    return stacked(
        [
            setting.paragraph("boundary", said[0], left, room, colours["ink"]),
            setting.paragraph("other_boundary", said[1], left, room, colours["grey"]),
        ],
        _LINE_APART,
    )


def stage_bar(setting: Setting, content: Content, left: float, room: float) -> Block:
    """Bar and legend of the stages."""
    return stages(setting, content.stages, left, room)


def code(setting: Setting, content: Content, left: float, room: float) -> Block:
    """The code, and beside it where it leads and the facts."""
    symbol = _symbol(setting, content.url, left)
    side, quiet = symbol.height, symbol.clear[0]
    x = left + side + quiet + 0.3
    beside = room - (x - left)
    colours = setting.inks.colours
    words = stacked(
        [
            setting.paragraph("scan", content.texts["scan"][0], x, beside, colours["ink"]),
            setting.paragraph("other_scan", content.texts["scan"][1], x, beside, colours["ink"]),
            _table(setting, content.texts["facts"], x, beside),
        ],
        _LINE_APART * 2,
    )
    top = max(0.0, (side - words.height) / 2)
    height = max(side, words.height)
    return Block(height, (*symbol.items, *words.at(top)), (quiet, quiet - (height - side)))


def overview(setting: Setting, content: Content, left: float, room: float) -> Block:
    """Texts of the product on the left, the code on the right, with a short word where the size has a style for it."""
    colours = setting.inks.colours
    symbol = _symbol(setting, content.url, 0.0)
    side, quiet = symbol.height, symbol.clear[0]
    x = left + room - side
    texts = stacked(
        [BLOCKS[part](setting, content, left, room - side - quiet - 0.4) for part in setting.size.beside],
        max(0.65, setting.gap),
    )
    drawn = [moved(item, x, 0.0) for item in symbol.items]
    said = content.texts["scan_short"] if "scan" in setting.size.styles else ""
    words = setting.paragraph("scan", said, x, side, colours["ink"], centred=True)
    below = quiet + words.height if said else 0.0
    height = max(texts.height, side + below)
    top = (height - side - below) / 2
    items = [moved(item, 0.0, top) for item in drawn]
    clear = (quiet - top, 0.0 if said else quiet - top)
    return Block(height, (*texts.items, *items, *words.at(top + side + quiet)), clear)


def columns(setting: Setting, content: Content, left: float, room: float) -> Block:
    """Three columns: product, figure and boundary; stages and facts; the code with a short word."""
    symbol = _symbol(setting, content.url, 0.0)
    side, quiet = symbol.height, symbol.clear[0]
    usable = room - side - quiet - _COLUMNS_APART
    wide = usable * setting.size.split
    x = left + wide + _COLUMNS_APART
    sides = [
        [part(setting, content, left, wide) for part in (product, figure, boundary)],
        [part(setting, content, x, usable - wide) for part in (stage_bar, facts, caution)],
    ]
    words = setting.paragraph(
        "scan", content.texts["scan_short"], left + room - side, side, setting.inks.colours["ink"], centred=True
    )
    below = quiet + 0.3
    code_height = side + below + words.height
    gap = max(0.65, setting.gap)
    whole = setting.size.height - setting.size.top - setting.size.foot - max(gap, quiet - setting.size.foot)
    height = max(whole, code_height, *(stacked(blocks, gap).height for blocks in sides))
    items = [item for blocks in sides for item in _spread(blocks, height, gap).items]
    top = (height - code_height) / 2
    items += [moved(item, left + room - side, top) for item in symbol.items]
    return Block(height, (*items, *words.at(top + side + below)), (max(0.0, quiet - top), 0.0))


def counted(setting: Setting, content: Content, left: float, room: float) -> Block:
    """The stages in words."""
    return setting.paragraph("counted", content.texts["counted"], left, room, setting.inks.colours["ink"])


def label_facts(setting: Setting, content: Content, left: float, room: float) -> Block:
    """The facts in one text."""
    return setting.paragraph("digest", content.texts["digest"], left, room, setting.inks.colours["ink"])


def facts(setting: Setting, content: Content, left: float, room: float) -> Block:
    """The facts in two columns, or below each other where that is no higher; words are cut only if they must."""
    given = content.texts["facts"]
    half = -(-len(given) // 2)
    columns = (given[:half], given[half:])
    first, second = (_natural_width(setting, column) + 0.01 for column in columns)
    usable = room - _COLUMNS_APART
    if first + second <= usable:
        return _columns(setting, columns, left, (first + (usable - first - second), second), True)
    # one of the columns wraps its values: the one with which the block stays lower
    made = []
    for whole_words in (True, False):
        for wide in (usable - second, first):
            with suppress(LabelDoesNotFit):
                made.append(_columns(setting, columns, left, (wide, usable - wide), whole_words))
        with suppress(LabelDoesNotFit):
            made.append(_table(setting, given, left, room, whole_words))
        if made:
            return min(made, key=lambda block: block.height)
    return _table(setting, given, left, room)


def caution(setting: Setting, content: Content, left: float, room: float) -> Block:
    """What the figure may be compared with."""
    said, colours = content.texts["caution"], setting.inks.colours
    return stacked(
        [
            setting.paragraph("caution", said[0], left, room, colours["grey"], centred=True),
            setting.paragraph("other_caution", said[1], left, room, colours["grey"], centred=True),
        ],
        _LINE_APART,
    )


BLOCKS: Mapping[str, Callable[[Setting, Content, float, float], Block]] = {
    "status": status,
    "product": product,
    "name": name_line,
    "figure": figure,
    "boundary": boundary,
    "stages": stage_bar,
    "code": code,
    "overview": overview,
    "columns": columns,
    "counted": counted,
    "digest": label_facts,
    "facts": facts,
    "caution": caution,
}
"""The blocks that a size class may name."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A logo at 0, 0, in mm."""

    width: float
    height: float
    items: tuple[Shape, ...]


def _logo(setting: Setting, logo: Logo | None) -> _Mark | None:
    """The logo as large as the size class has room for it; None where it has none."""
    width, height = setting.size.logo
    if logo is None or not width:
        return None
    drawn = logo.single if setting.inks.name == "mono" else logo
    scale = min(width / logo.width, height / logo.height)
    items = tuple(Shape(0.0, 0.0, scale, part.path, part.fill, part.even_odd) for part in drawn.parts)
    return _Mark(logo.width * scale, logo.height * scale, items)


def _spread(blocks: Sequence[Block], height: float, gap: float) -> Block:
    """Blocks below each other over the whole *height*, with equal white of at least *gap* between them."""
    shown = [block for block in blocks if block.height]
    spare = height - sum(block.height for block in shown)
    return stacked(shown, max(gap, spare / max(1, len(shown) - 1)))


def _number_and_unit(setting: Setting, texts: ShownLabel, room: float) -> tuple[Fitted, Fitted]:
    """The figure on two thirds of its line, or if it is long on all that its unit in the least size leaves of it."""
    unit = setting.fit("figure_unit", texts["figure_unit"], room / 2)
    beside = room - _UNIT_APART - setting.width(texts["figure_unit"], unit.style, unit.size)
    with suppress(LabelDoesNotFit):
        return setting.fit("figure", texts["figure"], min(_FIGURE_SHARE * room, beside)), unit
    unit = replace(unit, size=setting.least(texts["figure_unit"], unit.style))
    beside = room - _UNIT_APART - setting.width(texts["figure_unit"], unit.style, unit.size)
    return setting.fit("figure", texts["figure"], beside), unit


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
        setting.paragraph("unit", unit[0], left, room, ink, whole_words=whole_words),
        setting.paragraph("other_unit", unit[1], left, room, ink, whole_words=whole_words),
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
    symbol, module = setting.symbol(url)
    return Block(symbol.modules * module, (Code(left, 0.0, module, symbol.path),), (QUIET * module, QUIET * module))


def _table(
    setting: Setting, rows: Sequence[tuple[str, str]], left: float, room: float, whole_words: bool = False
) -> Block:
    """Keys and values in two columns; a long value has more lines."""
    style, colours = setting.size.styles["fact"], setting.inks.colours
    indent = max((_key_width(setting, key) for key, _ in rows), default=0.0) + _KEY_APART
    blocks = []
    for key, value in rows:
        size = setting.wanted(key, style)
        text = setting.fit("fact", value, room - indent, whole_words)
        baseline = max(size, text.size) * ASCENT
        lines = list(setting.lines(text, left + indent, baseline - text.size * ASCENT, colours["ink"]))
        height = max(baseline + size * (1 - ASCENT), lines[-1].y + text.size * (1 - ASCENT))
        said = Words(left, baseline, key, size, style.weight, colours["grey"])
        blocks.append(Block(height, (said, *lines)))
    return stacked(blocks, setting.size.styles["fact"].size * (PITCH - 1))


def _columns(
    setting: Setting,
    columns: Sequence[Sequence[tuple[str, str]]],
    left: float,
    widths: tuple[float, float],
    whole_words: bool,
) -> Block:
    """Two tables side by side."""
    sides = (
        _table(setting, columns[0], left, widths[0], whole_words),
        _table(setting, columns[1], left + widths[0] + _COLUMNS_APART, widths[1], whole_words),
    )
    return Block(max(side.height for side in sides), tuple(item for side in sides for item in side.items))


def _key_width(setting: Setting, key: str) -> float:
    style = setting.size.styles["fact"]
    return setting.width(key, style, setting.wanted(key, style))


def _natural_width(setting: Setting, rows: Sequence[tuple[str, str]]) -> float:
    """Width of a table whose values have one line each."""
    keys = max(_key_width(setting, key) for key, _ in rows)
    return keys + _KEY_APART + max(_key_width(setting, value) for _, value in rows)
