"""Cut the two fonts of the label and of print from the whole Noto Sans SC.

Source: npm package `@expo-google-fonts/noto-sans-sc`, version 0.4.3, files
`400Regular/NotoSansSC_400Regular.ttf` and `700Bold/NotoSansSC_700Bold.ttf`, Noto Sans SC 2.004-H2 (Adobe, Google),
SIL Open Font License 1.1 (`OFL.txt` beside this file; the package's own `LICENSE_FONT`).

    npm pack @expo-google-fonts/noto-sans-sc@0.4.3      # in a folder outside the project
    tar xzf expo-google-fonts-noto-sans-sc-0.4.3.tgz
    python theme/fonts/make_fonts.py package/400Regular/NotoSansSC_400Regular.ttf package/700Bold/NotoSansSC_700Bold.ttf

Needs fonttools (4.68 made the files that are checked in).  The same sources give the same bytes.

The points of Han are moved to a grid of four units, by two thousandths of the em at most: 8 micrometres in a line of
4 mm, less than a dot of the printer; what a Chinese document embeds becomes a sixth smaller.

What stays: all Han of the source (GB 18030 implementation level 1, the 20 902 of the first Unicode block, extension A,
and the personal-name characters of the later blocks that the source has), Latin, Greek, Cyrillic, kana, punctuation,
and common symbols; kerning.  What goes: hinting, vertical metrics, variants, squared and circled Han, points that lie
midway between their neighbours and are implied, and the characters of the five accents that the source has without a
place upon letters: with them, `ź` would be set as `z` and an accent beside it (`make_fallback.py` has all accents).
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates, dropImpliedOnCurvePoints

FOLDER = Path(__file__).resolve().parent
WEIGHTS = ("Regular", "Bold")
GRID = 4
"""Units of the font, of which the em has 1000."""

ACCENTS = (0x0300, 0x0370)

RANGES = (
    (0x0020, 0x024F),  # Latin
    (0x02B0, 0x036F),  # modifiers and combining marks
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x04FF),  # Cyrillic
    (0x1E00, 0x1EFF),  # Latin extended additional
    (0x2000, 0x20CF),  # punctuation, superscripts, currency
    (0x2100, 0x22FF),  # letterlike, number forms, arrows, mathematics
    (0x2300, 0x23FF),
    (0x2460, 0x24FF),  # ① and others in product names
    (0x2500, 0x26FF),
    (0x3000, 0x30FF),  # Han punctuation, kana
    (0x3100, 0x312F),
    (0x3400, 0x4DBF),  # Han extension A
    (0x4E00, 0x9FFF),  # Han
    (0xF900, 0xFAFF),  # compatibility Han
    (0xFE10, 0xFE1F),
    (0xFE30, 0xFE6F),
    (0xFF00, 0xFFEF),  # full width
    (0x20000, 0x323AF),  # Han of the later blocks
)


def options() -> subset.Options:
    """What the subsetter keeps: outlines, kerning, names; nothing for hinting or for vertical text."""
    made = subset.Options()
    made.layout_features = ["kern", "mark", "mkmk", "ccmp"]
    made.hinting = False
    made.glyph_names = False
    made.notdef_outline = True
    made.recalc_timestamp = False
    made.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]
    made.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "STAT", "gasp", "prep", "DSIG"]
    return made


def cut(source: Path, target: Path) -> None:
    """Write the subset of *source* to *target*."""
    font = TTFont(source, recalcTimestamp=False)
    cutter = subset.Subsetter(options())
    cutter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    cutter.subset(font)
    outlines = font["glyf"]
    for name in outlines.keys():  # noqa: SIM118 - the table is no mapping
        outline = outlines[name]
        if outline.numberOfContours > 0:
            if font["hmtx"][name][0] == font["head"].unitsPerEm:
                outline.coordinates = GlyphCoordinates([(on_grid(x), on_grid(y)) for x, y in outline.coordinates])
            dropImpliedOnCurvePoints(outline)
    for table in font["cmap"].tables:
        for code in range(*ACCENTS):
            table.cmap.pop(code, None)
    font.save(target, reorderTables=True)


def on_grid(place: int) -> int:
    """The coordinate on the grid that is nearest to *place*."""
    return round(place / GRID) * GRID


def main() -> None:
    """Cut both weights from the two paths given."""
    if len(sys.argv) != 3:
        sys.exit("two paths are wanted: the regular and the bold TTF of the source")
    for path, weight in zip(sys.argv[1:], WEIGHTS, strict=True):
        cut(Path(path), FOLDER / f"NotoSansSC-{weight}.ttf")


if __name__ == "__main__":
    main()
