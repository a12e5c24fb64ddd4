"""The carbon label of a record in a size class, a language and an ink: composed, and drawn as SVG and PNG.

T/CCSA 603-2024, 10 a); ISO 14026 (what stands next to the figure).  The picture is made of rectangles and paths filled
or stroked in plain colours, with glyph outlines used where they stand: no text element, no pattern, no clipping, so
that screens, printers and the conversion to print colours all agree on it.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import resvg_py

from carbonpress.press.common.gs1 import gs1_address
from carbonpress.press.common.label_size import INKS, SIZES, inks, size_class
from carbonpress.press.common.label_texts import LANGUAGES, description, label_texts, stage_parts
from carbonpress.press.label.band import band, ground
from carbonpress.press.label.blocks import BLOCKS, Content
from carbonpress.press.label.logo import Logo
from carbonpress.press.label.qr import Symbol
from carbonpress.press.label.setting import (
    Block,
    Item,
    LabelDoesNotFit,
    LabelLacksCharacters,
    Rect,
    Setting,
    Words,
)
from carbonpress.press.label.svg import drawn
from carbonpress.press.typeface.outline import Outliner, outliner
from carbonpress.record.shape import Record

__all__ = [
    "INKS",
    "LANGUAGES",
    "ORIGINAL",
    "PLAIN",
    "SIZES",
    "Brand",
    "Composed",
    "LabelDoesNotFit",
    "LabelLacksCharacters",
    "Print",
    "compose_label",
    "drawn_label",
    "label_png",
    "label_svg",
]

_TIGHTNESS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Brand:
    """What a company may change of the label: the colour of band and figure, the fonts, and its own logo."""

    colour: str | None = None
    """`#rrggbb`; white text on it must be readable."""
    regular: Path | None = None
    bold: Path | None = None
    logo: Logo | None = None
    fonts: str = ""
    """Stands for what is in the font files, so that builds notice when they change."""
    others: tuple[Path, ...] = ()
    """Font files for what neither these two nor the shipped typefaces have."""

    @property
    def typefaces(self) -> tuple[Path, ...]:
        """All its font files, for documents; they are set in the shipped typefaces as far as these go."""
        return tuple(file for file in (self.regular, self.bold, *self.others) if file)

    @property
    def outliner(self) -> Outliner:
        """What sets the texts of its labels."""
        return outliner(self.regular, self.bold, self.others)


PLAIN = Brand()
"""The neutral design."""


@dataclass(frozen=True, slots=True)
class Print:
    """How a label is printed: *scale* times as large as its class, modules of whole printer dots, with which code."""

    scale: float = 1.0
    dots_per_inch: int = 600
    gs1: bool = False
    """Whether the code of a product with a GTIN is a GS1 Digital Link instead of the version's own address."""


ORIGINAL = Print()
"""The size of the class, for a printer of 600 dpi, with the address of the version."""


@dataclass(frozen=True)
class Composed:
    """A label whose items are in place, in the millimetres of its size class, in the order in which they are drawn."""

    setting: Setting
    items: tuple[Item, ...]
    title: str
    description: str
    language: str
    address: str
    """What the code carries."""

    @property
    def width(self) -> float:
        """Width as printed, mm."""
        return self.setting.size.width * self.setting.scale

    @property
    def height(self) -> float:
        """Height as printed, mm."""
        return self.setting.size.height * self.setting.scale

    @cached_property
    def code(self) -> tuple[Symbol, float]:
        """The symbol of the code, and its module as printed, mm."""
        symbol, module = self.setting.symbol(self.address)
        return symbol, module * self.setting.scale


def compose_label(
    record: Record,
    size: str = "standard",
    language: str = "zh-en",
    ink: str = "colour",
    brand: Brand = PLAIN,
    printed: Print = ORIGINAL,
    state: str = "",
) -> Composed:
    """The label of *record* with everything in its place.

    Parameters
    ----------
    size, language, ink
        One each of `SIZES`, `LANGUAGES` and `INKS`.
    state
        What became of the version since it was published, see `label_texts`.

    Raises
    ------
    LabelDoesNotFit
        When a text needs more room than the size class has in the smallest print
        allowed.
    LabelLacksCharacters
        When no typeface has a character of a text.
    QrTooSmall
        When the address is too long for the room of the code.
    ValueError
        When the label would have no extent.
    """
    if not printed.scale > 0:
        raise ValueError(f"a label cannot be printed {printed.scale} times as large")
    texts = label_texts(record, language, state)
    colours = inks(ink)
    if brand.colour and ink == "colour":
        colours = replace(colours, colours={**colours.colours, "brand": brand.colour.upper()})
    chosen = size_class(size, len(LANGUAGES[language]))
    loosest = Setting(brand.outliner, chosen, colours, 0.0, printed.scale, printed.dots_per_inch)
    address = gs1_address(record) if printed.gs1 else record["url"]
    setting, items = _composed(loosest, Content(texts, stage_parts(record, texts), address, brand.logo))
    items = [*ground(setting), *band(setting, texts), *items]
    for words in (item for item in items if isinstance(item, Words)):
        if lacking := setting.outliner.missing(words.text):
            raise LabelLacksCharacters(words.text, lacking, setting.called)
    title = f"{texts['picture']}{texts['sentence']}{texts['name'][0]}"
    return Composed(
        setting,
        tuple(items),
        title,
        description(texts, address),
        LANGUAGES[language][0],
        address,
    )


def label_svg(
    record: Record,
    size: str = "standard",
    language: str = "zh-en",
    ink: str = "colour",
    brand: Brand = PLAIN,
    printed: Print = ORIGINAL,
) -> str:
    """The label of *record* as an SVG document in millimetres; see `compose_label`."""
    return drawn_label(compose_label(record, size, language, ink, brand, printed))


def drawn_label(label: Composed) -> str:
    """A composed label as an SVG document."""
    return drawn(label.setting, label.items, label.title, label.description, label.language)


def label_png(svg: str, px_per_mm: float = 12) -> bytes:
    """A label's SVG as PNG with its resolution, so that it prints in its true size."""
    png = bytes(resvg_py.svg_to_bytes(svg_string=svg, dpi=px_per_mm * 25.4, skip_system_fonts=True))
    per_metre = round(px_per_mm * 1000)
    chunk = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    after_header = 33
    return b"".join(
        (png[:after_header], struct.pack(">I", 9), chunk, struct.pack(">I", zlib.crc32(chunk)), png[after_header:])
    )


def _composed(loosest: Setting, content: Content) -> tuple[Setting, list[Item]]:
    """The blocks in place, in the loosest setting in which they fit."""
    for tightness in _TIGHTNESS[:-1]:
        setting = replace(loosest, tightness=tightness)
        try:
            return setting, _placed(setting, content)
        except LabelDoesNotFit:
            continue
    tightest = replace(loosest, tightness=_TIGHTNESS[-1])
    return tightest, _placed(tightest, content)


def _placed(setting: Setting, content: Content) -> list[Item]:
    """All blocks below each other between band and foot, what is left of the height shared out between them."""
    size = setting.size
    names = [name for name in size.blocks if name != "rule"]
    blocks = {name: BLOCKS[name](setting, content, size.left, size.room) for name in names}
    shown = [name for name in size.blocks if name == "rule" or blocks[name].height]
    gaps = _gaps(setting, shown, blocks)
    spare = size.height - size.foot - size.top - sum(gaps) - sum(blocks[name].height for name in names)
    if spare < 0:
        raise _too_tall(setting, content)
    share = spare / len(gaps)
    items: list[Item] = []
    y = size.top
    for name, gap in zip(shown, gaps, strict=True):
        y += gap + share
        if name == "rule":
            items.append(Rect(size.left, y - 0.1, size.room, 0.2, setting.inks.colours["line"]))
        else:
            items += blocks[name].at(y)
            y += blocks[name].height
    return items


def _gaps(setting: Setting, shown: list[str], blocks: dict[str, Block]) -> list[float]:
    """The least white above each block or rule: half a gap on either side of a rule, more where a code needs it."""
    gaps = []
    for index, name in enumerate(shown):
        before = shown[index - 1] if index else ""
        halved = setting.gap * (0.62 if "rule" in (name, before) else 1.0)
        above = blocks[before].clear[1] if before in blocks else 0.0
        below = blocks[name].clear[0] if name in blocks else 0.0
        gaps.append(max(halved, above, below))
    return gaps


def _too_tall(setting: Setting, content: Content) -> LabelDoesNotFit:
    """Names the longest of the texts that authors write, since it is what to shorten."""
    texts = content.texts
    written = [("name", texts["name"][0]), ("other_name", texts["name"][1]), ("maker", texts["maker"])]
    written += [("unit", texts["unit"][0]), ("other_unit", texts["unit"][1])]
    written += [("fact", value) for _, value in texts["facts"]]
    part, text = max(written, key=lambda each: setting.outliner.width(each[1], 1.0) if each[1] else 0.0)
    return LabelDoesNotFit(part, text, setting.called, too_tall=True)
