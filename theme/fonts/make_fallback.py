"""Cut the typefaces that stand in for what Noto Sans SC lacks: letters of Europe, Hangul, Han beyond the usual ones.

Sources, all under the SIL Open Font License 1.1 (`OFL.txt` beside this file; `LICENSE_FONT` of each package), from npm:

    @expo-google-fonts/source-sans-3@0.4.1    Source Sans 3 (Adobe): its letters are those of Noto Sans SC
    @expo-google-fonts/noto-sans@0.4.2        Noto Sans (Google): letters that Source Sans 3 lacks
    @expo-google-fonts/noto-sans-kr@0.4.3     Noto Sans KR (Adobe, Google): Hangul, radicals, signs
    @expo-google-fonts/noto-sans-jp@0.4.3     Noto Sans JP (Adobe, Google): Han of Japanese names, such as U+20BB7
    @expo-google-fonts/noto-sans-tc@0.4.3     Noto Sans TC (Adobe, Google): Han of Hong Kong and Taiwan

    for each of them, in a folder outside the project:  npm pack NAME; mkdir NAME; tar xzf FILE.tgz -C NAME
    python theme/fonts/make_fallback.py FOLDER          # after make_fonts.py and make_signs.py

Needs fonttools (4.68 made the files that are checked in).  The same sources give the same bytes.

What is cut bears a name of its own: "Source" is reserved by its licence, and a company may well set its labels in a
whole Noto.  Source Sans 3 is enlarged until its letters are as high as the Latin letters of Noto Sans SC, which Adobe
drew from it; so that the `Ł` of a word looks like the letters beside it.  The fonts of letters keep what
places accents upon letters, and the plain letters for accents to be placed upon.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates, dropImpliedOnCurvePoints
from make_fonts import on_grid, options

FOLDER = Path(__file__).resolve().parent
EM = 1000
LICENCE = "This Font Software is licensed under the SIL Open Font License, Version 1.1."
WEIGHTS = {"Regular": "400Regular", "Bold": "700Bold"}

Ranges = tuple[tuple[int, int], ...]

ENLARGED = {"Regular": 1.1175, "Bold": 1.132}
"""Height of the letters of Noto Sans SC in those of Source Sans 3: 557/498 (o) and 733/656 (H); 574/508 and 741/652."""

LETTERS: Ranges = (
    (0x0020, 0x052F),  # Latin, phonetic letters, modifiers, accents, Greek, Cyrillic
    (0x1C80, 0x1C8F),
    (0x1D00, 0x1FFF),  # phonetic extensions, Latin extended additional, Greek extended
    (0x2000, 0x218F),  # punctuation, small digits, currency, letterlike signs, number forms
    (0x2C60, 0x2C7F),
    (0x2DE0, 0x2DFF),
    (0xA640, 0xA69F),
    (0xA720, 0xA7FF),
    (0xAB30, 0xAB6F),
    (0xFB00, 0xFB06),  # ligatures
)
HANGUL: Ranges = ((0x3131, 0x318E), (0xAC00, 0xD7A3))
SIGNS: Ranges = ((0x2190, 0x27BF), (0x2B00, 0x2BFF), (0x2E80, 0x2EF3))
"""Arrows, dingbats such as ❶, and radicals."""
HAN: Ranges = ((0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FFFF))


@dataclass(frozen=True)
class Cut:
    """What is cut from a source: its folder and file, the name of what is made, and which characters."""

    source: str
    name: str
    ranges: Ranges

    @property
    def is_of_letters(self) -> bool:
        """Whether it is a font of letters; all of them are kept, since an accent needs its letter in the same font."""
        return self.ranges is LETTERS


CUTS = (
    Cut("SourceSans3", "Carbonpress Letters", LETTERS),
    Cut("NotoSans", "Carbonpress Rare Letters", LETTERS),
    Cut("NotoSansJP", "Carbonpress Han", HAN + SIGNS),
    Cut("NotoSansTC", "Carbonpress Rare Han", HAN),
    Cut("NotoSansKR", "Carbonpress Hangul", HANGUL + SIGNS + HAN),
)
"""In the order in which a character is looked for."""


def cut(font: TTFont, codes: Iterable[int]) -> None:
    """Leave only *codes* in *font*, without hinting."""
    cutter = subset.Subsetter(options())
    cutter.populate(unicodes=sorted(codes))
    cutter.subset(font)


def smooth(font: TTFont, gridded: bool) -> None:
    """Drop points that are implied; put those of Han and Hangul on a grid, as `make_fonts.py` does."""
    outlines = font["glyf"]
    for name in outlines.keys():  # noqa: SIM118 - the table is no mapping
        outline = outlines[name]
        if outline.numberOfContours > 0:
            if gridded:
                outline.coordinates = GlyphCoordinates([(on_grid(x), on_grid(y)) for x, y in outline.coordinates])
            dropImpliedOnCurvePoints(outline)


def rename(font: TTFont, name: str, weight: str) -> None:
    """Call *font* by *name*; copyright, version, trademark and licence stay as they are."""
    names = font["name"]
    full, plain = f"{name} {weight}", name.replace(" ", "")
    for code, said in {1: name, 2: weight, 3: full, 4: full, 6: f"{plain}-{weight}", 13: LICENCE}.items():
        names.setName(said, code, 3, 1, 0x409)
    names.names = [entry for entry in names.names if entry.nameID in (0, 1, 2, 3, 4, 5, 6, 7, 13, 14)]


def make(folder: Path, weight: str) -> None:
    """Cut all typefaces in one weight from the sources in *folder*."""
    known = characters("NotoSansSC", weight) | characters("CarbonpressSigns", weight)
    for each in CUTS:
        (file,) = folder.glob(f"*/package/{WEIGHTS[weight]}/{each.source}_{WEIGHTS[weight]}.ttf")
        font = TTFont(file, recalcTimestamp=False)
        codes = {code for code in font.getBestCmap() if any(first <= code <= last for first, last in each.ranges)}
        if not each.is_of_letters:
            codes -= known
            known |= codes
        cut(font, codes)
        if each.source == "SourceSans3":
            scale_upem(font, round(EM * ENLARGED[weight]))
            font["head"].unitsPerEm = EM
        smooth(font, gridded=not each.is_of_letters)
        rename(font, each.name, weight)
        font.save(FOLDER / f"{each.name.replace(' ', '')}-{weight}.ttf", reorderTables=True)


def characters(name: str, weight: str) -> set[int]:
    """What a font made before has."""
    return set(TTFont(FOLDER / f"{name}-{weight}.ttf", lazy=True).getBestCmap())


def main() -> None:
    """Cut both weights from the folder given."""
    if len(sys.argv) != 2:
        sys.exit("one path is wanted: the folder with the unpacked packages")
    for weight in WEIGHTS:
        make(Path(sys.argv[1]), weight)


if __name__ == "__main__":
    main()
