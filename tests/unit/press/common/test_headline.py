"""The figure of a declaration: one unit wherever it is told, read at a glance, never zero where it is not."""

import copy
import doctest
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbonpress.press.common import headline as module
from carbonpress.press.common.headline import POWERS, Headline, headline_of
from carbonpress.press.common.label_texts import label_texts
from carbonpress.press.common.page import Page, Site
from carbonpress.press.document.blocks import Figure, Paragraph
from carbonpress.press.document.leaflet import SIZES as PAPERS
from carbonpress.press.document.leaflet import side
from carbonpress.press.document.view import document
from carbonpress.press.document.voice import words_of
from carbonpress.press.label.label import LANGUAGES, SIZES, compose_label
from carbonpress.press.pages.catalogue import catalogue_data, catalogue_page, catalogue_row
from carbonpress.press.pages.data_files import declaration_json, inventory_csv
from carbonpress.press.pages.declaration import declaration_page
from carbonpress.press.pages.feed import feed
from carbonpress.press.pages.product import product_page
from carbonpress.press.pages.report import report_page
from carbonpress.record.version import Version
from carbonpress.study.project import open_project

ROOT = Path(__file__).parents[4]
LABEL_RECORD = ROOT / "tests" / "golden" / "labels" / "record.json"
SITE = Site("https://pcf.example.com/")
MAGNITUDES = range(-9, 13)

Record = Any
"""A record that a test may change as it likes."""

NUMBERS = st.builds(
    lambda sign, digits, power: f"{Decimal(sign) * Decimal(digits).scaleb(power):f}",
    st.sampled_from([1, -1]),
    st.integers(1, 999_999),
    st.integers(-14, 7),
).filter(lambda text: Decimal("1e-9") <= abs(Decimal(text)) <= 10**12)


def worth(head: Headline) -> Decimal:
    """The kilograms that a headline says, read from its digits and its English unit."""
    number, _, power = "".join(head.digits.split()).replace("−", "-").partition("×10")
    exponent = int(power.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")) or 0)
    mass, co2e = head.unit["en"].split(" ")
    assert "CO₂e" == co2e
    return Decimal(number).scaleb(exponent - POWERS[mass])


def with_total(value: str) -> Record:
    return {"total": {"value": value, "unit": "kg CO2e"}, "stated": None}


def test_doctests() -> None:
    """The examples in the docstrings come out as they say."""
    assert 0 == doctest.testmod(module).failed


@pytest.mark.parametrize(
    ("kilograms", "digits", "unit"),
    [
        ("0", "0", "kg CO₂e"),
        ("0.000000001", "1\u202f×\u202f10⁻⁶", "g CO₂e"),
        ("0.0000004512", "4.512\u202f×\u202f10⁻⁴", "g CO₂e"),
        ("0.000001", "0.001", "g CO₂e"),
        ("0.004512", "4.512", "g CO₂e"),
        ("-0.004512", "−4.512", "g CO₂e"),
        ("0.0099999", "10", "g CO₂e"),
        ("0.01", "0.01", "kg CO₂e"),
        ("1027.4", "1\u2009027", "kg CO₂e"),
        ("999949", "999\u2009900", "kg CO₂e"),
        ("999950", "1\u2009000", "t CO₂e"),
        ("1000000", "1\u2009000", "t CO₂e"),
        ("4512000", "4\u2009512", "t CO₂e"),
        ("1000000000", "1\u202f×\u202f10⁶", "t CO₂e"),
        ("-1027000000000", "−1.027\u202f×\u202f10⁹", "t CO₂e"),
    ],
)
def test_a_figure_has_its_unit(kilograms: str, digits: str, unit: str) -> None:
    """Grams below 0.01 kg, tonnes from a million kilograms on, a power of ten where that is not enough."""
    head = headline_of(with_total(kilograms))
    assert (digits, unit, unit) == (head.digits, head.unit["zh"], head.unit["en"])


@given(NUMBERS)
@settings(max_examples=300)
def test_a_figure_says_what_the_record_holds(value: str) -> None:
    """Read back, a headline is the total to four digits; it is never zero, and twelve characters at most."""
    head = headline_of(with_total(value))
    told, total = worth(head), Decimal(value)
    assert told and (told < 0) == (total < 0)
    assert abs(told - total) <= abs(total) * Decimal("0.0005")
    assert len(head.digits.lstrip("−")) <= len("9.999 × 10⁻⁶")
    mass = head.unit["en"].split(" ")[0]
    assert (mass == "g") == (abs(total) < Decimal("0.01"))
    assert (mass == "t") == (abs(total) >= 999_950)


@given(NUMBERS, st.integers(-3, 3))
def test_other_figures_have_the_unit_of_the_headline(value: str, away: int) -> None:
    """What else is told of a declaration is in its unit, and is not zero either."""
    scale = headline_of(with_total(value)).scale
    other = f"{Decimal(value).scaleb(away):f}"
    for text in (scale.figure(other), scale.told(other, Decimal(other).adjusted() - 2)):
        told = worth(Headline(text, {"en": scale.unit("en")}, scale))
        assert told and abs(told - Decimal(other)) <= abs(Decimal(other)) * Decimal("0.006")


def test_units_of_a_record_are_named_in_the_scale() -> None:
    """An intensity is told per the same divisor, in grams, kilograms or tonnes."""
    assert "g CO₂e/(芯·km)" == headline_of(with_total("0.002")).scale.unit("zh", "kg CO2e/core-km")
    assert "t CO₂e/km" == headline_of(with_total("2e6")).scale.unit("en", "kg CO2e/km")


@pytest.mark.parametrize("power", MAGNITUDES)
@pytest.mark.parametrize("number", ["4.512", "-8.888", "1"])
def test_every_magnitude_fits_on_every_label(number: str, power: int) -> None:
    """All sizes and languages hold a figure of any size in the smallest print allowed, with its unit."""
    record: Record = json.loads(LABEL_RECORD.read_text(encoding="utf-8"))
    record["total"]["value"] = f"{Decimal(number).scaleb(power):f}"
    head = headline_of(record)
    for size in SIZES:
        for language in LANGUAGES:
            said = {getattr(item, "text", "") for item in compose_label(record, size, language).items}
            assert {head.digits, head.unit["en"]} <= said, (size, language)


def scaled(record: Record, factor: Decimal) -> Record:
    """*record* with every kilogram of CO2e in it *factor* times as much, shares and amounts as they were."""
    made = copy.deepcopy(record)
    made.pop("shown", None)  # type: ignore[typeddict-item]
    by_key = {"result", "low", "high", "mean", "sd", "tenth", "difference", "left_out", "median"}

    def times(value: Any) -> Any:
        return None if value is None else f"{Decimal(value) * factor:f}"

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                if key in by_key and isinstance(inner, str) and "variance_share" not in value:
                    value[key] = times(inner)
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(made)
    made["total"]["value"] = times(made["total"]["value"])
    made["origins"] = {key: times(value) for key, value in made["origins"].items()}
    for each in [*made["boundary"]["stages"], *made["intensities"]]:
        each["value"] = times(each["value"])
    for scenario in made["interpretation"]["scenarios"]:
        scenario["total"] = times(scenario["total"])
    total = made["interpretation"]["uncertainty"]["total"]
    total["value"] = times(total["value"])
    return made


@pytest.fixture(scope="module")
def example() -> Record:
    """A cable of the example site with intervals, scenarios and an intensity."""
    records = {record["id"]: record for record in open_project(ROOT / "declarations", SITE.base_url).records}
    return json.loads(json.dumps(records["gyta53-24b1"]))


IN_KILOGRAMS = re.compile(r"(?s)<table.*?</table>|<template>.*?</template>|<figcaption>.*?</figcaption>|<svg.*?</svg>")
"""Tables and charts with their captions."""


def outside_tables(page: Page) -> str:
    """What a page says outside tables and charts."""
    said = re.sub(r"<[^>]+>", " ", IN_KILOGRAMS.sub("", page.body))
    return re.sub(r"[ \n]+", " ", f"{page.title} {page.description} {said}")


def sentences(record: Record, language: str) -> str:
    """Cover, paragraphs and what the drawing of the scatter says, of the report on paper."""
    made = document(record, language)
    told = [str(block) for block in made.blocks if isinstance(block, Paragraph)]
    drawn = [block.told for block in made.blocks if isinstance(block, Figure) and block.look == "density"]
    return " ".join([made.cover.figure, made.cover.unit, *told, *drawn])


KILOGRAMS = re.compile(r"(?<!（)(?<!footprint in )kg CO₂e|千克二氧化碳（|kilograms of carbon dioxide \(")
"""The unit, but not that of the symbol CFP in formula (1), and how the sentence that explains the figure says it."""


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("power", "unit"), [(-12, "g CO₂e"), (-6, "g CO₂e"), (0, "kg CO₂e"), (4, "t CO₂e"), (9, "t CO₂e")]
)
def test_all_outputs_of_a_declaration_have_its_unit(example: Record, language: str, power: int, unit: str) -> None:
    """Pages, lists, feed, label and leaflet tell the same digits and unit; no sentence of them has another one."""
    record = scaled(example, Decimal(10) ** power)
    head = headline_of(record)
    assert unit == head.unit[language]
    version = Version(record, "current")
    row = catalogue_row([version], language)
    assert row is not None
    pages = [
        declaration_page(version, SITE, language),
        report_page(version, SITE, language),
        product_page([version], SITE, language),
    ]
    leaflet = side(record, PAPERS["a5"], words_of(language))
    label = label_texts(record, language)
    told = [outside_tables(page) for page in pages]
    told += [feed([version], SITE, language), sentences(record, language)]
    told += [
        f"{row.figure} {row.unit}",
        f"{label['figure']} {label['figure_unit']}",
        f"{leaflet.figure} {leaflet.unit}",
    ]
    assert all(f"{head.digits} {unit}" in text for text in told)
    told += [" ".join(leaflet.meaning), " ".join(value for _, value in leaflet.intensities)]
    assert [] == [found[0] for found in map(KILOGRAMS.search, told) if found and unit != "kg CO₂e"]
    listed = catalogue_page([row], {record["id"]: version}, SITE, language).body
    assert f"<strong>{head.digits}</strong> <small>{unit} " in listed
    data = json.loads(catalogue_data([row], SITE, language))
    assert (head.digits, True) == (data["figure"][0], data["units"][0].startswith(f"{unit} "))
    assert head.scale.mass in data["powers"]


def test_records_and_exports_stay_in_kilograms(example: Record) -> None:
    """The machine-readable files hold what the record holds, in kilograms."""
    record = scaled(example, Decimal("1e-6"))
    read = json.loads(declaration_json(record))
    assert {"value": record["total"]["value"], "unit": "kg CO2e"} == read["total"]
    assert "result_kg_co2e" in inventory_csv(record).splitlines()[0]


def test_tables_stay_in_kilograms(example: Record) -> None:
    """The table of stages names kilograms, and no stage that counts is written as zero."""
    body = declaration_page(Version(scaled(example, Decimal("1e-9")), "current"), SITE, "en").body
    table = re.search(r"(?s)<table.*?</table>", body)
    assert table is not None and "kg CO₂e" in table[0]
    values = re.findall(r'<td class="cp-n">([0-9.,<]+)</td>', table[0])
    assert values and not [value for value in values if re.fullmatch(r"0(\.0+)?", value)]
