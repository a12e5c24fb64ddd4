"""The label: what stands on it, in which size, and that its code is read."""

import copy
import hashlib
import io
import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image

from carbonpress.press.common.label_size import inks, size_class
from carbonpress.press.common.label_texts import label_texts
from carbonpress.press.label.blocks import BLOCKS
from carbonpress.press.label.label import INKS, LANGUAGES, SIZES, Brand, LabelDoesNotFit, label_png, label_svg
from carbonpress.press.label.qr import QUIET, QrTooSmall, fitted
from carbonpress.press.label.setting import Setting
from carbonpress.press.label.stages import widths
from carbonpress.press.typeface.outline import has_han, outliner
from carbonpress.source.theme import theme_data

RECORD = Path(__file__).parents[3] / "golden" / "labels" / "record.json"
VARIANTS = list(product(SIZES, LANGUAGES, INKS))
WITH_BAR = [size for size in SIZES if size != "mini"]
"""The sizes that show the stages as a bar; the smallest one has them in words."""

LAYOUTS = list(product(SIZES, LANGUAGES))
SVG = "{http://www.w3.org/2000/svg}"

Record = Any
"""A record that a test may change as it likes."""


@pytest.fixture
def record() -> Record:
    """A published cable with five stages, one of them not counted."""
    return json.loads(RECORD.read_text(encoding="utf-8"))


def with_stages(record: Record, values: list[str | None]) -> Record:
    """The record with these stage results, None where not counted."""
    total = sum(Decimal(value) for value in values if value is not None)
    for stage, value in zip(record["boundary"]["stages"], values, strict=True):
        counted = value is not None
        share = f"{Decimal(value) / total:.15f}" if value is not None and total > 0 else None
        stage.update(value=value, included=counted, share=share)
    record["total"]["value"] = f"{total:f}"
    return record


def said(record: Record, size: str, language: str, ink: str = "colour") -> list[tuple[str, float, str]]:
    """Text, em and weight of every line that is set on a label."""
    lines: list[tuple[str, float, str]] = []
    real = outliner().mark

    def spy(text: str, x: float, y: float, em: float, weight: str = "regular", tracking: int = 0) -> str:
        lines.append((text, em, weight))
        return real(text, x, y, em, weight, tracking)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outliner(), "mark", spy)
        label_svg(record, size, language, ink)
    return lines


def words(record: Record, size: str, language: str) -> str:
    """All that a label says, without breaks."""
    return "|".join(text for text, _, _ in said(record, size, language))


def picture(svg: str, px_per_mm: float = 12) -> Image.Image:
    return Image.open(io.BytesIO(label_png(svg, px_per_mm)))


def elements(svg: str) -> Iterator[ElementTree.Element]:
    return ElementTree.fromstring(svg).iter()


def hatched(svg: str) -> list[str]:
    return [e.get("d", "") for e in elements(svg) if e.get("stroke") and e.tag == f"{SVG}path"]


@pytest.mark.parametrize(("size", "language", "ink"), VARIANTS)
def test_the_code_of_every_variant_is_read(record: Record, size: str, language: str, ink: str) -> None:
    """Another reader finds the address in the finished PNG."""
    image = picture(label_svg(record, size, language, ink))
    assert [record["url"]] == [found.text for found in zxingcpp.read_barcodes(image)]


@pytest.mark.parametrize(("size", "language", "ink"), VARIANTS)
def test_every_variant_is_as_it_was_looked_at(
    record: Record, size: str, language: str, ink: str, golden: Callable[[str, str], None]
) -> None:
    """The SVG is that of the golden file; glyph outlines are kept there as a digest."""
    svg = label_svg(record, size, language, ink)
    outlines = re.search(r"<defs>(.*)</defs>", svg)
    assert outlines is not None
    digest = hashlib.sha256(outlines[1].encode()).hexdigest()
    golden(f"labels/{size}-{language}-{ink}.svg", svg.replace(outlines[1], f"<!-- {digest} -->"))


@pytest.mark.parametrize(("size", "language", "ink"), VARIANTS)
def test_only_plain_shapes_are_drawn(record: Record, size: str, language: str, ink: str) -> None:
    """No text element, pattern, clipping, image or script: rectangles, paths and uses of them alone."""
    tags = {element.tag for element in elements(label_svg(record, size, language, ink))}
    assert {f"{SVG}{tag}" for tag in ("svg", "title", "desc", "defs", "g", "rect", "path", "use")} == tags


@pytest.mark.parametrize(("size", "language"), LAYOUTS)
def test_every_glyph_used_is_defined(record: Record, size: str, language: str) -> None:
    """No use points to nothing, and nothing is defined in vain."""
    svg = label_svg(record, size, language)
    used = set(re.findall(r'xlink:href="#([a-z0-9]+)"', svg))
    assert used == set(re.findall(r'<path id="([a-z0-9]+)"', svg))


@pytest.mark.parametrize(("size", "language"), LAYOUTS)
def test_no_text_is_smaller_than_may_be_printed(record: Record, size: str, language: str) -> None:
    """Han have an em of 2.0 mm or more, Latin an x-height of 0.9 mm or more, in roomy and in full labels."""
    full = copy.deepcopy(record)
    full["status"], full["basis"], full["boundary"]["partial"] = "draft", "stated", True
    full["verification"]["by"] = {"zh": "北京某某国际认证检测有限公司", "en": "Beijing Example Certification Co., Ltd."}
    for each in (record, full):
        for text, em, weight in said(each, size, language):
            x_height = outliner().faces[weight].x_height
            assert em >= 2.0 if has_han(text) else em * x_height >= 0.9 - 1e-9, text


def test_no_style_asks_for_less_than_its_least() -> None:
    """In the theme's data the preferred size of a text is never below its least size."""
    for size in SIZES:
        for name, style in size_class(size).styles.items():
            assert style.least <= style.size, (size, name)


BESIDE = {
    "zh": ("每 1 km 皮长光缆", "某某认证公司（第三方）", "仅可与同一产品种类规则", "未计入"),
    "en": ("per 1 km of cable", "Example Cert. (third party)", "Comparable only under"),
    "zh-en": ("每 1 km 皮长光缆", "per 1 km of cable", "未计入", "仅可与同一产品种类规则", "Comparable only"),
}
"""What stands next to the figure on every label, by language."""


def together(record: Record, size: str, language: str) -> str:
    """All that a label says, lines joined, without the characters that only keep lines together."""
    text = words(record, size, language).replace("|", " " if language == "en" else "")
    return text.replace("\u2060", "").replace("\u00a0", " ")


@pytest.mark.parametrize(("size", "language"), LAYOUTS)
def test_what_must_stand_next_to_the_figure_does(record: Record, size: str, language: str) -> None:
    """Unit, rules, number, validity, verifier and caution are on every label."""
    text = together(record, size, language)
    for part in ("1\u2009027", "kg CO₂e", "CFP-2026-00017", "T/CCSA 603-2024", "2026-03-01 – 2029-02-28"):
        assert part in text
    for part in BESIDE[language]:
        assert part.replace(" ", "") in text.replace(" ", "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", WITH_BAR)
def test_the_stages_stand_on_the_label_in_figures(record: Record, size: str, language: str) -> None:
    """Percentages, the name of the boundary, and what is not counted."""
    text = words(record, size, language)
    assert "68.9%" in text
    boundary = {"zh": "系统边界：摇篮到坟墓", "en": "cradle to grave", "zh-en": "cradle to grave"}
    assert boundary[language] in text
    assert ("excl." if language == "en" else "未计入") in text


def test_the_smallest_label_has_the_stages_in_words(record: Record) -> None:
    """Where there is no room for a bar the label says which stages are counted and which are not."""
    assert "计入：原材料、生产、运输销售、生命末期；未计入：使用" in together(record, "mini", "zh")
    assert "Counted: Materials, Production, Distribution, End of life; not counted: Use" in together(
        record, "mini", "en"
    )
    with_stages(record, ["707.6", "189", "44.2", "1", "86"])
    assert "not counted" not in together(record, "mini", "en")


def test_the_smallest_label_names_the_product_with_its_model(record: Record) -> None:
    """Without room for the maker the model still stands there, once."""
    assert "GYTA53-24B1 通信用室外光缆" == label_texts(record, "zh")["short_name"]
    record["product"]["name"]["zh"] = "室外光缆"
    assert "室外光缆 GYTA53-24B1" == label_texts(record, "zh")["short_name"]


@pytest.mark.parametrize(("status", "mark"), [("draft", "草稿 / DRAFT"), ("withdrawn", "已撤回 / WITHDRAWN")])
@pytest.mark.parametrize(("size", "language"), LAYOUTS)
def test_what_is_no_valid_label_says_so(record: Record, size: str, language: str, status: str, mark: str) -> None:
    """Drafts and withdrawn versions carry a mark in both languages; a published version carries none."""
    assert mark not in words(record, size, language)
    assert mark in words({**record, "status": status}, size, language).replace("|", " ")


@pytest.mark.parametrize("size", SIZES)
def test_a_partial_footprint_says_so_next_to_the_figure(record: Record, size: str) -> None:
    """A footprint of some stages only is marked as partial."""
    record["boundary"]["partial"] = True
    assert "部分碳足迹" in words(record, size, "zh")
    assert "Partial footprint" in words(record, size, "en")
    assert "部分碳足迹 · Partial footprint" in words(record, size, "zh-en")


def test_not_verified_says_so(record: Record) -> None:
    """Without verification the label says that there is none."""
    record["verification"] = {"kind": "none", "by": None, "statement": None, "date": None}
    assert "not verified" in words(record, "standard", "en")
    assert "未经核查 / not verified" in words(record, "standard", "zh-en")


def test_without_a_registration_number_id_and_version_stand_for_it(record: Record) -> None:
    """A declaration outside a programme is known by its id and version."""
    record["programme"] = None
    assert "gyta53-24b1 version 1" in words(record, "compact", "en")


def test_the_operator_is_named_for_a_type_iii_declaration_alone(record: Record) -> None:
    """The programme operator belongs to a Type III declaration."""
    record["programme"]["operator"] = {
        "name": {"zh": "某计划", "en": "Some Programme"},
        "address": None,
        "website": None,
    }
    assert "Some Programme" not in words(record, "standard", "en")
    assert "Some Programme" in words({**record, "communication": "type-iii"}, "standard", "en")


def test_stated_results_say_so(record: Record) -> None:
    """Results taken from a study are marked as stated."""
    assert "stated, from a study" in words({**record, "basis": "stated"}, "standard", "en")


def test_a_functional_unit_is_told_whole(record: Record) -> None:
    """Performance, intended use and service life belong to a functional unit, and the caution names that unit."""
    record["unit"].update(
        kind="functional",
        unit="server",
        of={"zh": "机架式服务器", "en": "rack server"},
        performance={"zh": "双路", "en": "two sockets"},
        intended_use={"zh": "通用计算", "en": "general-purpose computing"},
        service_life={"value": "4", "unit": "a"},
    )
    texts = label_texts(record, "zh-en")
    assert "每 1\u00a0台机架式服务器，双路，通用计算，使用寿命 4\u00a0年" == texts["unit"][0]
    assert (
        "per 1\u00a0server: rack server, two sockets, general-purpose computing, service life 4\u00a0a"
        == texts["unit"][1]
    )
    assert "functional unit" in texts["caution"][1]


def test_a_share_that_is_not_zero_never_prints_as_zero(record: Record) -> None:
    """Small shares print as less than a tenth of a per cent, and have a sliver of the bar."""
    with_stages(record, ["9990", "9", "0.2", "0.003", "0"])
    text = words(record, "standard", "en")
    assert "<0.1%" in text
    assert 1 == text.count("|0.0%")
    drawn = widths([9990, 9, 0.2, 0.003, 0], 52)
    assert 0 == drawn[4]
    assert min(drawn[:4]) >= 0.35
    assert 52 == pytest.approx(sum(drawn) + 3 * 0.3)


@pytest.mark.parametrize("size", WITH_BAR)
def test_removals_have_a_bar_of_their_own(record: Record, size: str) -> None:
    """What is removed stands on its own bar, from the end of the emissions back towards zero."""
    svg = label_svg(with_stages(record, ["707.6", "189", "44.2", None, "-160.5"]), size, "en")
    bars = [
        (float(e.get("x", 0)), float(e.get("y", 0)), float(e.get("width", 0)), e.get("fill"))
        for e in elements(svg)
        if e.tag == f"{SVG}rect" and float(e.get("height", 0)) == round(0.62 * size_class(size).bar, 3)
    ]
    emitted, removed = [bar for bar in bars if bar[3] != "#7E6BB0"], [bar for bar in bars if bar[3] == "#7E6BB0"]
    start, end = emitted[0][0], emitted[-1][0] + emitted[-1][2]
    assert 1 == len(removed)
    assert (end - start) * 160.5 / 940.8 == pytest.approx(removed[0][2], abs=0.01)
    assert end == pytest.approx(removed[0][0] + removed[0][2], abs=0.01)
    assert removed[0][1] > emitted[0][1]
    assert "−20.6%" in words(record, size, "en")


def test_a_total_below_zero_shows_values_instead_of_shares(record: Record) -> None:
    """Shares of a total that is not positive mean nothing: the label shows kilograms."""
    with_stages(record, ["30.5", "9", "4.2", None, "-160.5"])
    text = words(record, "standard", "en")
    assert "−116.8" in text and "−160.5 kg" in text and "%" not in text


def test_stages_that_the_theme_does_not_know_have_an_ink(record: Record) -> None:
    """Rules with other stages get a label too, each stage in an ink of its own."""
    stages = record["boundary"]["stages"]
    for index, name in enumerate(("Installation", "Maintenance")):
        stages.append({**stages[0], "id": f"other_{index}", "short": {"zh": "安装", "en": name}})
    with_stages(record, ["700", "189", "44", None, "86", "12", "9.5"])
    assert "Maintenance" in words(record, "standard", "en")
    for ink in INKS:
        given = inks(ink).of_stages(tuple(stage["id"] for stage in stages))
        assert 7 == len({(each.fill, each.hatch) for each in given.values()})


def test_one_ink_needs_no_tints(record: Record) -> None:
    """The mono label is black and white alone, its stages told apart by hatching."""
    svg = label_svg(record, "standard", "zh", "mono")
    colours = {value for e in elements(svg) for key in ("fill", "stroke") if (value := e.get(key))}
    assert {"#000000", "#FFFFFF", "none"} == colours
    assert len(hatched(svg)) >= 6
    assert [] == hatched(label_svg(record, "standard", "zh", "colour"))[1:]


def test_hatching_stays_in_its_field(record: Record) -> None:
    """No hatching line leaves the room between the margins."""
    for data in hatched(label_svg(with_stages(record, ["700", "189", "44", "20", "86"]), "standard", "en", "mono")):
        across = [float(x) for x in re.findall(r"[ML]([\d.]+) ", data)]
        assert all(4 - 1e-6 <= x <= 56 + 1e-6 for x in across)


@pytest.mark.parametrize("size", SIZES)
def test_the_quiet_zone_of_the_code_is_white(record: Record, size: str) -> None:
    """Four modules around the code nothing else is printed."""
    svg = label_svg(record, size, "zh-en", "mono")
    place = re.search(r'translate\(([\d.]+) ([\d.]+)\) scale\(([\d.]+)\)" d="[^"]+" fill="#000000" fill-rule', svg)
    assert place is not None
    x, y, module = map(float, place.groups())
    symbol, wanted = fitted(record["url"], size_class(size).code)
    assert module == pytest.approx(wanted, abs=1e-5)
    image = picture(svg, 20).convert("L")
    low, high = -QUIET * module, (symbol.modules + QUIET) * module
    for step in range(symbol.modules + 2 * QUIET):
        at = low + (step + 0.5) * module
        for px, py in ((at, low), (at, high), (low, at), (high, at)):
            assert 255 == image.getpixel((round((x + px) * 20), round((y + py) * 20)))


@pytest.mark.parametrize("size", SIZES)
def test_the_png_prints_in_true_size(record: Record, size: str) -> None:
    """The PNG has so many pixels a millimetre and says so."""
    image = picture(label_svg(record, size))
    made = size_class(size, languages=2)
    assert (made.width * 12, made.height * 12) == image.size
    assert 304.8 == pytest.approx(image.info["dpi"][0], abs=0.01)


def test_the_same_record_gives_the_same_bytes(record: Record) -> None:
    """Neither what was pressed before nor the order of keys changes a byte."""
    first = label_svg(record)
    label_svg(with_stages(copy.deepcopy(record), ["1", "2", "3", "4", "5"]), "compact", "en")
    shuffled = dict(reversed(record.items()))
    assert first == label_svg(shuffled)
    assert label_png(first) == label_png(first)


HOSTILE = [
    "<script>alert(1)</script>",
    "</title><svg onload=x>",
    "]]>&amp;\"' {{7*7}} {% raw %}",
    "光缆 Łódź 𠮷 서울 Київ",
    "\u202egnp.elbac",
    "Zürich\u0301 ﬁ ①②",
]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("size", SIZES)
def test_hostile_names_stay_text(record: Record, size: str, name: str) -> None:
    """No name becomes markup or breaks the document; title and description hold it as it is."""
    plain = {element.tag for element in elements(label_svg(record, size, "zh-en"))}
    record["product"]["name"] = {"zh": name, "en": name}
    record["organisation"]["name"] = {"zh": name, "en": name}
    record["rules"]["document"] = name
    svg = label_svg(record, size, "zh-en")
    root = ElementTree.fromstring(svg)
    assert plain == {element.tag for element in root.iter()}
    assert name in (root.findtext(f"{SVG}title") or "")
    assert name in (root.findtext(f"{SVG}desc") or "")
    assert [record["url"]] == [found.text for found in zxingcpp.read_barcodes(picture(svg))]


@hypothesis_settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60))
def test_any_name_is_drawn_or_refused(name: str) -> None:
    """Whatever the name, there is a well-formed label or an error that names it."""
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    record["product"]["name"] = {"zh": name}
    try:
        ElementTree.fromstring(label_svg(record, "compact", "zh"))
    except LabelDoesNotFit as error:
        assert name in str(error)


@pytest.mark.parametrize("size", SIZES)
def test_a_name_that_is_too_long_is_refused_and_named(record: Record, size: str) -> None:
    """Two hundred characters do not fit; the error says which text it is and never makes it smaller."""
    record["product"]["name"]["zh"] = "光" * 200
    with pytest.raises(LabelDoesNotFit, match=f"the product name does not fit on the {size} label") as caught:
        label_svg(record, size, "zh")
    assert ("name", "光" * 200) == (caught.value.part, caught.value.text[:200])


def test_texts_that_are_too_tall_together_are_refused(record: Record) -> None:
    """Where each text fits but not all of them, the longest is named."""
    record["product"]["name"] = {"zh": "光" * 26, "en": "optical cable " * 6}
    record["unit"]["of"] = {"zh": "皮长光缆" * 12, "en": "cable for " * 14}
    record["boundary"]["partial"] = True
    with pytest.raises(LabelDoesNotFit, match="the declared or functional unit does not fit on the compact label"):
        label_svg(record, "compact", "zh-en")


def test_an_address_too_long_for_the_code_is_refused(record: Record) -> None:
    """The code is never printed too small."""
    record["url"] = "https://pcf.example.com/p/" + "a" * 120 + "/v1/"
    with pytest.raises(QrTooSmall):
        label_svg(record)


def test_long_texts_make_a_label_tighter_before_they_are_refused(record: Record) -> None:
    """A name of two lines takes its room from the figure and the gaps."""
    long = copy.deepcopy(record)
    long["product"]["name"] = {"zh": "双路机架式通用计算服务器训练推理一体机型加强版", "en": "Rack server " * 6}
    long["unit"]["of"] = {"zh": "皮长光缆" * 6, "en": "cable " * 12}

    def em_of_figure(each: Record) -> float:
        return next(em for text, em, _ in said(each, "standard", "zh-en") if text == "1\u2009027")

    assert 8 <= em_of_figure(long) < em_of_figure(record)


def test_a_missing_language_falls_back(record: Record) -> None:
    """A text that is not given in the language of the label stands in the other one."""
    del record["product"]["name"]["en"]
    assert "GYTA53-24B1 通信用室外光缆" == label_texts(record, "en")["name"][0]
    assert "" == label_texts(record, "zh-en")["name"][1]


def test_a_company_has_its_colour_but_not_in_one_ink(record: Record) -> None:
    """The brand's colour takes the place of ours on band and figure; mono stays black."""
    brand = Brand(colour="#123456")
    assert "#123456" in label_svg(record, brand=brand) and "#0B4F4A" not in label_svg(record, brand=brand)
    assert label_svg(record, ink="mono") == label_svg(record, ink="mono", brand=brand)


def test_text_on_colour_can_be_read() -> None:
    """White on the band, and text on the stages of the bar, have a contrast of at least 4.5 : 1."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(one: str, other: str) -> float:
        low, high = sorted((luminance(one), luminance(other)))
        return (high + 0.05) / (low + 0.05)

    for name in INKS:
        ink = inks(name)
        for role in ("ink", "grey", "brand", "alert", "code"):
            assert contrast(ink.colours[role], ink.colours["paper"]) >= 4.5, role
        for stage in (*ink.stages.values(), *ink.others):
            assert not stage.on or contrast(stage.fill, stage.on) >= 4.5, stage


def test_all_wording_is_there_in_both_languages() -> None:
    """Each term of the label has zh and en."""
    assert {"zh", "en"} == set().union(*(set(forms) for forms in theme_data("label/terms.yml").values()))
    assert all(2 == len(forms) for forms in theme_data("label/terms.yml").values())


def test_the_blocks_of_a_size_are_ones_that_exist() -> None:
    """A size class names blocks that can be made."""
    for size in SIZES:
        made = size_class(size)
        assert {*made.blocks, *made.beside} <= {*BLOCKS, "rule"}


def test_a_setting_wants_less_the_tighter_it_is() -> None:
    """From roomy to tight the sizes go down to the least and not below."""
    ems = [
        Setting(outliner(), size_class("standard"), inks("colour"), tightness).wanted(
            "光缆", size_class("standard").styles["name"]
        )
        for tightness in (0.0, 0.5, 1.0)
    ]
    assert [3.3, 2.85, 2.4] == pytest.approx(ems)
