"""What can be set, what is set in its place, and that label, PDF and DOCX agree on it."""

from __future__ import annotations

import io
import json
import re
import struct
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
import uharfbuzz as hb
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from carbonpress.press.document.leaflet import leaflet_pdf
from carbonpress.press.document.report_docx import report_docx
from carbonpress.press.document.report_pdf import report_pdf
from carbonpress.press.document.typst import Setter
from carbonpress.press.label.glyphs import missing, missing_in_print
from carbonpress.press.label.label import Brand, LabelLacksCharacters, compose_label
from carbonpress.press.typeface.characters import SUBSTITUTE, clusters
from carbonpress.press.typeface.face import Face
from carbonpress.press.typeface.outline import outliner
from carbonpress.press.typeface.typefaces import CHAIN, families, shipped
from carbonpress.source.encoding import UNWANTED
from carbonpress.source.theme import theme_folder

RECORD = Path(__file__).parents[3] / "golden" / "labels" / "record.json"
LAST = 0x2FFFF

HAN_BEYOND_THE_BMP = (
    "𠅤𠙶𠳐𡎚𡐓𣗋𣲗𣲘𣸣𤧛𤩽𤫉𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦭜𦰡𧿹𨐈𨙸𨚕𨟠𨭉"
    "𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌𪟝𪣻𪤗𪨰𪨶𪩘𪾢𫄧𫄨𫄷𫄸𫇭𫌀𫍣𫍯𫍲𫍽𫐄𫐐𫐓"
    "𫑡𫓧𫓯𫓶𫓹𫔍𫔎𫔶𫖮𫖯𫖳𫗧𫗴𫘜𫘝𫘦𫘧𫘨𫘪𫘬𫚕𫚖𫚭𫛭𫞩𫟅𫟦𫟹"
    "𫟼𫠆𫠊𫠜𫢸𫫇𫭟𫭢𫭼𫮃𫰛𫵷𫶇𫷷𫸩𬀩𬀪𬂩𬃊𬇕𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡"
    "𬍤𬒈𬒔𬒗𬕂𬘓𬘘𬘡𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝"
    "𬨂𬨎𬩽𬪩𬬩𬬭𬬮𬬱𬬸𬬹𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀"
    "𬯎𬱖𬱟𬳵𬳶𬳽𬳿𬴂𬴃𬴊𬶋𬶍𬶏𬶐𬶟𬶠𬶨𬶭𬶮𬷕𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓"
)
"""The 196 of the 8 105 Han of 通用规范汉字表 (2013) beyond U+FFFF; Unicode Han Database 15.0, kTGH."""

NAMES = {
    "Polish": "Łódź Świętochłowice ĄĆĘŁŃÓŚŹŻ",
    "Hungarian": "Győr Ősz Űrhajó",
    "Turkish": "İstanbul Işık Çağ Şişli",
    "Romanian": "București Ștefan Țară",
    "German": "STRAẞE Größe",
    "Czech": "Škoda Plzeň Děčín Ůž",
    "Icelandic": "Þórður Æðey",
    "Latvian": "Ķegums Ģirts Ļaudona Ņina",
    "Maltese": "Ħamrun Żejtun Ċirkewwa",
    "Welsh": "Tŷ Ŵyn",
    "Pinyin": "Lǜ Ǹg nǚ ê̄",
    "Vietnamese": "Nguyễn Thị Hồng Đặng Ở",
    "Yoruba": "Ṣàngó Ọ̀ṣun",
    "Hausa": "Ɓauchi Ɗan Ƙano Ƴar",
    "Russian": "ООО «Кабель» Ёлка",
    "Ukrainian": "Київ Їжак Ґанок Єва",
    "Belarusian": "Ўладзімір",
    "Serbian": "Ђорђе Љубав Њего Ћирић Џеп",
    "Kazakh": "Әлем Ғылым Қала Ңұр Өзен Ұлы Үй Һ",
    "Mongolian": "Монгол улс Өвөр",
    "Greek": "Ελληνικά Ώρα ΐ ΰ Ἀθῆναι",
    "Korean": "대한광통신 주식회사 뷁 힣",
    "Decomposed": "Łódz\u0301 Gyo\u030br Ho\u0302\u0300ng か\u3099 \u1112\u1161\u11ab",
    "Japanese": "𠮷野家 髙島屋 﨑 𠮟 ブロードバンド",
    "Cantonese": "𡃁 𨋢 𠝹 㗎",
}


def accepted() -> list[str]:
    """Every character that a declaration may hold, up to the last one of the second plane of Han."""
    left_out = ("Cn", "Cs", "Co", "Cc")
    return [c for c in map(chr, range(LAST + 1)) if unicodedata.category(c) not in left_out and not UNWANTED.match(c)]


@pytest.fixture(scope="module")
def settable() -> list[str]:
    """Those of them that `check` has nothing to say about."""
    characters = outliner().characters
    return [char for char in accepted() if not characters.missing(char)]


@pytest.fixture
def record() -> Any:
    """A record of a cable."""
    return json.loads(RECORD.read_text(encoding="utf-8"))


def in_every_text(record: Any, change: Callable[[str], str]) -> Any:
    """*record* with each text that its author wrote changed."""
    if isinstance(record, list):
        return [in_every_text(each, change) for each in record]
    if not isinstance(record, dict):
        return record
    if set(record) == {"zh", "en"}:
        return {key: change(text) if isinstance(text, str) else text for key, text in record.items()}
    return {key: in_every_text(value, change) for key, value in record.items()}


def text_of(pdf: bytes) -> str:
    """All text of a PDF without white space."""
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def text_of_docx(content: bytes) -> str:
    """All text of a DOCX."""
    return "".join(node.text or "" for node in docx.Document(io.BytesIO(content)).element.body.iter() if node.text)


def refused(name: str, chars: list[str], compiled: Setter) -> list[str]:
    """Those of *chars* that the compiler cannot set in *name*, found by halves."""
    try:
        compiled.pdf(name, " ".join(chars))
    except Exception:
        half = len(chars) // 2
        return chars if not half else refused(name, chars[:half], compiled) + refused(name, chars[half:], compiled)
    return []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_passes_is_set_in_pdf(settable: list[str], language: str, tmp_path: Path, monkeypatch: Any) -> None:
    """Every character that passes goes into a PDF in which a text without a glyph is an error, in both weights."""
    source = (
        '#import "/looks.typ": *\n#set document(title: "x")\n'
        f'#show: dressed.with("{language}", 9pt)\n#let given = json(bytes(sys.inputs.data))\n#given #strong(given)'
    )
    for template in (theme_folder() / "print").iterdir():
        (tmp_path / "print").mkdir(exist_ok=True)
        (tmp_path / "print" / template.name).write_bytes(template.read_bytes())
    (tmp_path / "print" / "all.typ").write_text(source, encoding="utf-8")
    (tmp_path / "fonts").symlink_to(theme_folder() / "fonts")
    monkeypatch.setattr("carbonpress.press.document.typst.theme_folder", lambda: tmp_path)
    assert [] == refused("all.typ", settable, Setter())


def test_what_passes_is_set_on_labels(settable: list[str]) -> None:
    """Every character that passes is shaped from glyphs of a typeface, never from the one for what it lacks."""
    outlines = outliner()
    for weight in ("regular", "bold"):
        for start in range(0, len(settable), 500):
            some = settable[start : start + 500]
            for run in outlines._mixed(" ".join(some), weight):
                glyphs = [glyph for glyph, *_ in run.face.shaped(run.text)] if run.text else []
                assert not [glyph for glyph in glyphs if int(glyph[1:], 16) == 0], run.text
                assert SUBSTITUTE not in run.text or SUBSTITUTE in some


def test_what_passes_goes_through_label_report_leaflet_and_docx(settable: list[str], record: Any) -> None:
    """A sample of what passes, all kinds of blocks among it, stands in every text of a report, a leaflet and a DOCX."""
    some = "".join(settable[:: len(settable) // 400])
    given = in_every_text(record, lambda text: f"{text} {some}"[:480])
    given["product"]["name"] = {"zh": some[:8], "en": some[-8:]}
    pdf = text_of(report_pdf(given, "zh"))
    assert SUBSTITUTE not in pdf
    assert leaflet_pdf(given, "a5", "en").startswith(b"%PDF")
    assert outliner().characters.shown(some[:8]) in text_of_docx(report_docx(given, "zh"))


def test_what_does_not_pass_is_shown_and_told(record: Any) -> None:
    """A character that no typeface has is a mark in the PDF, itself in the DOCX, and keeps a label from being made."""
    record["product"]["name"] = {"zh": "光缆🙂ไทย", "en": "cable"}
    assert "光缆〓〓〓〓" in text_of(report_pdf(record, "zh"))
    assert "光缆🙂ไทย" in text_of_docx(report_docx(record, "zh"))
    assert [("🙂", "ไ", "ท", "ย")] == [unset.characters for unset in missing(record)]
    with pytest.raises(LabelLacksCharacters, match="🙂 ไ ท ย"):
        compose_label(record, "standard", "zh")
    compose_label(record, "standard", "en")


@pytest.mark.parametrize("language", NAMES)
def test_names_of_the_world_are_set(language: str, record: Any) -> None:
    """Names of partners are set as they are written, in both weights, without a mark."""
    name = NAMES[language]
    characters = outliner().characters
    assert [] == characters.missing(name)
    assert unicodedata.normalize("NFC", name) == unicodedata.normalize("NFC", characters.shown(name))
    record["organisation"]["name"] = {"zh": name, "en": name}
    label = compose_label(record, "standard", "zh-en")
    assert any(name.split()[0] in words for words in [getattr(item, "text", "") for item in label.items])


def test_han_of_the_general_list_are_set() -> None:
    """All Han of 通用规范汉字表 beyond the first plane are drawn; those within are among the 20 902 tried elsewhere."""
    assert 196 == len(set(HAN_BEYOND_THE_BMP))
    assert [] == outliner().missing(HAN_BEYOND_THE_BMP)


def test_letters_of_whole_blocks_are_set() -> None:
    """All Latin, Cyrillic and Greek letters that are assigned, and all 11 172 syllables of Hangul, are drawn."""
    blocks = [(0x20, 0x24F), (0x400, 0x52F), (0x1E00, 0x1FFF), (0xAC00, 0xD7A3)]
    letters = [chr(code) for first, last in blocks for code in range(first, last + 1)]
    greek = [chr(code) for code in range(0x370, 0x400) if "COPTIC" not in unicodedata.name(chr(code), "COPTIC")]
    assigned = [char for char in letters + greek if unicodedata.name(char, "") and not UNWANTED.match(char)]
    assert [] == outliner().missing("".join(assigned))


EQUIVALENTS = {
    "㎡": "m²",
    "㎥": "m³",
    "㎏": "kg",
    "㈱": "(株)",
    "⼒": "力",
    "𝐂𝐎": "CO",
    "𝟏𝟐": "12",
    "㎖": "mℓ",
    "①": "①",
    "½": "½",
    "10ⁿ": "10ⁿ",
    "\ufe0f光\ufe0f": "光",
    "Z\u0301": "Ź",
    "i\u0327": "i\u0327",
}
"""What is written, and what is shown for it."""


@pytest.mark.parametrize("written", EQUIVALENTS)
def test_equivalents_are_shown(written: str) -> None:
    """What Unicode holds for the same is shown, and nothing is told."""
    characters = outliner().characters
    assert (EQUIVALENTS[written], []) == (characters.shown(written), characters.missing(written))


def test_equivalents_are_the_same_in_pdf_and_docx(record: Any) -> None:
    """Report and DOCX show the same equivalents; the word processor sets small digits itself."""
    text = "x".join(EQUIVALENTS)
    record["study"]["goal"] = {"zh": text, "en": text}
    shown = unicodedata.normalize("NFC", "x".join(EQUIVALENTS.values()))
    assert shown in unicodedata.normalize("NFC", text_of(report_pdf(record, "en")))
    assert shown in text_of_docx(report_docx(record, "en"))


@pytest.mark.parametrize("char", ["㏠", "㋀", "🄀", "㉈", "㍙"])
def test_no_equivalent_joins_a_digit_beside_it(char: str) -> None:
    """What begins with a digit would make `21日` of 2 and `㏠`: it is told, not replaced."""
    assert [char] == outliner().missing(f"2{char}")


def test_an_equivalent_never_changes_a_number(settable: list[str]) -> None:
    """A digit is shown as that digit; nothing else is replaced by what begins or ends with one."""
    shown = outliner().characters.shown
    for char in settable:
        if (there := shown(char)) == char:
            continue
        if unicodedata.category(char) == "Nd":
            assert unicodedata.decimal(char) == unicodedata.decimal(there)
        else:
            assert not (there[:1].isdecimal() or there[-1:].isdecimal()), char
            assert not {"<super>", "<sub>", "<fraction>"} & set(unicodedata.decomposition(char).split()), char


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=30))
def test_what_is_shown_can_be_set(text: str) -> None:
    """What is shown shows as it is; nothing is missing of it; marks stand where something was missing."""
    characters = outliner().characters
    shown = characters.shown(text)
    assert [] == characters.missing(shown)
    assert shown == characters.shown(shown)
    assert bool(characters.missing(text)) == (shown.count(SUBSTITUTE) > text.count(SUBSTITUTE))


@given(st.text(max_size=30))
def test_clusters_lose_nothing(text: str) -> None:
    """Joined again, the parts are the text; none but the first begins with an accent."""
    parts = list(clusters(text))
    assert text == "".join(parts)
    assert not [part for part in parts[1:] if unicodedata.combining(part[0]) and part[0] > "\u02ff"]


def test_typst_knows_the_same_typefaces() -> None:
    """The print templates name the families of the chain in its order; the files are of these families."""
    looks = (theme_folder() / "print" / "looks.typ").read_text(encoding="utf-8")
    (further,) = re.findall(r"#let further = \(([^)]*)\)", looks)
    assert list(CHAIN) == ["Noto Sans SC", *re.findall('"([^"]*)"', further)]
    for family in shipped():
        assert (family,) == families((family.regular, family.bold))


def test_accents_are_placed_upon_letters() -> None:
    """No typeface before those that place accents has any: it would set a letter it lacks as two signs side by side."""
    accents = [chr(code) for code in range(0x300, 0x370)]
    having = [family.name for family in shipped() if any(map(Face(family.regular, "r").has, accents))]
    assert ["Carbonpress Letters", "Carbonpress Rare Letters"] == having
    face = next(face for family, face in opened() if family == "Carbonpress Letters")
    placed = list(face.shaped("x\u030c"))
    assert 2 == len(placed) and 0 == placed[1][3] and placed[1][1] < 0


def opened() -> list[tuple[str, Face]]:
    """The shipped families and a face of each that follows the rules of scripts."""
    return [(family.name, Face(family.regular, "r", scripts=True)) for family in shipped()]


def test_letters_that_stand_in_are_as_high_as_those_beside_them() -> None:
    """An `x` of the fallback typeface is as high as one of Noto Sans SC, to a hundredth of the em."""
    for weight in ("regular", "bold"):
        main, other = (Face(getattr(shipped()[at], weight), "r") for at in (0, CHAIN.index("Carbonpress Letters")))
        assert main.x_height == pytest.approx(other.x_height, abs=0.01)


def font_with(characters: str, family: str, file: Path) -> Path:
    """A font of a family by that name in which each of *characters* is drawn like a small two."""
    source = hb.Face(hb.Blob.from_file_path(str(shipped()[1].regular)))
    glyph = hb.Font(source).get_nominal_glyph(ord("₂"))
    groups = b"".join(struct.pack(">III", ord(char), ord(char), glyph) for char in sorted(characters))
    cmap = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, len(characters))
    words = {1: family, 2: "Regular", 4: family, 6: family.replace(" ", "")}
    raw = [word.encode("utf-16-be") for word in words.values()]
    entries = b"".join(
        struct.pack(">HHHHHH", 3, 1, 0x409, code, len(each), sum(map(len, raw[:at])))
        for at, (code, each) in enumerate(zip(words, raw, strict=True))
    )
    name = struct.pack(">HHH", 0, len(raw), 6 + len(entries)) + entries + b"".join(raw)
    tables = {tag: source.reference_table(tag).data for tag in source.table_tags}
    file.write_bytes(sfnt({**tables, "cmap": cmap + groups, "name": name}))
    return file


def sfnt(tables: dict[str, bytes]) -> bytes:
    """A font file of *tables* (ISO/IEC 14496-22, 4.2)."""
    at, directory, body = 12 + 16 * len(tables), b"", b""
    for tag, data in sorted(tables.items()):
        directory += struct.pack(">4sIII", tag.encode(), 0, at + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return struct.pack(">IHHHH", 0x10000, len(tables), 0, 0, 0) + directory + body


def test_a_font_of_ones_own_cures_what_is_told(record: Any, tmp_path: Path) -> None:
    """With a font under `typeface: others` that has them, nothing is told, and label, PDF and DOCX are made with it."""
    record["product"]["name"] = {"zh": "光缆🙂", "en": "cable ไทย"}
    assert 2 == len(missing(record))
    own = (font_with("🙂", "Own Signs", tmp_path / "a.ttf"), font_with("ไทย", "Own Letters", tmp_path / "b.ttf"))
    brand = Brand(others=own)
    assert ([], []) == (missing(record, brand), missing_in_print(record, brand))
    compose_label(record, "standard", "zh-en", brand=brand)
    assert SUBSTITUTE not in text_of(report_pdf(record, "zh", typefaces=own))
    assert SUBSTITUTE not in text_of(leaflet_pdf(record, "a5", "zh-en", typefaces=own))
    assert "cable ไทย" in text_of_docx(report_docx(record, "en", typefaces=own))


def test_a_text_is_told_once_with_all_its_characters(record: Any) -> None:
    """Sixteen letters of a script without a typeface are one finding, wherever else the same text stands."""
    thai = "กขฃคฅฆงจฉชซฌญฎฏฐ"
    record["study"]["goal"] = {"zh": thai, "en": thai}
    record["study"]["commissioner"] = {"zh": thai, "en": None}
    (unset,) = missing_in_print(record)
    assert tuple(thai) == unset.characters
    assert all(f"'{char}' U+{ord(char):04X}" in unset.named for char in thai)


def test_long_and_short_texts_go_through(record: Any) -> None:
    """Each text at its greatest length, without a space, and at one character."""
    for change in (lambda text: "汉" * 500, lambda text: "W" * 500, lambda text: "字", lambda text: "x"):
        given = in_every_text(record, change)
        assert report_pdf(given, "zh").startswith(b"%PDF")
        assert leaflet_pdf(given, "a6", "zh-en").startswith(b"%PDF")
        assert report_docx(given, "en").startswith(b"PK")


@pytest.mark.parametrize("value", ["1E-18", "1E-9", "-1E-9", "0", "1", "999999999999", "1E+12", "-1E+18", "1E+30"])
def test_figures_of_every_magnitude_go_through(record: Any, value: str) -> None:
    """Numbers from attograms to more than the Earth's yearly emissions are set in report, leaflet and DOCX."""
    record["total"]["value"] = value
    for stage in record["boundary"]["stages"]:
        stage["value"] = stage["value"] and value
    assert report_pdf(record, "zh").startswith(b"%PDF")
    assert leaflet_pdf(record, "a5", "en").startswith(b"%PDF")
    assert report_docx(record, "en").startswith(b"PK")


def test_markup_of_the_label_is_left_alone(record: Any) -> None:
    """A text that begins with an accent composes with no bracket of the drawing around it."""
    for name in ("\u0338x", "＜svg＞＂", "≮"):
        record["product"]["name"] = {"zh": name, "en": name}
        assert leaflet_pdf(record, "a5", "zh").startswith(b"%PDF")
