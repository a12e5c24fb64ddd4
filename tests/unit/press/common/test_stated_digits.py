"""Stated figures on pages, documents and labels: the digits of their study, and its rounding as a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbonpress.lca.footprint import footprint
from carbonpress.lca.inventory import resolve
from carbonpress.lca.stated import last_place
from carbonpress.model.declaration import Declaration, Organisation
from carbonpress.model.decode import decode
from carbonpress.model.quantity import Quantity
from carbonpress.model.text import Text
from carbonpress.press.charts.charts import strip
from carbonpress.press.charts.stages import origin_rows, rounding_row, waterfall_rows
from carbonpress.press.common.figures import THIN_SPACE
from carbonpress.press.common.frame import voice
from carbonpress.press.common.headline import headline_of
from carbonpress.press.common.label_texts import LANGUAGES, label_texts
from carbonpress.press.common.page import Page, Site
from carbonpress.press.common.parts import (
    MOST_STATED,
    as_stated,
    origin_figures,
    stage_figures,
    stage_percents,
    total_figure,
)
from carbonpress.press.document.blocks import Document, Paragraph, Run, Table
from carbonpress.press.document.leaflet import SIZES, side
from carbonpress.press.document.view import document
from carbonpress.press.document.voice import words_of
from carbonpress.press.pages.catalogue import catalogue_row
from carbonpress.press.pages.declaration import declaration_page, intensities
from carbonpress.press.pages.inventory import table_1
from carbonpress.press.pages.product import product_page
from carbonpress.press.pages.report import report_page
from carbonpress.record.compose import compose
from carbonpress.record.number import number
from carbonpress.record.shape import Record
from carbonpress.record.version import Version
from carbonpress.reference.load import shipped_library
from carbonpress.rules.case import Case
from carbonpress.source.document import parse

EXAMPLE = Path(__file__).parents[3] / "declarations" / "valid" / "server-stated.yml"
SITE = Site("https://pcf.example.com/", built_on="2026-06-01")
STAGES = ("raw_material_acquisition", "production", "distribution", "use", "end_of_life_treatment")


def stated(parts: dict[str, str], total: str, more: str = "", boundary: str = "cradle-to-grave") -> Record:
    """The record of an example with these stages and total."""
    head = example().split("  stages:\n")[0].replace("boundary: cradle-to-grave", f"boundary: {boundary}")
    stages = "".join(f"    {stage}: {figure}\n" for stage, figure in parts.items())
    return record_of(f"{head}  stages:\n{stages}  total: {total}\n{more}")


@cache
def example() -> str:
    return EXAMPLE.read_text(encoding="utf-8")


def record_of(text: str) -> Record:
    library = shipped_library()
    parsed, findings = parse(text.encode(), "stated.yml")
    assert parsed is not None, findings
    declaration, findings = decode(Declaration, parsed, library.units)
    assert declaration is not None, findings
    rules = library.rules[declaration.rules]
    inventory = resolve(declaration, rules, library)
    result = footprint(declaration, rules, library.gwp[rules.gwp], inventory)
    organisation = Organisation(name=Text(zh="示例公司", en="Example company"))
    return compose(Case(declaration, rules, library, organisation, inventory, result), [], "https://pcf.example.com/")


ROUNDED = {"raw_material_acquisition": "122 kg", "distribution": "13.0 kg", "use": "2.4e1 kg"}
WRITTEN = ["122", "13.0", "24"]


def cells(page: Document) -> list[tuple[str, ...]]:
    """Table 2 of a document, cell by cell."""
    (table,) = (block for block in page.blocks if isinstance(block, Table) and block.look == "stages")
    return [tuple("".join(run.text for part in cell for run in part) for cell in row.cells) for row in table.rows]


def pages(record: Record, language: str) -> Iterator[Page]:
    version = Version(record, "current")
    yield declaration_page(version, SITE, language)
    yield report_page(version, SITE, language)


@pytest.mark.parametrize(("language", "rest"), [("zh", "修约差"), ("en", "Rounding")])
def test_stages_keep_their_digits_and_rounding_has_a_line(language: str, rest: str) -> None:
    """122, 13.0, 24 and 161, as the study has them, and 2 kg (1.2 %) that its rounding leaves, everywhere."""
    record = stated(ROUNDED, "161 kg")
    for page in pages(record, language):
        numbers = re.findall(r'<td class="cp-n">([0-9.%]+)</td>', page.body)
        for figure in [*WRITTEN, "161", "2", "75.8%", "1.2%", "100.0%"]:
            assert figure in numbers
        assert f'<th scope="row">{rest}</th>' in page.body
    rows = cells(document(record, language))
    assert [(rest, "2", "1.2%"), rows[-1]] == rows[-2:] and ("161", "100.0%") == rows[-1][1:]
    assert WRITTEN == [row[1] for row in rows if row[1] in WRITTEN]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_label_says_what_rounding_leaves(language: str) -> None:
    """Its percentages do not make a hundred, so that it says what is missing."""
    facts = dict(label_texts(stated(ROUNDED, "161 kg"), language)["facts"])
    assert any(re.search(r"2 kg ?[（(]1\.2%[）)]", value) for value in facts.values())
    exact = dict(label_texts(stated(ROUNDED, "159.0 kg"), language)["facts"])
    assert not any("kg" in value for value in exact.values())


@pytest.mark.parametrize(
    ("total", "written"),
    [
        ("161 kg", "161"),
        ("161.0 kg", "161.0"),
        ("1.61e2 kg", "161"),
        ("0.1610 t", "161.0"),
        ("161.25 kg", "161.25"),
        ("16.1e1 kg", "161"),
        ("161.23456789012 kg", "161.2"),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_headline_has_the_digits_of_the_study(language: str, total: str, written: str) -> None:
    """The same figure on page, report, product page, catalogue, documents and label, as it was stated."""
    record = stated(ROUNDED, total)
    version = Version(record, "current")
    shown = [page.body for page in (*pages(record, language), product_page([version], SITE, language))]
    assert all(f'<span class="cp-value">{written}</span>' in body for body in shown)
    row = catalogue_row([version], language)
    assert row is not None and written == row.figure
    assert f"{written} kg" in declaration_page(version, SITE, language).description
    assert written == document(record, language).cover.figure
    assert written == side(record, SIZES["a5"], words_of(language)).figure
    assert {written} == {label_texts(record, each)["figure"] for each in LANGUAGES}


def test_exact_sums_have_no_line_for_rounding() -> None:
    """Parts that make the total leave nothing to be told."""
    assert rounding_row(stated(ROUNDED, "159.0 kg"), voice("en")) is None
    assert "Rounding" not in declaration_page(Version(stated(ROUNDED, "159 kg"), "current"), SITE, "en").body


def test_parts_may_be_more_than_the_total() -> None:
    """A negative remainder has its sign; the strip is full and not longer."""
    record = stated(ROUNDED, "158 kg")
    row = rounding_row(record, voice("en"))
    assert row is not None and ("−1", "−0.6%") == (row["value"], row["percent"])
    found = re.findall(r'class="cp-s\d" x="([0-9.]+)%" width="([0-9.]+)%"', strip(record["boundary"]["stages"]))
    assert abs(float(found[-1][0]) + float(found[-1][1]) - 100) < 0.01


def test_origins_keep_their_digits_too() -> None:
    """The split by origin is written as stated, with a line for what it lacks."""
    record = stated(ROUNDED, "161 kg", "  origins: {fossil: 150.0 kg, land_use_change: 11 kg}\n")
    assert ["150.0", "11"] == [figure for figure in origin_figures(record, "") if figure]
    lacking = stated(ROUNDED, "161 kg", "  origins: {fossil: 150.0 kg, land_use_change: 11.3 kg}\n")
    assert ("Rounding", "−0.3") == tuple(origin_rows(lacking, voice("en"))[-1][key] for key in ("name", "value"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_catalogue_draws_the_strip(language: str) -> None:
    """Rounded parts are drawn, in the page and for the script; a stage that is not counted is the only None."""
    record = stated(ROUNDED, "161 kg")
    row = catalogue_row([Version(record, "current")], language)
    assert row is not None and (76, None, 8, 15, None) == row.shares
    assert 3 == len(re.findall(r'class="cp-s\d"', strip(record["boundary"]["stages"], 10)))


def test_a_waterfall_of_rounded_parts_ends_at_the_total() -> None:
    """What rounding leaves is a step, so that the last bar is as long as its figure."""
    *steps, total = waterfall_rows(stated(ROUNDED, "161 kg"), voice("en"))
    assert ("Rounding", "2", "161") == (steps[-1]["name"], steps[-1]["value"], total["value"])
    assert 'width="100%"' in str(total["bar"]).split("cp-total")[1]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_boundary_that_lists_its_stages_names_them(language: str) -> None:
    """Where the author lists stages, they name the boundary on every page, document and label."""
    record = stated(ROUNDED, "161 kg", boundary="[raw_material_acquisition, distribution, use]")
    counted = [stage for stage in record["boundary"]["stages"] if stage["included"]]
    full, short = ([stage[key][language] for stage in counted] for key in ("name", "short"))
    comma = voice(language).words["punctuation.comma"]
    version = Version(record, "current")
    for page in (*pages(record, language), product_page([version], SITE, language)):
        assert re.search(rf"(</span>|<p>) ?{comma.join(full)}", page.body), page.address
        assert "(, " not in page.body and ", )" not in page.body
    assert comma.join(full) in declaration_page(version, SITE, language).description
    told = [run.text for block in document(record, language).blocks for run in runs(block)]
    assert any(text.startswith(comma.join(full)) and ", )" not in text for text in told)
    assert all(name in label_texts(record, language)["boundary"][0] for name in short)


def runs(block: object) -> tuple[Run, ...]:
    """The text of a paragraph."""
    return block.runs if isinstance(block, Paragraph) else ()


FIGURES = st.builds(
    lambda digits, exponent: Decimal((0, digits, exponent)),
    st.lists(st.integers(0, 9), min_size=1, max_size=MOST_STATED).map(tuple).filter(lambda digits: digits[0]),
    st.integers(-6, 3),
)


@given(FIGURES, st.sampled_from(["mg", "g", "kg", "t"]))
def test_a_stated_figure_is_shown_with_its_own_digits(value: Decimal, symbol: str) -> None:
    """Up to eight digits, in whatever unit they were stated, the zeros at the end too."""
    figure = Quantity(value, shipped_library().units[symbol])
    kilograms = figure.to(shipped_library().units["kg"]).value
    written = as_stated(number(kilograms), last_place(figure), 2).replace(THIN_SPACE, "")
    assert Decimal(written) == kilograms
    digits = written.replace(".", "").lstrip("0")
    stated_digits = "".join(map(str, value.as_tuple().digits))
    assert digits == stated_digits or (digits.rstrip("0") == stated_digits.rstrip("0") and "." not in written)


PARTS = st.lists(st.decimals(min_value=1, max_value=999, places=1), min_size=5, max_size=5)


@settings(max_examples=30, deadline=None)
@given(PARTS, st.decimals(min_value=Decimal("-0.3"), max_value=Decimal("0.3"), places=1))
def test_percentages_with_rounding_make_a_hundred(values: list[Decimal], left: Decimal) -> None:
    """Stages and what rounding leaves are parts of the total, whatever its sign; figures add up exactly."""
    parts = dict(zip(STAGES, (f"{value} kg" for value in values), strict=True))
    record = stated(parts, f"{sum(values) + left} kg")
    row = rounding_row(record, voice("en"))
    assert (left == 0) == (row is None)
    shown = [*stage_figures(record), *([row["value"]] if row else [])]
    assert plain(total_figure(record)) == sum(plain(figure) for figure in shown)
    percentages = stage_percents(record, "–")
    if not any(mark in percent for percent in percentages for mark in "<>"):
        assert Decimal(100) == sum(plain(percent.rstrip("%")) for percent in percentages)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_stage_has_one_percentage_wherever_it_is_told(language: str, record: Record) -> None:
    """Sentences and table 1 say what table 2 says, also where each rounded by itself would differ."""
    shares = ["0.76251", "0.08125", "0.00624", None, "0.15"]
    for stage, share in zip(record["boundary"]["stages"], shares, strict=True):
        stage["share"] = share
    shown = dict(zip((s["id"] for s in record["boundary"]["stages"]), stage_percents(record, "–"), strict=True))
    names = {s["name"][language]: shown[s["id"]] for s in record["boundary"]["stages"] if s["included"]}
    for group in table_1(record, voice(language)):
        assert names[group["name"]] == group["share"]


def plain(written: str) -> Decimal:
    return Decimal(written.replace(THIN_SPACE, "").replace("−", "-"))


def test_figures_with_the_digits_of_a_program_are_shown_like_computed_ones() -> None:
    """Seventeen digits come from an export: common decimals, and no line for what its last digits leave."""
    parts = {"raw_material_acquisition": "146.75360187405067 kg", "production": "9.475125000000002 kg", "use": "-2 kg"}
    record = stated(parts, "154.228726874050671 kg")
    assert ["146.75", "9.48", "−2"] == [figure for figure in stage_figures(record) if figure]
    assert "154.23" == total_figure(record) and rounding_row(record, voice("en")) is None


@pytest.mark.parametrize(
    ("total", "value", "whole"),
    [("1.6e2 kg", "53", "160"), ("161.00 kg", "53.67", "161.00"), ("161.23456789012 kg", "53.74", "161.235")],
)
def test_an_intensity_has_no_more_digits_than_the_total(total: str, value: str, whole: str) -> None:
    """Two digits divided are two digits; four at most; the calculation shows the total as it was stated."""
    record = stated(ROUNDED, total)
    given_ = {"name": {"en": "A"}, "formula": "F", "clause": "1", "unit": "kg CO2e/a", "divisors": []}
    exact = str(Decimal(record["total"]["value"]) / 3)
    record["intensities"] = [{**given_, "id": "i", "value": exact}]  # type: ignore[typeddict-item]
    (shown,) = intensities(record, voice("en"))
    assert (value, whole) == (shown["value"], shown["total"])


@pytest.mark.parametrize(
    ("total", "digits", "unit"),
    [
        ("0.00520 kg", "5.20", "g"),
        ("1.200e6 kg", "1\u2009200", "t"),
        ("1.2e9 kg", "1.2\u202f×\u202f10⁶", "t"),
        ("0 kg", "0", "kg"),
    ],
)
def test_the_digits_stay_in_grams_and_tonnes(total: str, digits: str, unit: str) -> None:
    """In whatever unit the headline is told, it has the digits of the study."""
    head = headline_of(stated({"use": total}, total))
    assert (digits, f"{unit} CO₂e") == (head.digits, head.unit["en"])


def test_records_without_places_are_written_like_computed_ones(record: Record) -> None:
    """A computed record has common decimals, as before."""
    decimals = [figure.partition(".")[2] for figure in stage_figures(record) if figure]
    assert {len(decimals[0])} == {len(part) for part in decimals}
