"""The study report as DOCX: a real document of styles, captions and fields, reproducible, that others open."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest
import zxingcpp
from docx.document import Document as Package
from docx.oxml.ns import qn
from PIL import Image

from carbonpress.press.common.frame import voice
from carbonpress.press.common.terms import wording
from carbonpress.press.document.blocks import Figure, Heading, Table
from carbonpress.press.document.docx_text import anchor, plain, text_runs
from carbonpress.press.document.report_docx import report_docx
from carbonpress.press.document.typst import unescaped
from carbonpress.press.document.view import document
from carbonpress.press.pages.interpretation import interpretation
from carbonpress.press.pages.report import SECTIONS
from carbonpress.record.shape import Record
from carbonpress.study.project import open_project

ROOT = Path(__file__).parents[4]
LANGUAGES = ("zh", "en")
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def opened(content: bytes) -> Package:
    """The document as python-docx reads it."""
    return docx.Document(io.BytesIO(content))


def texts(package: Package) -> str:
    """All text of paragraphs and tables without white space."""
    return re.sub(r"\s+", "", "".join(str(t.text) for t in package.element.body.iter(qn("w:t"))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_are_headings_in_the_order_of_annex_b(record: Record, language: str) -> None:
    """Each section is a paragraph in a heading style, as deep as it should be, in the order of the web report."""
    words = wording(language)
    wanted = []
    for chapter, parts in SECTIONS:
        wanted += [("heading 1", words[f"section.{chapter}"]), *(("heading 2", words[f"section.{p}"]) for p in parts)]
    found = [(p.style.name.lower(), p.text) for p in opened(report_docx(record, language)).paragraphs if p.style]
    assert wanted == [each for each in found if each in wanted]


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_have_heads_that_repeat_and_captions(record: Record, language: str) -> None:
    """Every table with a head repeats it over pages, and its caption stands before it in the caption style."""
    package = opened(report_docx(record, language))
    tables = [block for block in document(record, language).blocks if isinstance(block, Table)]
    heads = [t.rows[0] for t in package.tables if t.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None]
    wanted = [[words.replace("₂", "2") for words in table.head] for table in tables]
    assert wanted == [[c.text for c in head.cells] for head in heads]
    captions = [p.text for p in package.paragraphs if p.style is not None and p.style.name == "Caption"]
    assert [t.caption for t in tables if t.caption] == [c for c in captions if c in {t.caption for t in tables}]


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_the_document_says_is_in_the_file(record: Record, language: str) -> None:
    """Every cell and heading of the document stands in the DOCX."""
    said = []
    for block in document(record, language).blocks:
        if isinstance(block, Heading):
            said.append(block.text)
        if isinstance(block, Table):
            said += [run.text for row in block.rows for cell in row.cells for line in cell for run in line]
    text = texts(opened(report_docx(record, language)))
    small = str.maketrans("₀₁₂₃₄₅₆₇₈₉⁴", "01234567894")
    assert [] == [each for each in said if re.sub(r"\s+", "", each).translate(small) not in text]


@pytest.fixture(scope="module")
def example() -> Record:
    """A record of the example site with all that an interpretation can hold."""
    given = open_project(ROOT / "declarations", "https://pcf.example.com/").records
    return next(each for each in given if each["id"] == "gyta53-24b1")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_interpretation_is_in_the_file(example: Record, language: str) -> None:
    """Interval, rating and their tables stand under headings of their own; the sentence on none is gone."""
    given, words = interpretation(example, voice(language)), wording(language)
    assert given is not None
    package = opened(report_docx(example, language))
    text = texts(package)
    small = str.maketrans("₀₁₂₃₄₅₆₇₈₉⁴", "01234567894")
    said = [unescaped(each) for each in (*given["sentences"], *given["uncertainty"]["total"])]
    said += [given["quality"]["rating"], words["interpretation.limits"], words["interpretation.other_gwp"]]
    assert [] == [each for each in said if re.sub(r"\s+", "", each).translate(small) not in text]
    assert re.sub(r"\s+", "", words["result.uncertainty"]) not in text
    headings = {p.text for p in package.paragraphs if p.style is not None and p.style.name.lower() == "heading 3"}
    keys = ("in_words", "uncertainty", "sensitivity", "scenarios", "quality", "checks")
    assert {words[f"interpretation.{key}"] for key in keys} <= headings


def test_links_of_the_interpretation_lead_to_lines(example: Record) -> None:
    """Each number beside a datum leads to a line of table 1 that is there."""
    body = opened(report_docx(example, "en")).element.body
    names = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(set(names)) == len(names)
    assert {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} - {None} <= set(names)


def test_without_an_interval_the_report_says_so(stated: Record) -> None:
    """A stated result tells that its uncertainty was not quantified."""
    assert re.sub(r"\s+", "", wording("en")["result.uncertainty"]) in texts(opened(report_docx(stated, "en")))


def test_pages_are_numbered_by_fields_and_the_contents_are_a_field(record: Record) -> None:
    """Page, number of pages and contents are fields that the reader's program keeps right."""
    package = opened(report_docx(record, "en"))
    section = package.sections[0]
    foot = [field.get(qn("w:instr")) for field in section.footer._element.iter(qn("w:fldSimple"))]
    assert ["PAGE", "NUMPAGES"] == foot
    assert section.different_first_page_header_footer
    assert str(record["study"]["report_number"]) in section.header.paragraphs[0].text
    instructions = [i.text for i in package.element.body.iter(qn("w:instrText"))]
    assert any("TOC" in text for text in instructions)


def test_links_lead_to_bookmarks_that_are_there(record: Record) -> None:
    """No link inside the document leads nowhere, and no two places have one name."""
    body = opened(report_docx(record, "zh")).element.body
    names = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    anchors = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} - {None}
    assert len(set(names)) == len(names)
    assert anchors
    assert anchors <= set(names)


def test_figures_are_pictures_with_words(record: Record) -> None:
    """Each figure is a picture that says in words what it shows; the code on the cover can be read."""
    package = opened(report_docx(record, "en"))
    told = [p.get("descr") for p in package.element.body.iter(qn("wp:docPr"))]
    figures = [block.told for block in document(record, "en").blocks if isinstance(block, Figure)]
    assert [record["url"], *figures] == told
    first = next(package.element.body.iter(qn("a:blip"))).get(qn("r:embed"))
    code = Image.open(io.BytesIO(package.part.related_parts[first].blob))
    assert record["url"] == zxingcpp.read_barcodes(code.convert("L"))[0].text


def test_fonts_are_named_for_latin_and_han(record: Record) -> None:
    """The styles name one font for Latin and one for Han, so that no program chooses for itself."""
    fonts = next(opened(report_docx(record, "zh")).styles.element.iter(qn("w:rFonts")))
    assert {"ascii", "hAnsi", "cs", "eastAsia"} == {key.rpartition("}")[2] for key in fonts.attrib}


def test_the_same_record_gives_the_same_bytes_in_another_process(record: Record, tmp_path: Path) -> None:
    """Nothing of clock, hash seed or process is in the file."""
    code = (
        "import json, sys; from pathlib import Path; from carbonpress.press.document.report_docx import report_docx; "
        "Path(sys.argv[2]).write_bytes(report_docx(json.loads(Path(sys.argv[1]).read_text()), 'zh'))"
    )
    source, target = Path(__file__).parents[1] / "cable.json", tmp_path / "report.docx"
    around = {"PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path), "TZ": "Asia/Shanghai"}
    subprocess.run([sys.executable, "-c", code, str(source), str(target)], check=True, env=around)
    assert target.read_bytes() == report_docx(record, "zh")


def test_the_file_tells_the_day_of_the_study_and_nothing_of_its_making(record: Record) -> None:
    """Dates in the properties are the study's; entries of the archive have none; no picture of an empty page."""
    content = report_docx(record, "en")
    properties = opened(content).core_properties
    assert record["study"]["date"] == f"{properties.created:%Y-%m-%d}" == f"{properties.modified:%Y-%m-%d}"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {(1980, 1, 1, 0, 0, 0)} == {entry.date_time for entry in archive.infolist()}
        assert not [name for name in archive.namelist() if "thumbnail" in name]


def test_hostile_text_is_only_text(hostile: Record) -> None:
    """Markup in a text of the author stands in the document as text."""
    assert "<script>alert(1)</script>" in texts(opened(report_docx(hostile, "en")))


def test_a_withdrawn_figure_is_struck_out_and_says_why(record: Record) -> None:
    """Who opens a withdrawn report sees it at the figure and on every page."""
    record["status"] = "withdrawn"
    record["withdrawn_because"] = {"en": "wrong mass", "zh": "质量有误"}
    package = opened(report_docx(record, "en"))
    assert "wrongmass" in texts(package)
    assert list(package.element.body.iter(qn("w:strike")))
    assert wording("en")["standing.withdrawn"] in package.sections[0].header.paragraphs[0].text


def test_a_stated_report_has_no_inventory(stated: Record) -> None:
    """Results taken over from a study are told as such, with no table 1."""
    text = texts(opened(report_docx(stated, "en")))
    assert "Study7" in text
    assert re.sub(r"\s+", "", wording("en")["inventory.caption"]) not in text


def test_the_picture_of_the_product_comes_in_when_it_is_given(record: Record) -> None:
    """A picture that is handed over becomes one more picture of the document."""
    picture = io.BytesIO()
    Image.new("RGB", (560, 420), "red").save(picture, "PNG")
    record["product"]["image"] = {"file": "x.webp", "alt": {"en": "A red field"}, "sha256": "0" * 64}  # type: ignore[typeddict-item]
    told = [
        [p.get("descr") for p in opened(each).element.body.iter(qn("wp:docPr"))]
        for each in (report_docx(record, "en"), report_docx(record, "en", picture.getvalue()))
    ]
    assert len(told[0]) + 1 == len(told[1])
    assert any("A red field" in each for each in told[1])


def test_small_digits_become_digits_set_low_or_high() -> None:
    """No font needs the signs: CO₂ and 10⁴ are digits with their place."""
    assert "subscript" in text_runs("CO₂")
    assert ">4<" in text_runs("10⁴")
    assert "superscript" in text_runs("10⁴")


def test_what_xml_cannot_hold_is_left_out() -> None:
    """Control characters and lone surrogates would make the file unreadable."""
    assert "a&lt;b" == plain("a\x00\x1f<\ud800b")


def test_names_of_bookmarks_hold_letters_digits_and_underscores() -> None:
    """Word takes nothing else, and no more than forty of them."""
    assert "line_12" == anchor("line-12")
    assert 40 == len(anchor("a" * 90))


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is missing; `make test` installs it")
def test_another_program_opens_it(record: Record, tmp_path: Path) -> None:
    """LibreOffice opens the report and prints its sections on numbered pages."""
    source = tmp_path / "report.docx"
    source.write_bytes(report_docx(record, "en"))
    command = [str(OFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(source)], check=True, capture_output=True, timeout=180)
    pages = pypdf.PdfReader(tmp_path / "report.pdf").pages
    text = re.sub(r"\s+", "", "".join(each.extract_text() for each in pages))
    chapters = [re.sub(r"\s+", "", wording("en")[f"section.{chapter}"]) for chapter, _ in SECTIONS]
    places = [text.rindex(chapter) for chapter in chapters]
    assert sorted(places) == places
    assert f"Page2of{len(pages)}" in text
