"""The leaflet of the product manual: every size and language, on the pages it should take, saying what it must."""

from __future__ import annotations

import io
import re
from pathlib import Path

import page
import pypdf
import pypdfium2
import pytest
import zxingcpp

from carbonpress.press.common.frame import voice
from carbonpress.press.common.terms import wording
from carbonpress.press.document.leaflet import SIZES, gases, leaflet_pdf, meaning, not_counted, sure
from carbonpress.press.document.typst import unescaped
from carbonpress.press.document.voice import words_of
from carbonpress.press.pages.interpretation import summary
from carbonpress.record.shape import Record
from carbonpress.source.theme import theme_data
from carbonpress.study.project import open_project

ROOT = Path(__file__).parents[4]
VARIANTS = [(size, language) for size in ("a5", "a6") for language in ("zh", "en", "zh-en")]
PAGES = {"a5": 1, "a6": 2}
MM = 72 / 25.4


@pytest.fixture(scope="module")
def examples() -> dict[str, Record]:
    """The records of the example site by id."""
    return {r["id"]: r for r in open_project(ROOT / "declarations", "https://pcf.example.com/").records}


@pytest.fixture(scope="module")
def pressed(examples: dict[str, Record]) -> dict[tuple[str, str, str], bytes]:
    """Leaflets of the example site by id, size and language: all in two languages, two of them in every variant."""
    return {
        (id_, size, language): leaflet_pdf(record, size, language)
        for id_, record in examples.items()
        for size, language in VARIANTS
        if language == "zh-en" or id_ in ("gyta53-24b1", "gyts-96b1")
    }


def text_of(pdf: bytes) -> str:
    """All text without white space."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return re.sub(r"[\s\u200b\u2060]+", "", "".join(each.extract_text() for each in pages))


def squeezed(words: str) -> str:
    """Words as `text_of` gives them."""
    return re.sub(r"\s+", "", words)


def test_every_example_takes_the_pages_it_should(pressed: dict[tuple[str, str, str], bytes]) -> None:
    """A5 is one page and A6 two for each language, of their true size."""
    for (id_, size, language), pdf in pressed.items():
        pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
        assert PAGES[size] * len(language.split("-")) == len(pages), (id_, size, language)
        for each in pages:
            assert (SIZES[size].width, SIZES[size].height) == (
                round(float(each.mediabox.width) / MM),
                round(float(each.mediabox.height) / MM),
            )


def test_every_leaflet_is_valid_pdf_a_and_ua(pressed: dict[tuple[str, str, str], bytes]) -> None:
    """Another program finds nothing against PDF/A-2a and PDF/UA-1."""
    for key, pdf in pressed.items():
        for profile in ("2a", "ua1"):
            found = page.validate_pdf_bytes(pdf, profile=profile)
            assert [] == [(failure.rule_id, failure.message) for failure in found.failures], key


@pytest.mark.parametrize(("size", "language"), VARIANTS)
def test_it_says_what_the_figure_is_and_is_not(
    pressed: dict[tuple[str, str, str], bytes], size: str, language: str
) -> None:
    """What, what for, what is counted, what is not, how sure, how to compare, by which rules, and one issue only."""
    text = text_of(pressed["gyta53-24b1", size, language])
    own = theme_data("terms/leaflet.yml")
    for each in language.split("-"):
        keys = ("counted", "not_counted", "compare", "may", "may_not", "may_not_text", "sure", "basis", "scan")
        said = [own[key][each] for key in keys]
        said += [wording(each)[key] for key in ("meaning.equivalent", "caution.single_text")]
        assert [] == [words for words in said if squeezed(words) not in text]
    assert "913.7kgCO₂e" in text


@pytest.mark.parametrize(("size", "language"), VARIANTS)
def test_it_says_how_sure_by_interval_and_rating(
    examples: dict[str, Record], pressed: dict[tuple[str, str, str], bytes], size: str, language: str
) -> None:
    """The interval in words, what it covers, and the rating of the data, as the page has them."""
    text = text_of(pressed["gyta53-24b1", size, language])
    for each in language.split("-"):
        short = summary(examples["gyta53-24b1"], voice(each))
        assert short is not None
        said = [unescaped(short["interval"]), unescaped(short["rating"]), wording(each)["interpretation.limits"]]
        assert [] == [words for words in said if squeezed(words) not in text]
        assert squeezed(wording(each)["result.uncertainty"]) not in text


def test_without_an_interval_it_says_so(record: Record) -> None:
    """A record without interpretation tells that the uncertainty was not quantified."""
    assert wording("en")["result.uncertainty"] in sure(record, words_of("en"))


@pytest.mark.parametrize(("size", "language"), VARIANTS)
def test_the_code_leads_to_the_page(
    examples: dict[str, Record], pressed: dict[tuple[str, str, str], bytes], size: str, language: str
) -> None:
    """Each side of the leaflet carries a code that a reader reads from the rendered page."""
    document = pypdfium2.PdfDocument(pressed["gyts-96b1", size, language])
    found = [
        code.text
        for at in range(0, len(document), PAGES[size])
        for code in zxingcpp.read_barcodes(document[at].render(scale=4).to_pil())
    ]
    assert [examples["gyts-96b1"]["url"]] * len(language.split("-")) == found


def test_there_are_no_equivalences() -> None:
    """Nothing in the wording compares the figure with kilometres driven, trees or electricity."""
    told = str(theme_data("terms/leaflet.yml")).lower()
    assert not re.search(r"kwh|tree|树|car\b|汽车|flight|航班|公里", told)


def test_without_room_for_the_label_the_figure_and_the_code_stand_by_themselves(record: Record) -> None:
    """A name that no label can hold leaves the leaflet with figure, unit and code all the same."""
    record["product"]["name"] = {"zh": "光" * 300, "en": "cable " * 60}
    pdf = leaflet_pdf(record, "a5", "zh")
    rendered = [each.render(scale=4).to_pil() for each in pypdfium2.PdfDocument(pdf)]
    found = [code.text for image in rendered for code in zxingcpp.read_barcodes(image)]
    assert [record["url"]] == found


def test_the_same_record_gives_the_same_bytes(record: Record) -> None:
    """Pressed twice, the leaflet is the same."""
    assert leaflet_pdf(record, "a6", "zh-en") == leaflet_pdf(record, "a6", "zh-en")


def test_a_stated_result_says_where_it_comes_from(stated: Record) -> None:
    """A figure taken over from a study names the study."""
    assert "Study7" in text_of(leaflet_pdf(stated, "a5", "en"))


def test_a_removal_is_told_as_one(record: Record) -> None:
    """A negative figure is a removal, told without its minus."""
    record["total"]["value"] = "-12.5"
    told = meaning(record, words_of("en"))[0]
    assert "12.5" in told
    assert "−" not in told
    assert "taken from the air" in told


def test_stages_left_out_come_with_their_reason(examples: dict[str, Record]) -> None:
    """A stage that is not counted is named, and why where the author says so."""
    said = not_counted(examples["gyta53-24b1"], words_of("en"))
    assert any(each.startswith("Use: ") for each in said)


def test_gases_are_told_with_their_weight(examples: dict[str, Record]) -> None:
    """The gases other than carbon dioxide stand with what a kilogram of them counts for; none where none is used."""
    assert "HFC" in str(gases(examples["server-r2"], words_of("en")))
    assert () == gases(examples["gyts-96b1"], words_of("en"))


def test_hostile_text_is_only_text(hostile: Record) -> None:
    """Markup in a text of the author is set as it is written."""
    assert "<script>alert(1)</script>" in text_of(leaflet_pdf(hostile, "a5", "en"))
