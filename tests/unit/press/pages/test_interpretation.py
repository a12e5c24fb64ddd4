"""The interpretation on pages: words and digits that follow from the figures, charts that hold them, no markup."""

from __future__ import annotations

import copy
import html
import json
import math
import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from carbonpress.press.charts.interpretation import (
    Ribbon,
    density,
    density_svg,
    flows_svg,
    histogram_svg,
    plotly_columns,
    plotly_flows,
    plotly_tornado,
    swing_svg,
)
from carbonpress.press.common.figures import amount
from carbonpress.press.common.frame import voice
from carbonpress.press.common.page import Site
from carbonpress.press.common.rounding import place_by, place_of, signed, swing, told, two_digits
from carbonpress.press.pages.compare import compare_page
from carbonpress.press.pages.declaration import declaration_page
from carbonpress.press.pages.development import developments
from carbonpress.press.pages.interpretation import flows, interpretation, sentences, summary
from carbonpress.press.pages.product import product_page
from carbonpress.press.pages.reference import method_page
from carbonpress.press.pages.report import report_page
from carbonpress.record.interpretation_shape import Histogram, Interval
from carbonpress.record.version import Version
from carbonpress.reference.pedigree import shipped_pedigree
from carbonpress.source.theme import theme_data
from carbonpress.study.project import open_project

ROOT = Path(__file__).parents[4]
LANGUAGES = ("zh", "en")
NORMAL: Interval = {"value": "100", "mean": "100", "sd": "10", "low": "80.4", "high": "119.6", "distribution": "normal"}
SKEWED: Interval = {
    "value": "100",
    "mean": "102",
    "sd": "20",
    "low": "67.6",
    "high": "148",
    "distribution": "lognormal",
}
COUNTS: Histogram = {"start": "80", "step": "10", "counts": [1, 6, 9, 4], "outside": 2}
MARKUP = "</script><script>alert(1)</script><img src=x onerror=alert(2)> &\"'"


@pytest.fixture(scope="module")
def records() -> dict[str, Any]:
    project = open_project(ROOT / "declarations", "https://pcf.example.com/")
    return {record["id"]: record for record in project.records}


@pytest.fixture
def cable(records: dict[str, Any]) -> Any:
    """A record that a test may change."""
    return copy.deepcopy(records["gyts-96b1"])


def rects(svg: str, tone: str) -> list[tuple[float, float]]:
    """Start and width in per cent of the bars of a tone."""
    found = re.findall(rf'class="cp-{tone}" x="([0-9.]+)%" width="([0-9.]+)%"', svg)
    return [(float(start), float(width)) for start, width in found]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_older_records_do_without(cable: Any, site: Site, language: str) -> None:
    """A record without the block, or with None in its place, gives whole pages that say nothing of it."""
    for kept in ({}, {"interpretation": None}):
        record = {key: value for key, value in cable.items() if key != "interpretation"} | kept
        version = Version(record, "current")
        assert "cp-interpretation" not in report_page(version, site, language).body
        assert 'id="cp-sure"' not in declaration_page(version, site, language).body
        assert interpretation(record, voice(language)) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_report_and_page_tell_it(cable: Any, site: Site, language: str) -> None:
    """The report has every section, the page the interval, the rating and the way to the report."""
    version = Version(cable, "current")
    report = report_page(version, site, language).body
    for id_ in ("in-words", "uncertainty", "sensitivity", "scenarios", "rating", "checks"):
        assert 1 == report.count(f'id="{id_}"'), id_
    page = declaration_page(version, site, language).body
    assert 'id="cp-sure"' in page and "report/#uncertainty" in page


def test_digits_end_where_the_uncertainty_begins(cable: Any) -> None:
    """With three digits 1054.45 is told as about 1 050, and the ends of its interval to the ten as well."""
    given = cable["interpretation"]["uncertainty"]
    assert 3 == given["digits"]
    view = summary(cable, voice("en"))
    assert view is not None
    text = str(view["interval"])
    assert "about 1\u2009050 kg" in text
    numbers = re.findall(r"(\d[\d\u2009]*) (?:and|kg)", text)
    assert all(number.endswith("0") for number in numbers) and len(numbers) == 3


@pytest.mark.parametrize(
    ("value", "digits", "written"),
    [("1027.4", 3, "1\u2009030"), ("1027.4", 2, "1\u2009000"), ("0.8134", 2, "0.81"), ("-12.34", 3, "\u221212.3")],
)
def test_numbers_are_rounded_to_their_digits(value: str, digits: int, written: str) -> None:
    """The last digit told is the one that the uncertainty leaves, before the point or behind it."""
    assert written == told(value, place_of(value, digits))


@pytest.mark.parametrize(
    ("value", "sd", "written"),
    [("840.93", "43", "840"), ("35.288", "1.2", "35"), ("0.016265", "0.005", "0.016"), ("913.7", "0", "913.7")],
)
def test_a_stage_is_rounded_by_its_own_interval(value: str, sd: str, written: str) -> None:
    """The last digit is the one in which the standard deviation begins, two digits at least and four at most."""
    assert written == told(value, place_by(value, sd))


def test_a_range_is_told_with_two_digits_of_its_wider_end() -> None:
    """Changes stand from the lower to the higher, as exact as a range is known."""
    assert "\u221235 … +78" == swing("-34.79", "78.08")
    assert "\u221214 … +6" == swing("6.05", "-13.58")
    assert "0.00063" == two_digits("0.000626")


def test_changes_carry_their_sign() -> None:
    """More is told with a plus, less with a minus, nothing with neither."""
    assert ["+3.14", "\u22123.14", "0.00"] == [signed("3.14159"), signed("-3.14159"), signed("0")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_follow_from_the_figures(cable: Any, language: str) -> None:
    """The largest stage and lines, the main drivers and the gaps are those of the record."""
    spoken = voice(language)
    text = " ".join(sentences(cable, cable["interpretation"], spoken))
    stages = [stage for stage in cable["boundary"]["stages"] if stage["share"] is not None]
    assert max(stages, key=lambda stage: float(stage["share"]))["name"][language] in text
    for number in cable["ranking"][:3]:
        assert cable["activities"][number - 1]["name"][language] in text
    for driver in cable["interpretation"]["sensitivity"]["drivers"][:3]:
        assert driver["name"][language] in text
    gap = next(check for check in cable["interpretation"]["checks"] if check["verdict"] == "gap")
    assert spoken.words[f"interpretation.gap_{gap['id']}"] in text and gap["missing"][0][language] in text


def test_a_tornado_bar_lies_on_both_sides_of_zero() -> None:
    """From -2 to +4 with the widest at 4: 24 % to the left and 48 % to the right of the middle."""
    svg = swing_svg("-2", "4", "1", 4)
    assert [(26.0, 24.0)] == rects(svg, "s2")
    assert [(50.0, 48.0)] == rects(svg, "s4")


def test_a_removal_swings_the_other_way() -> None:
    """The low end of a removal's range makes the footprint larger; the bar still begins at the lower change."""
    assert rects(swing_svg("6", "-13", "-1", 13), "s2") == [(2.0, 48.0)]


@pytest.mark.parametrize("given", [NORMAL, SKEWED])
def test_the_drawn_distribution_holds_95_per_cent_within_its_interval(given: Interval) -> None:
    """Of the area under the curve about 95 % lie between the ends that the record names."""
    curve = density(given)
    low, high = float(given["low"]), float(given["high"])

    def area(inside: bool) -> float:
        pairs = pairwise(curve)
        return sum(
            (x1 - x0) * (y0 + y1) / 2 for (x0, y0), (x1, y1) in pairs if not inside or low <= (x0 + x1) / 2 <= high
        )

    assert math.isclose(0.95, area(True) / area(False), abs_tol=0.02)


def test_what_does_not_scatter_has_no_curve() -> None:
    """An interval without width has no distribution to draw."""
    flat: Interval = {**NORMAL, "low": "100", "high": "100"}
    assert "" == density_svg(flat, ("", "", ""), "")


def test_the_histogram_has_a_column_for_each_count() -> None:
    """Every count is a column as high as it is large; those between the percentiles are filled."""
    svg = histogram_svg(COUNTS, "88", "112", ("88", "112"), "told")
    heights = [float(h) for h in re.findall(r'<rect class="cp-(?:within|beyond)"[^>]* height="([0-9.]+)"', svg)]
    assert 4 == len(heights)
    assert [round(h / heights[2] * 9) for h in heights] == COUNTS["counts"]
    assert 2 == svg.count("cp-within")
    columns = plotly_columns(COUNTS, "kg")["data"][0]
    assert [85.0, 95.0, 105.0, 115.0] == columns["x"] and COUNTS["counts"] == columns["y"]


def test_flows_carry_what_the_lines_emit(records: dict[str, Any]) -> None:
    """The bands of a stage add up to what its lines and its confidential lines emit, removals left out."""
    for record in (r for r in records.values() if r["activities"]):
        spoken = voice("en")
        ribbons = flows(record, spoken)
        for stage in record["boundary"]["stages"]:
            lines = [Decimal(a["result"]) for a in record["activities"] if a["stage"] == stage["id"]]
            hidden = [Decimal(a["result"]) for a in record["confidential"] if a["stage"] == stage["id"]]
            whole = float(sum((value for value in (*lines, *hidden) if value > 0), Decimal(0)))
            bands = sum(ribbon.value for ribbon in ribbons if ribbon.stage == spoken.plain(stage["name"]))
            assert math.isclose(whole, bands, rel_tol=1e-9, abs_tol=1e-12), (record["id"], stage["id"])
        link = plotly_flows(ribbons)["data"][0]["link"]
        assert math.isclose(sum(link["value"]), sum(r.value for r in ribbons), rel_tol=1e-12)


def test_names_in_charts_are_text() -> None:
    """Markup in a name is shown as text, in the drawing and in what Plotly reads."""
    ribbons = [Ribbon(MARKUP, MARKUP, "s1", 1.0, "1")]
    for made in (
        flows_svg(ribbons, MARKUP),
        json.dumps(plotly_flows(ribbons)),
        json.dumps(plotly_tornado([(MARKUP, "-1", "1", "1")], "kg")),
        density_svg(NORMAL, (MARKUP, MARKUP, MARKUP), MARKUP),
    ):
        assert "<script" not in made and "<img" not in made


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_texts_of_the_block_are_text(cable: Any, site: Site, language: str) -> None:
    """Names of drivers, scenarios, weak data and processes never become markup."""
    found = cable["interpretation"]
    hostile = {"zh": MARKUP, "en": MARKUP}
    for part in (*found["sensitivity"]["drivers"], *found["quality"]["weak"], *found["processes"]):
        part["name"] = hostile
    found["scenarios"] = [
        {"id": "s", "name": hostile, "about": "use", "because": hostile, "total": "9", "difference": "-1"}
        | {"share": "-0.1", "stages": {}}
    ]
    version = Version(cable, "current")
    for body in (report_page(version, site, language).body, declaration_page(version, site, language).body):
        assert "<script>alert" not in body and "<img src=x" not in body


def test_other_allocations_stand_beside_the_declared_figure(records: dict[str, Any]) -> None:
    """Each alternative is named with what it is instead of, and with the footprint it leads to."""
    record = records["gyxtw-12b1"]
    view = interpretation(record, voice("en"))
    assert view is not None
    (allocation,) = record["allocations"]
    other = amount(allocation["alternatives"][0]["total"])
    expected = [("Declared", amount(record["total"]["value"])), ("line-5: by mass instead of length", other)]
    assert expected == view["sensitivity"]["allocations"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_scenarios_stand_beside_the_declared_figure(cable: Any, site: Site, language: str) -> None:
    """A scenario is shown with its difference; the declared figure of the page stays."""
    before = report_page(Version(cable, "current"), site, language).body
    cable["interpretation"]["scenarios"] = [
        {"id": "s", "name": {"zh": "情景甲", "en": "Scenario A"}, "about": "energy", "because": None}
        | {"total": "943.2", "difference": "-111.25", "share": "-0.1055", "stages": {}}
    ]
    after = report_page(Version(cable, "current"), site, language).body
    assert "\u2212111.25, \u221210.6%" in after or "\u2212111.25, \u221210.5%" in after
    value = re.compile(r'<span class="cp-value">([^<]+)<')
    assert value.findall(before) == value.findall(after)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_simulation_is_told_with_what_repeats_it(cable: Any, site: Site, language: str) -> None:
    """Runs, seed, generator and version of numpy stand beside the histogram."""
    sums = {"mean": "1060", "median": "1055", "sd": "71", "low": "925", "high": "1204"}
    cable["interpretation"]["uncertainty"]["simulation"] = {
        "runs": 20000, "seed": 603, "generator": "PCG64", "numpy": "2.4.6", "total": sums, "stages": {},
        "histogram": COUNTS,
    }  # fmt: skip
    body = report_page(Version(cable, "current"), site, language).body
    assert all(part in body for part in ("20\u2009000", "603", "PCG64", "2.4.6", "1\u2009060"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_stated_results_say_that_no_interval_is_known(records: dict[str, Any], site: Site, language: str) -> None:
    """A stated figure without uncertainty says so, and has no charts of what nobody knows."""
    stated = records["worked-example-r740"]
    body = report_page(Version(stated, "current"), site, language).body
    assert voice(language).words["interpretation.no_interval"] in body
    assert 'id="sensitivity"' not in body and 'id="checks"' not in body


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_product_tells_what_a_version_changed(cable: Any, site: Site, language: str) -> None:
    """With two versions the product's page has the causes from one to the next; with one it has none."""
    after = copy.deepcopy(cable)
    after["version"] = cable["version"] + 1
    line = after["activities"][0]
    line["amount"], gone = str(Decimal(line["amount"]) / 2), Decimal(line["result"]) / 2
    after["total"]["value"] = str(Decimal(after["total"]["value"]) - gone)
    (view,) = developments([cable, after], voice(language))
    assert signed(str(-gone)) == view["rows"][1]["value"]
    assert line["name"][language] == view["shifts"][0]["name"]
    versions = [Version(cable, "superseded"), Version(after, "current")]
    assert 'id="cp-development"' in product_page(versions, site, language).body
    assert 'id="cp-development"' not in product_page(versions[:1], site, language).body


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_to_compare_needs_its_script_and_says_so(site: Site, language: str) -> None:
    """Four places, the wording of every reason, and a word for readers without scripts."""
    page = compare_page(site, language)
    assert 4 == page.body.count('name="product"')
    assert "<noscript>" in page.body and "compare.js" in page.body
    for reason in ("rules", "unit", "function", "boundary", "gwp", "status", "uncertainty", "overlap"):
        assert voice(language).words[f"compare.reason_{reason}"] in page.body


def test_every_word_is_in_both_languages() -> None:
    """Each key of the wording has Chinese and English, with the same names in braces."""
    sections = theme_data("terms/interpretation.yml")
    for section, keys in sections.items():
        for key, words in keys.items():
            assert {"zh", "en"} == set(words), f"{section}.{key}"
            names = [set(re.findall(r"\{(\w+)\}", words[language])) for language in LANGUAGES]
            assert names[0] == names[1], f"{section}.{key}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_method_page_explains_the_matrix(site: Site, language: str) -> None:
    """Every meaning, factor and source of the matrix stands on the method page."""
    body = html.unescape(method_page([], site, language).body)
    given = shipped_pedigree()
    for name, meaning in given.indicators.items():
        for score, words in meaning.scores.items():
            assert str(getattr(words, language)) in body
            assert f">{given.uncertainty.additional[name][score - 1]:f}<" in body
    for source in (given.source, given.uncertainty.source, given.uncertainty.basic.source, given.rating.source):
        assert voice(language).cite(str(source.document)) in body
