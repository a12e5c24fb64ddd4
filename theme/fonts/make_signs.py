"""Draw the small digits and narrow signs that Noto Sans SC lacks, as a font of their own beside it.

    python theme/fonts/make_signs.py        # after make_fonts.py; needs fonttools (4.68 made what is checked in)

A font is quicker than a rule that draws each "₂" anew, needs no element of its own in a tagged document, and keeps the
character itself in the text of the file.  Outlines are those of Noto Sans SC, smaller, lower or higher, or closer
together; so the Open Font License (`OFL.txt`) holds for them too.  The same sources give the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).resolve().parent
FAMILY = "Carbonpress Signs"
WEIGHTS = {"Regular": 400, "Bold": 700}
LOW = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋ₑₓ", "0123456789+−ex", strict=True))
HIGH = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+−", strict=True))
LOW_LOOK, HIGH_LOOK = (0.68, -160), (0.66, 420)
"""Scale and rise in thousandths of the em."""

NARROW = {"⋅": ("·", 300), "‘": ("‘", 240), "’": ("’", 240), "“": ("“", 432), "”": ("”", 432)}
"""Signs that the source draws as wide as a Han, or that it draws under another number, and how wide they are here."""

NARROW_SPACE, NARROW_SPACE_WIDTH = "\u202f", 168


@dataclass(frozen=True)
class Drawn:
    """How a sign is drawn: from which character, how large, how high, and how wide; centred where a width is given."""

    source: str
    scale: float = 1.0
    rise: int = 0
    width: int | None = None


def signs() -> dict[str, Drawn]:
    """Every sign of the font but its space."""
    low = {sign: Drawn(source, *LOW_LOOK) for sign, source in LOW.items()}
    high = {sign: Drawn(source, *HIGH_LOOK) for sign, source in HIGH.items()}
    return low | high | {sign: Drawn(source, width=width) for sign, (source, width) in NARROW.items()}


def draw(font: TTFont, drawn: Drawn) -> tuple[object, int]:
    """The outline of a sign and its advance."""
    name = font.getBestCmap()[ord(drawn.source)]
    outline, (advance, _) = font["glyf"][name], font["hmtx"][name]
    width = round(advance * drawn.scale) if drawn.width is None else drawn.width
    across = 0 if drawn.width is None else round((width - outline.xMax - outline.xMin) / 2)
    pen = TTGlyphPen(None)
    font.getGlyphSet()[name].draw(TransformPen(pen, (drawn.scale, 0, 0, drawn.scale, across, drawn.rise)))
    return pen.glyph(), width


def build(source: Path, weight: str, target: Path) -> None:
    """Write the signs of one weight, drawn from *source*, to *target*."""
    font = TTFont(source, recalcTimestamp=False)
    names = {sign: f"uni{ord(sign):04X}" for sign in (*signs(), NARROW_SPACE)}
    made = {names[sign]: draw(font, drawn) for sign, drawn in signs().items()}
    empty = TTGlyphPen(None).glyph()
    made |= {".notdef": (empty, 500), names[NARROW_SPACE]: (empty, NARROW_SPACE_WIDTH)}
    builder = FontBuilder(font["head"].unitsPerEm, isTTF=True)
    builder.setupGlyphOrder([".notdef", *sorted(set(made) - {".notdef"})])
    builder.setupCharacterMap({ord(sign): name for sign, name in names.items()})
    builder.setupGlyf({name: outline for name, (outline, _) in made.items()})
    outlines = builder.font["glyf"]
    builder.setupHorizontalMetrics(
        {name: (advance, getattr(outlines[name], "xMin", 0)) for name, (_, advance) in made.items()}
    )
    builder.setupHorizontalHeader(ascent=font["hhea"].ascent, descent=font["hhea"].descent)
    builder.setupNameTable(
        {
            "copyright": font["name"].getDebugName(0),
            "familyName": FAMILY,
            "styleName": weight,
            "uniqueFontIdentifier": f"{FAMILY} {weight}",
            "fullName": f"{FAMILY} {weight}",
            "psName": f"{FAMILY.replace(' ', '')}-{weight}",
            "version": "Version 1.0",
            "licenseDescription": font["name"].getDebugName(13),
            "licenseInfoURL": font["name"].getDebugName(14),
        }
    )
    from_source = font["OS/2"]
    builder.setupOS2(
        usWeightClass=WEIGHTS[weight],
        fsSelection=0x20 if weight == "Bold" else 0x40,
        sTypoAscender=from_source.sTypoAscender,
        sTypoDescender=from_source.sTypoDescender,
        usWinAscent=from_source.usWinAscent,
        usWinDescent=from_source.usWinDescent,
        sxHeight=from_source.sxHeight,
        sCapHeight=from_source.sCapHeight,
    )
    builder.setupPost(keepGlyphNames=False)
    head = builder.font["head"]
    head.created = head.modified = font["head"].modified
    head.macStyle = 1 if weight == "Bold" else 0
    builder.font.recalcTimestamp = False
    builder.save(target)


if __name__ == "__main__":
    for each in WEIGHTS:
        build(FOLDER / f"NotoSansSC-{each}.ttf", each, FOLDER / f"CarbonpressSigns-{each}.ttf")
