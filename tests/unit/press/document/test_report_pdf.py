"""The study report as PDF: complete, in order, reproducible, valid, small."""

from __future__ import annotations

import copy
import io
import os
import re
import subprocess
import sys
from multiprocessing import get_context
from pathlib import Path

import page
import pypdf
import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from carbonpress.press.charts.charts import Bar
from carbonpress.press.common.frame import voice
from carbonpress.press.common.terms import wording
from carbonpress.press.document import pdf_packing
from carbonpress.press.document import report_pdf as press_report
from carbonpress.press.document.blocks import Boxes, Figure, Heading, Table
from carbonpress.press.document.figures import swings
from carbonpress.press.document.pdf_packing import NotPlain, packed
from carbonpress.press.document.picture import ROOM_MM, small_picture, width_mm
from carbonpress.press.document.report_pdf import report_pdf
from carbonpress.press.document.typst import TypstAfterFork, setter, spaced, unescaped
from carbonpress.press.document.view import document
from carbonpress.press.pages.interpretation import interpretation
from carbonpress.press.pages.report import SECTIONS
from carbonpress.record.shape import Record
from carbonpress.source.picture import Picture, examined
from carbonpress.source.theme import theme_data
from carbonpress.study.project import open_project

ROOT = Path(__file__).parents[4]
LANGUAGES = ("zh", "en")
SMALL = 300_000


@pytest.fixture(scope="module")
def examples() -> dict[str, Record]:
    """The records of the example site by id."""
    return {r["id"]: r for r in open_project(ROOT / "declarations", "https://pcf.example.com/").records}


@pytest.fixture(scope="module")
def pressed(examples: dict[str, Record]) -> dict[tuple[str, str], bytes]:
    """The reports of the example site by id and language, with their pictures."""
    return {
        (id_, language): report_pdf(record, language, picture_of(record))
        for id_, record in examples.items()
        for language in LANGUAGES
    }


def picture_of(record: Record) -> bytes | None:
    """The product's picture as documents show it."""
    image = record["product"]["image"]
    picture = examined((ROOT / "declarations" / image["file"]).read_bytes()) if image else None
    return small_picture(picture) if isinstance(picture, Picture) else None


def drawn(image: Image.Image, kind: str) -> Picture:
    """*image* as an author supplies it."""
    saved = io.BytesIO()
    image.save(saved, kind)
    picture = examined(saved.getvalue())
    assert isinstance(picture, Picture)
    return picture


def text_of(pdf: bytes) -> str:
    """All text of a PDF without white space, since lines end where the page does; small digits are themselves."""
    return re.sub(r"[\s\u200b\u2060]+", "", "".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(pdf)).pages))


def squeezed(words: str) -> str:
    """Words as `text_of` gives them: as they are printed, without white space."""
    return re.sub(r"[\s\u200b\u2060]+", "", spaced(words))


def codes(pdf: bytes, at: int = 0) -> list[str]:
    """What a reader finds in the QR codes of a page."""
    image = pypdfium2.PdfDocument(pdf)[at].render(scale=3).to_pil()
    return [found.text for found in zxingcpp.read_barcodes(image)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sections_stand_in_the_order_of_annex_b(record: Record, language: str) -> None:
    """The bookmarks of the file are the sections of the web report, in its order."""
    words = wording(language)
    wanted = [words[f"section.{id_}"] for chapter, parts in SECTIONS for id_ in (chapter, *parts)]
    outline = pypdf.PdfReader(io.BytesIO(report_pdf(record, language))).outline
    assert wanted == [title for title in titles(outline) if title in wanted]


def titles(outline: list[object]) -> list[str]:
    """Titles of bookmarks, those below each other in reading order."""
    return [
        title
        for entry in outline
        for title in (titles(entry) if isinstance(entry, list) else [str(entry.title)])  # type: ignore[attr-defined]
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id_", ["gyta53-24b1", "gyts-96b1", "server-r2", "worked-example-r740", "fibre-g657a2"])
def test_all_that_the_document_says_is_in_the_file(
    examples: dict[str, Record], pressed: dict[tuple[str, str], bytes], id_: str, language: str
) -> None:
    """Every caption, cell and figure of the document can be found in the text of the PDF."""
    given = document(examples[id_], language, with_picture=True)
    text = text_of(pressed[id_, language])
    said = [given.cover.figure, given.cover.per]
    said += [run.text for _, cell in given.cover.fields for line in cell for run in line]
    for block in given.blocks:
        match block:
            case Heading():
                said.append(block.text)
            case Table():
                said += [block.caption, *block.head]
                said += [run.text for row in block.rows for cell in row.cells for line in cell for run in line]
            case Boxes():
                said += [name for _, name in block.items]
            case Figure():
                said.append(block.caption)
    assert [] == [each for each in said if squeezed(each) not in text]


def test_the_cover_carries_a_code_that_leads_to_the_page(record: Record) -> None:
    """A reader that did not make the code reads the address of the version from the rendered page."""
    assert [record["url"]] == codes(report_pdf(record, "zh"))


def test_every_page_but_the_cover_is_numbered_and_named(record: Record) -> None:
    """Report number, registration number and page of pages stand on each page after the cover."""
    pages = pypdf.PdfReader(io.BytesIO(report_pdf(record, "en"))).pages
    number, registration = record["study"]["report_number"], (record["programme"] or {})["number"]
    for at, each in enumerate(pages[1:], 2):
        text = " ".join(each.extract_text().split())
        assert f"Page {at} of {len(pages)}" in text
        assert str(number) in text
        assert str(registration) in text
    assert "Page 1 of" not in pages[0].extract_text()


@pytest.mark.parametrize("profile", ["2a", "ua1"])
def test_the_file_is_valid_pdf_a_and_ua(pressed: dict[tuple[str, str], bytes], profile: str) -> None:
    """Another program finds nothing against PDF/A-2a and PDF/UA-1, in any example."""
    for pdf in pressed.values():
        found = page.validate_pdf_bytes(pdf, profile=profile)
        assert [] == [(failure.rule_id, failure.message) for failure in found.failures]


def test_every_example_is_small(pressed: dict[tuple[str, str], bytes]) -> None:
    """No report of the example site has more than 300 kB, its picture included."""
    assert {} == {key: len(pdf) for key, pdf in pressed.items() if len(pdf) > SMALL}


def test_the_same_record_gives_the_same_bytes_in_another_process(record: Record, tmp_path: Path) -> None:
    """Nothing of clock, hash seed or process is in the file."""
    code = (
        "import json, sys; from pathlib import Path; from carbonpress.press.document.report_pdf import report_pdf; "
        "Path(sys.argv[2]).write_bytes(report_pdf(json.loads(Path(sys.argv[1]).read_text()), 'zh'))"
    )
    target = tmp_path / "report.pdf"
    source = Path(__file__).parents[1] / "cable.json"
    around = {"PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path), "TZ": "Asia/Shanghai"}
    subprocess.run([sys.executable, "-c", code, str(source), str(target)], check=True, env=around)
    assert target.read_bytes() == report_pdf(record, "zh")


def test_a_draft_and_a_withdrawn_report_say_so_on_every_page(record: Record) -> None:
    """Who holds one page alone still sees that the figure must not be used."""
    for status in ("draft", "withdrawn"):
        record["status"] = status  # type: ignore[typeddict-item]
        mark = wording("en")[f"standing.{status}"]
        pages = pypdf.PdfReader(io.BytesIO(report_pdf(record, "en"))).pages
        assert all(mark in each.extract_text() for each in pages)


def test_a_stated_report_names_its_study(stated: Record) -> None:
    """Results taken over from a study say from which, on the cover too."""
    pages = pypdf.PdfReader(io.BytesIO(report_pdf(stated, "en"))).pages
    assert "Study 7" in pages[0].extract_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_interpretation_is_in_the_file(
    examples: dict[str, Record], pressed: dict[tuple[str, str], bytes], language: str
) -> None:
    """What the report page says of interval, rating, drivers, other GWP sets, scenarios and checks stands in print."""
    given = interpretation(examples["gyta53-24b1"], voice(language))
    assert given is not None
    words, text = wording(language), text_of(pressed["gyta53-24b1", language])
    said = [*given["sentences"], given["uncertainty"]["in_words"], *given["uncertainty"]["total"]]
    said += [words["interpretation.method"], words["interpretation.limits"], given["quality"]["rating"]]
    said += [each for row in given["sensitivity"]["rows"] for each in (row["name"], row["tenth"], row["variance"])]
    said += [words["interpretation.other_gwp"], *(each for row in given["sensitivity"]["gwp"] for each in row)]
    said += [each for row in given["scenarios"]["rows"] for each in (row["name"], row["value"], row["difference"])]
    said += [each for check in given["checks"] for each in (check["name"], check["outcome"], check["missing"])]
    assert [] == [each for each in said if squeezed(unescaped(each)) not in text]
    assert squeezed(words["result.uncertainty"]) not in text


@pytest.mark.parametrize("id_", ["worked-example-r740", None])
def test_without_an_interval_the_report_says_so(examples: dict[str, Record], record: Record, id_: str | None) -> None:
    """A stated result, or a record without interpretation, tells that the uncertainty was not quantified."""
    given = examples[id_] if id_ else record
    text, words = text_of(report_pdf(given, "en")), wording("en")
    assert squeezed(words["result.uncertainty"]) in text
    assert squeezed(words["interpretation.limits"]) not in text


def test_a_simulation_is_told_with_what_repeats_it(examples: dict[str, Record]) -> None:
    """Runs, seed and version of a Monte Carlo simulation stand in the report."""
    record = copy.deepcopy(examples["gyts-96b1"])
    block = record["interpretation"]  # type: ignore[typeddict-item]
    sums = {"mean": "640", "median": "638", "sd": "30", "low": "580", "high": "700"}
    counts = {"start": "580", "step": "20", "counts": [1, 4, 9, 4, 1], "outside": 0}
    block["uncertainty"]["simulation"] = {"runs": 10000, "seed": 77, "generator": "PCG64", "numpy": "9.8.7"} | {
        "total": sums,
        "stages": {},
        "histogram": counts,
    }
    text = text_of(report_pdf(record, "en"))
    assert "seed77,PCG64,numpy9.8.7" in text


def test_markup_in_the_interpretation_is_only_text(examples: dict[str, Record]) -> None:
    """Names of data and scenarios stand as they were written, escaped neither once nor twice."""
    record = copy.deepcopy(examples["gyta53-24b1"])
    block = record["interpretation"]  # type: ignore[typeddict-item]
    for datum in (*block["sensitivity"]["drivers"][:2], *block["quality"]["weak"], *block["scenarios"]):
        datum["name"] = {"zh": "<b>R&D</b>", "en": "<b>R&D</b>"}
    text = text_of(report_pdf(record, "en"))
    assert "<b>R&D</b>(emissionfactor),<b>R&D</b>(emissionfactor)" in text
    assert "&amp;" not in text
    assert "&lt;" not in text


def test_swings_share_a_scale_about_the_declared_figure() -> None:
    """The widest end reaches an end of the scale, no change lies in the middle, equal data stand on it."""
    assert [Bar(25.0, 75.0, 50.0), Bar(37.5, 25.0, 50.0)] == swings([("-2", "4"), ("1", "-1")])
    assert [Bar(50.0, 0.0, 50.0)] == swings([("0", "0")])


def test_confidential_lines_show_in_aggregate_alone(
    examples: dict[str, Record], pressed: dict[tuple[str, str], bytes]
) -> None:
    """The report tells how many lines of a stage are confidential, and their sum."""
    hidden = examples["gyta53-24b1"]["confidential"][0]
    told = wording("en")["inventory.confidential"].format(count=hidden["count"])
    assert squeezed(told) in text_of(pressed["gyta53-24b1", "en"])


def test_hostile_text_is_only_text(hostile: Record) -> None:
    """What would be markup of Typst, TeX or HTML is set as it is written."""
    hostile["product"]["name"] = {"zh": "#panic() $x$ *b* <l> @r `c` \\", "en": "#panic() $x$ *b* <l> @r `c` \\"}
    assert "#panic()$x$*b*<l>@r`c`\\" in text_of(report_pdf(hostile, "en"))


def test_a_character_without_a_glyph_is_seen(record: Record) -> None:
    """No character is lost in silence: the mark of the printer stands where it was."""
    record["product"]["name"] = {"zh": "光缆🙂𠮷", "en": "cable🙂"}
    assert "光缆〓" in text_of(report_pdf(record, "zh"))


def test_a_missing_language_is_marked(record: Record) -> None:
    """A text that is given in Chinese only stands in the English report with the name of its language."""
    record["study"]["goal"] = {"zh": "查明排放"}
    assert "查明排放[中文]" in text_of(report_pdf(record, "en"))


def test_the_picture_of_the_product_comes_in_when_it_is_given(record: Record) -> None:
    """A picture that is handed over is embedded; nothing is said in its place."""
    picture = small_picture(drawn(Image.new("RGBA", (1600, 1200), (200, 30, 30, 128)), "PNG"))
    record["product"]["image"] = {"file": "x.png", "alt": {"en": "A red field", "zh": "红"}, "sha256": "0" * 64}  # type: ignore[typeddict-item]
    without, with_ = report_pdf(record, "en"), report_pdf(record, "en", picture)
    assert 0 == sum(len(p.images) for p in pypdf.PdfReader(io.BytesIO(without)).pages)
    assert 1 == sum(len(p.images) for p in pypdf.PdfReader(io.BytesIO(with_)).pages)
    assert "Aredfield" in text_of(without)


@pytest.mark.parametrize(("wide", "high"), [(1600, 1200), (300, 2400), (2400, 300)])
def test_pictures_keep_to_their_room(wide: int, high: int) -> None:
    """Whatever its shape, a picture is no larger than its room, and one shape is not made another."""
    picture = small_picture(drawn(Image.new("RGB", (wide, high), "red"), "JPEG"))
    width = width_mm(picture)
    assert width <= ROOM_MM[0]
    assert width * high / wide <= ROOM_MM[1] * 1.01
    with Image.open(io.BytesIO(picture)) as image:
        assert abs(image.width / image.height - wide / high) < 0.02 * wide / high


def test_wording_stands_in_both_languages() -> None:
    """Every entry of the wording of documents has a Chinese and an English side with the same places to fill."""
    for name in ("document", "leaflet"):
        for key, said in theme_data(f"terms/{name}.yml").items():
            assert {"zh", "en"} == set(said), key
            zh, en = (sorted(re.findall(r"{(\w+)}", said[language])) for language in LANGUAGES)
            assert zh == en, key


def test_columns_of_tables_match_their_heads(examples: dict[str, Record]) -> None:
    """Each look has as many widths and sides as its tables have columns."""
    columns = theme_data("print/tables.yml")
    for record in examples.values():
        for block in document(record, "en").blocks:
            if isinstance(block, Table):
                assert len(block.head) == len(columns[block.look]["widths"]) == len(columns[block.look]["sides"])


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=30))
def test_any_text_can_be_set(text: str) -> None:
    """Whatever stands in a record, setting it neither fails nor hangs."""
    bar = {"name": text, "label": text, "tone": "s1", "bar": None}
    data = {"language": "en", "figure": {"look": "bars", "data": {"bars": [bar]}}}
    assert setter().png("figure.typ", data).startswith(b"\x89PNG")


def test_numbers_are_not_torn_and_units_joined_by_a_narrow_dot() -> None:
    """Thin spaces become such that end no line; a dot between units is narrow, one between Han stays."""
    assert "1\u202f027 t⋅km 买买提·阿凡提 a·\u200bb" == spaced("1\u2009027 t·km 买买提·阿凡提 a · b")


def test_packing_keeps_every_object(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """The packed file says the same as the file that Typst made, in less room."""
    monkeypatch.setattr(press_report, "packed", lambda pdf: pdf)
    whole = report_pdf(record, "zh")
    small = packed(whole)
    assert len(small) < 0.7 * len(whole)
    assert text_of(whole) == text_of(small)
    assert pypdf.PdfReader(io.BytesIO(whole)).metadata == pypdf.PdfReader(io.BytesIO(small)).metadata


def test_only_plain_files_are_packed() -> None:
    """A file of another kind is refused, not damaged."""
    for content in (b"", b"%PDF-1.4\nxref\n0 1\n", pdf_packing.HEAD + b"startxref\n0\n%%EOF"):
        with pytest.raises(NotPlain):
            packed(content)


def test_a_fork_after_print_was_set_is_refused(record: Record) -> None:
    """The threads of Typst do not survive a fork: a child says so instead of waiting for ever."""
    setter()
    with get_context("fork").Pool(1) as pool, pytest.raises(TypstAfterFork):
        pool.apply_async(report_pdf, (record, "zh")).get(timeout=30)
