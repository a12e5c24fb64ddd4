"""What a record shows is composed once, and whatever is pressed later repeats it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup
from pydantic import TypeAdapter

from carbonpress.press.common import figures, headline, shown
from carbonpress.press.common.frame import voice
from carbonpress.press.common.headline import Headline, Scale
from carbonpress.press.common.label_texts import label_texts as texts_of
from carbonpress.press.common.page import Site
from carbonpress.press.common.shown import completed, result_of
from carbonpress.press.document.leaflet import SIZES, side
from carbonpress.press.document.view import document
from carbonpress.press.document.voice import words_of
from carbonpress.press.label.label import LANGUAGES
from carbonpress.press.label.variants import VARIANTS, Labels, composed
from carbonpress.press.pages.catalogue import catalogue_row
from carbonpress.press.pages.declaration import declaration_page
from carbonpress.press.pages.feed import feed
from carbonpress.press.pages.product import product_page
from carbonpress.press.pages.report import report_page
from carbonpress.press.version_files import MARKED, label_files, marked
from carbonpress.record.canonical import canonical, digest_of
from carbonpress.record.shape import Record
from carbonpress.record.shown_shape import Shown
from carbonpress.record.version import Version
from carbonpress.record.wording import (
    FILES,
    Wording,
    edition,
    own_digest,
    own_wording,
    speaking,
    wording_in,
    words_in,
)

LABELS = Path(__file__).parents[3] / "golden" / "labels" / "record.json"
TOLD = "4 711"


@pytest.fixture
def labelled() -> Record:
    """A record that fits on every label."""
    return json.loads(LABELS.read_text(encoding="utf-8"))


def other_wording(mark: str = "†") -> Wording:
    """The wording of the theme with *mark* behind every word, and digits for digits."""

    def marked_words(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: marked_words(inner) for key, inner in value.items()}
        return value + mark if value and not value.isdigit() else value

    files = {name: marked_words(json.loads(own_wording())[name]) for name in FILES}
    return Wording(digest_of(canonical(files)), files)


def everything(record: Record, site: Site) -> Iterator[tuple[str, str]]:
    """All that tells the figure of *record*, by name."""
    version = Version(record, "current")
    for language in site.languages:
        yield f"declaration {language}", declaration_page(version, site, language).body
        yield f"description {language}", declaration_page(version, site, language).description
        yield f"report {language}", report_page(version, site, language).body
        yield f"product {language}", product_page([version], site, language).body
        yield f"document {language}", repr(document(record, language))
        yield f"leaflet {language}", repr(side(record, SIZES["a5"], words_of(language)))
        yield f"catalogue {language}", repr(catalogue_row([version], language))
        yield f"feed {language}", feed([version], site, language)
    for language in LANGUAGES:
        yield f"label {language}", repr(texts_of(record, language))


def test_the_shape_holds_what_is_composed(record: Record) -> None:
    """What is composed has the shape that the schema tells, and survives freezing."""
    made = completed(record)["shown"]
    TypeAdapter(Shown).validate_json(canonical(made), strict=True)
    assert (own_digest(), {"zh", "en"}, set(LANGUAGES)) == (made["wording"], set(made["results"]), set(made["labels"]))


def test_completing_changes_no_byte(record: Record, site: Site) -> None:
    """A completed record shows what the program would show of it anyway."""
    whole = completed(record)
    assert [] == [name for name, made in everything(whole, site) if made != dict(everything(record, site))[name]]


def test_the_figure_is_told_in_one_place(labelled: Record, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other digits and another unit change all that is not completed, and nothing that is."""
    whole = completed(labelled)
    before = dict(everything(whole, site))
    other = Headline(TOLD, {"zh": "g CO₂e", "en": "g CO₂e"}, Scale("g"))
    for module in (shown, headline):
        monkeypatch.setattr(module, "chosen", lambda _: other)
    assert before == dict(everything(whole, site))
    assert [] == [name for name, made in everything(labelled, site) if TOLD not in made]


def test_tables_keep_their_digits(record: Record, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stages, total and origins stand in a completed record as written, whatever the program writes today."""
    whole, language = completed(record), "en"
    rows = result_of(whole, language)
    for name in ("stage_figures", "stage_percents", "origin_figures"):
        monkeypatch.setattr(shown, name, lambda *_: ["?"] * 5)
    monkeypatch.setattr(shown, "total_figure", lambda _: "?")
    page = declaration_page(Version(whole, "current"), site, language).body
    for part in (*rows["stages"].values(), rows["total"]):
        assert f'<td class="cp-n">{part["value"]}</td><td class="cp-n">{part["percent"]}</td>' in page
    assert all(f'<td class="cp-n">{value}</td>' in page for value in rows["origins"].values())
    assert ">?</td>" not in page
    assert ">?</td>" in declaration_page(Version(record, "current"), site, language).body


def test_outcomes_are_as_written(record: Record, site: Site) -> None:
    """The words for outcomes and verification are those of the record."""
    whole = completed(record)
    for told in whole["shown"]["results"].values():
        told["outcomes"] = dict.fromkeys(told["outcomes"], "as it was said")
        told["verification"] = "seen by somebody"
    for language in site.languages:
        version = Version(whole, "current")
        report = report_page(version, site, language).body
        assert report.count("<b>as it was said</b>") == len(record["conformity"])
        assert "seen by somebody" in report
        assert "seen by somebody" in declaration_page(version, site, language).body
        assert "as it was said" in repr(document(whole, language))
        assert "seen by somebody" in repr(side(whole, SIZES["a5"], words_of(language)))


def test_markup_in_a_record_is_escaped(record: Record, site: Site) -> None:
    """What a record shows is text, also where it holds markup or braces."""
    whole = completed(record)
    hostile = "<b onclick=x>{of.__class__}</b>"
    whole["shown"]["headline"].update(digits=hostile, unit=dict.fromkeys(("zh", "en"), hostile))
    for told in whole["shown"]["results"].values():
        told.update(per=hostile + "{of}", verification=hostile, description=hostile)
        told["total"] = {"value": hostile, "percent": hostile}
    for language in site.languages:
        version = Version(whole, "current")
        for page in (declaration_page, report_page):
            assert "<b onclick" not in page(version, site, language).body
        assert "<b onclick" not in product_page([version], site, language).body
        assert isinstance(shown.per_unit(whole, voice(language)), Markup)


def test_a_wording_is_in_force_only_while_it_is_asked_for(record: Record, site: Site) -> None:
    """Pages speak with the wording of their version, those before and after it with that of the theme."""
    version = Version(completed(record), "current")
    before = report_page(version, site, "en").body
    with speaking(other_wording()):
        assert other_wording().digest == edition()
        inside = report_page(version, site, "en").body
        assert f"{voice('en').words['report.contents']}</summary>" in inside and "Contents†</summary>" in inside
        assert "†" in repr(document(version.record, "en"))
    assert before == report_page(version, site, "en").body
    assert "†" not in before


def test_a_wording_in_force_stays_when_the_theme_changes(record: Record, site: Site) -> None:
    """All words of pages, reports and leaflets come from the wording: none is left from the theme."""
    whole = completed(record)
    kept = other_wording()
    with speaking(kept):
        said = [declaration_page(Version(whole, "current"), site, "en").body, repr(document(whole, "en"))]
        said.append(repr(side(whole, SIZES["a5"], words_of("en"))))
    words = {text for section in json.loads(own_wording())["terms/en.yml"].values() for text in section.values()}
    own = repr(whole)  # a record may hold the same words
    long = [word for word in words if "{" not in word and len(word) > 12 and word not in own]
    assert len(long) > 100
    for made in map(unescape, said):
        assert [] == [word for word in long if f">{word}<" in made or f"'{word}'" in made]


def test_a_wording_lacks_what_came_later() -> None:
    """A key that a later program adds is said in its words; the others stay."""
    files = json.loads(own_wording())
    del files["terms/en.yml"]["report"]["contents"], files["terms/en.yml"]["feed"], files["terms/digits.yml"]
    files["terms/en.yml"]["report"]["none"] = "nothing said"
    with speaking(Wording(digest_of(canonical(files)), files)):
        words = voice("en").words
        assert ("nothing said", "Contents") == (words["report.none"], words["report.contents"])
        assert "feed.title" in words and "4" == words_in("terms/digits.yml")["headline"]


def test_digits_belong_to_the_wording() -> None:
    """Numbers of tables are rounded as they were then."""
    files = {**json.loads(own_wording()), "terms/digits.yml": {"computed": "3", "headline": "2", "result": "1"}}
    with speaking(Wording(digest_of(canonical(files)), files)):
        told = (figures.amount("1234.567"), figures.headline("1234.567"), figures.line_decimals("913.7"))
    assert ("1\u2009230", "1\u2009200", 1) == told
    assert "1\u2009234.57" == figures.amount("1234.567")


def test_a_wording_is_known_by_its_digest() -> None:
    """The file of a wording is taken only when it is the one, and canonical."""
    raw = own_wording()
    assert own_digest() == digest_of(raw)
    found = wording_in(raw, own_digest())
    assert found is not None and raw == found.raw
    with speaking(found):
        assert "" == edition()  # the theme's own
    loose = json.dumps(json.loads(raw)).encode()
    for wrong in (raw + b" ", loose, b"[]", b"\xff"):
        assert None is wording_in(wrong, own_digest())
    for wrong in (loose, b"[]", b"\xff"):
        assert None is wording_in(wrong, digest_of(wrong))


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_label_says_that_it_is_no_longer_in_force(labelled: Record, variant: str) -> None:
    """Every label of a superseded or withdrawn version has its mark, in both languages."""
    whole = completed(labelled)
    marks = {state: marked(whole, variant, Labels().brand, state).description for state in MARKED}
    assert "已被取代 / SUPERSEDED" in marks["superseded"] and "已撤回 / WITHDRAWN" in marks["withdrawn"]
    assert composed(whole, variant).description == marked(whole, variant, Labels().brand, "current").description


def test_a_label_without_room_for_the_mark_stays(labelled: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """The main label was promised: where the mark does not fit, it is as it was."""
    whole = completed(labelled)
    for kept in whole["shown"]["labels"].values():
        kept["states"]["withdrawn"] = "已撤回" * 90
    before = dict(label_files(whole, "standard-zh-en-colour", Labels(("mini-zh-mono",), png=False)))
    assert before == dict(
        label_files(whole, "standard-zh-en-colour", Labels(("mini-zh-mono",), png=False), "withdrawn")
    )
