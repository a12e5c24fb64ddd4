"""Text as outlines."""

import io
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import resvg_py
import uharfbuzz as hb
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from carbonpress.press.label.glyphs import missing
from carbonpress.press.typeface.outline import has_han, number, outliner
from carbonpress.press.typeface.svg_path import segments
from carbonpress.press.typeface.typefaces import CHAIN
from carbonpress.source.theme import theme_folder

RECORD = Path(__file__).parents[3] / "golden" / "labels" / "record.json"
FONTS = {weight: theme_folder() / "fonts" / f"NotoSansSC-{weight.title()}.ttf" for weight in ("regular", "bold")}
SAMPLE = "光缆 GYTA53-24B1.3，（直埋）CO₂e per 1 km of cable, tested; 层绞式 / armoured"


def ink_box(text: str, size: float = 10.0) -> tuple[int, int, int, int] | None:
    """The box of the drawn text in tenths of a millimetre, baseline at 20 mm."""
    outlines = outliner()
    glyphs = outlines.line(text, "regular").glyphs
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100mm" height="30mm"'
        f' viewBox="0 0 100 30"><defs>{outlines.definitions(glyphs)}</defs>{outlines.mark(text, 5, 20, size)}</svg>'
    )
    image = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, dpi=254))))
    return image.getchannel("A").getbbox()


def test_text_is_drawn_in_its_size() -> None:
    """A capital H of 10 mm em is as high as the font's capitals, and stands on the baseline."""
    box = ink_box("H")
    assert box is not None
    assert 200 == pytest.approx(box[3], abs=1)
    assert 73.3 == pytest.approx(box[3] - box[1], abs=1.5)


def test_small_digits_that_the_font_lacks_are_drawn_from_others() -> None:
    """The 2 of CO₂ is a smaller 2 that reaches below the baseline; that of 10⁻² stands high."""
    low, high, plain = ink_box("₂"), ink_box("⁰"), ink_box("2")
    assert low is not None and high is not None and plain is not None
    assert 0.62 == pytest.approx((low[3] - low[1]) / (plain[3] - plain[1]), abs=0.03)
    assert low[3] > plain[3]
    assert high[1] < plain[1]


def test_squared_units_are_taken_apart() -> None:
    """A unit in one character that the font lacks is written with those it has."""
    assert ink_box("m²") == ink_box("㎡")


def test_a_thin_space_is_narrower_than_a_space() -> None:
    """Thousands are set apart by less than a word space, and by more than nothing."""
    width = outliner().width
    assert width("1027", 1) < width("1\u2009027", 1) < width("1 027", 1)


def test_the_dot_of_a_unit_is_narrow_and_that_of_a_name_is_not() -> None:
    """`t·km` has a narrow dot; the dot between the parts of a Chinese name keeps its width."""
    width = outliner().width
    assert 0.34 == pytest.approx(width("t·km", 1) - width("t", 1) - width("km", 1), abs=0.02)
    assert 1.0 == pytest.approx(width("买·买", 1) - 2 * width("买", 1))


Point = tuple[float, float]


@dataclass(slots=True)
class Ruler:
    """Measures what HarfBuzz draws: the corners of the outline, and twice its area."""

    at: Point = (0.0, 0.0)
    area: float = 0.0
    corners: set[Point] = field(default_factory=set)

    def go(self, *points: Point) -> None:
        """On along a line, or along a curve of two or three points."""
        count, places = len(points), (self.at, *points)
        for i, j, weight in {1: ((0, 1, 1.0),), 2: QUADRATIC, 3: CUBIC}[count]:
            self.area += weight * (places[i][0] * places[j][1] - places[j][0] * places[i][1])
        self.at = points[-1]
        self.corners.add(self.at)

    def jump(self, to: Point) -> None:
        """To the start of the next contour."""
        self.at = to


QUADRATIC = ((0, 1, 2 / 3), (0, 2, 1 / 3), (1, 2, 2 / 3))
CUBIC = ((0, 1, 0.6), (0, 2, 0.3), (0, 3, 0.1), (1, 2, 0.3), (1, 3, 0.3), (2, 3, 0.6))
"""Twice the area under a Bezier curve: sums of cross products of its points."""


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_an_outline_in_short_runs_where_that_of_the_font_runs(weight: str) -> None:
    """What is left out of the path data moves no corner by more than rounding and takes nothing off the area."""
    face, font = outliner().faces[weight], hb.Font(hb.Face(hb.Blob.from_file_path(str(FONTS[weight]))))
    ruled = hb.DrawFuncs()
    ruled.set_move_to_func(lambda x, y, ruler: ruler.jump((x, y)))
    ruled.set_line_to_func(lambda x, y, ruler: ruler.go((x, y)))
    ruled.set_quadratic_to_func(lambda a, b, x, y, ruler: ruler.go((a, b), (x, y)))
    for glyph in sorted({each for each, *_ in face.shaped(SAMPLE + "碳足迹鑫龘囍@&§€ß")}):
        long, short, start = Ruler(), Ruler(), (0.0, 0.0)
        font.draw_glyph(int(glyph[1:], 16), ruled, long)
        for kind, points in segments(face.drawing(glyph) or "M0 0"):
            if kind == "M":
                start = points[0]
                short.jump(start)
            else:
                short.go(*(points or (start,)))
        assert long.area == pytest.approx(short.area, rel=1e-9), glyph
        assert short.corners <= long.corners, glyph


def test_glyphs_are_drawn_once_and_used() -> None:
    """A letter that comes three times is defined once."""
    outlines = outliner()
    line = outlines.line("AAA", "regular")
    assert 1 == len(line.glyphs)
    assert 3 == line.uses.count("<use ")
    assert 1 == outlines.definitions(line.glyphs).count("<path ")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_any_text_gives_harmless_markup(text: str) -> None:
    """Whatever the text, only numbers and glyph ids come out, and every glyph used is defined."""
    outlines = outliner()
    line = outlines.line(text, "bold")
    uses = re.findall(
        r'<use xlink:href="#([A-Za-z][0-9a-f]+)"(?: x="-?\d+")?(?: y="-?\d+")?(?: transform="[a-z0-9 .()-]+")?/>',
        line.uses,
    )
    assert line.uses.count("<") == len(uses)
    assert set(uses) == line.glyphs
    assert len(line.glyphs) == outlines.definitions(line.glyphs).count("<path id=")


@settings(max_examples=60, deadline=None)
@given(
    st.text("光缆绞式（），。、《》 /-abcdefgXYZ0123456789", min_size=1, max_size=80),
    st.floats(min_value=4, max_value=20),
)
def test_lines_keep_every_character_and_the_room(text: str, room: float) -> None:
    """Broken lines hold all characters but spaces at their ends, and none is wider than the room."""
    outlines = outliner()
    lines = outlines.lines(text, room)
    assert text.replace(" ", "") == "".join(lines).replace(" ", "")
    assert all(outlines.width(line, 1) <= room + 0.05 for line in lines)


def test_punctuation_stays_where_it_belongs() -> None:
    """No line starts with closing or ends with opening punctuation."""
    for room in range(4, 20):
        lines = outliner().lines("层绞式，（钢带）铠装。“直埋”光缆、管道光缆；（二十四芯）。", room)
        assert not any(line[0] in "，。）、；”" for line in lines), lines
        assert not any(line[-1] in "（“" for line in lines), lines


def test_model_numbers_are_not_broken() -> None:
    """A hyphen ends a line inside a word, not inside a model number that fits on a line."""
    lines = outliner().lines("rack server XS-2288H for general-purpose computing", 10)
    assert any("XS-2288H" in line for line in lines)


def test_lines_are_about_equally_long() -> None:
    """No lonely last word: the lines are evened out."""
    outlines = outliner()
    lines = outlines.lines("一二三四五六七八九十一", 10)
    assert [6, 5] == [len(line) for line in lines]


def test_missing_characters_are_named_once_in_order() -> None:
    """What the font cannot draw is told; joiners, spaces and small digits are no gap."""
    assert ["🙂", "ש", "☑"] == outliner().missing("光缆🙂 CO₂ ש🙂☑\u200d\ufe0f\u2009")
    assert [] == outliner().missing(SAMPLE + "镕堃喆囍㐂Ω≤−·℃㎡")


def test_all_han_of_gb_18030_level_one_are_there() -> None:
    """The 20 902 Han of the first block and the 6 582 of extension A can be drawn in both weights."""
    assert [] == outliner().missing("".join(map(chr, range(0x4E00, 0x9FA6))))
    assert [] == outliner().missing("".join(map(chr, range(0x3400, 0x4DB6))))


def test_a_missing_glyph_is_drawn_visibly() -> None:
    """A character without a glyph leaves a mark, never a gap."""
    assert ink_box("🙂") == ink_box("〓")


def test_the_licence_lies_beside_the_fonts() -> None:
    """The Open Font License is shipped with the fonts, and each of them names it."""
    folder = theme_folder() / "fonts"
    assert "SIL OPEN FONT LICENSE Version 1.1" in (folder / "OFL.txt").read_text(encoding="utf-8")
    weights, families = ("Bold", "Regular"), sorted(name.replace(" ", "") for name in CHAIN)
    files = sorted(folder.glob("*.ttf"))
    assert [f"{family}-{weight}.ttf" for family in families for weight in weights] == [file.name for file in files]
    assert all("SIL Open Font License".encode("utf-16-be") in file.read_bytes() for file in files)


def test_han_is_told_from_latin() -> None:
    """Full-width characters make a text need the larger size."""
    assert [True, True, False, False] == [has_han(text) for text in ("光", "A（", "GYTA53-24B1", "CO₂e – ·")]


@pytest.mark.parametrize(
    ("value", "written"), [(1.0, "1"), (0.12349, "0.123"), (-0.0001, "0"), (10.0, "10"), (100.5, "100.5")]
)
def test_coordinates_are_short(value: float, written: str) -> None:
    """Coordinates have no idle zeros and no negative zero."""
    assert written == number(value)


def test_missing_glyphs_of_a_record_are_named_with_their_place() -> None:
    """A character that the typeface lacks is found with the text it stands in."""
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    assert [] == missing(record)
    record["product"]["name"]["en"] = "cable 🙂"
    record["boundary"]["stages"][2]["short"]["zh"] = "運ש輸"
    found = missing(record)
    assert [("product", "name", "en"), ("boundary", "stages", 2, "short", "zh")] == [each.path for each in found]
    assert "'🙂' U+1F642 SLIGHTLY SMILING FACE" == found[0].named
    assert [False, True] == [each.right_to_left for each in found]
