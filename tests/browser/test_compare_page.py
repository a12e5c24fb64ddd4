"""The page that compares products comes to the same verdict as `lca.comparison`, and says it."""

from __future__ import annotations

import copy
import json
import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from carbonpress.lca.comparison import comparison
from carbonpress.record.comparison import comparable
from carbonpress.source.theme import theme_folder
from carbonpress.study.project import open_project

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
SCRIPT = theme_folder() / "assets" / "compare.js"
JUDGE = """(records) => Object.fromEntries(Object.entries(records).map(([a, one]) => [a, Object.fromEntries(
  Object.entries(records).map(([b, other]) =>
    [b, [false, true].map((valid) => carbonpressCompare.verdict(one, other, valid))])
)]))"""
"""Every verdict by two ids and whether both are in force."""


@pytest.fixture(scope="module")
def records() -> dict[str, Any]:
    project = open_project(ROOT / "declarations", "https://pcf.example.com/")
    records = {record["id"]: json.loads(json.dumps(record)) for record in project.records}
    # as different as they are alike: half the figure, and a GWP set of its own
    half = copy.deepcopy(records["fibre-g652d"])
    half["total"]["value"] = str(float(half["total"]["value"]) / 2)
    other = copy.deepcopy(records["fibre-g652d"])
    other["gwp"]["id"] = "ipcc-ar5-100"
    older = copy.deepcopy(records["fibre-g652d"])
    del older["interpretation"]
    return {**records, "half": half, "other": other, "older": older}


@pytest.fixture
def blank(browser: Browser) -> Page:
    """A page with nothing but the script."""
    page = browser.new_page()
    page.set_content("<p>blank</p>")
    page.add_script_tag(path=str(SCRIPT))
    return page


def test_the_script_judges_as_the_generator_does(blank: Page, records: dict[str, Any]) -> None:
    """For every pair of records, in force or not: the same reasons and, where there is one, the same difference."""
    judged = blank.evaluate(JUDGE, records)
    seen: set[str] = set()
    for a, one in records.items():
        for b, other in records.items():
            for valid in (True, False):
                expected = comparison(comparable(one, valid), comparable(other, valid))
                actual = judged[a][b][int(valid)]
                assert list(expected.reasons) == actual["reasons"], (a, b)
                seen |= set(actual["reasons"]) or {"told apart"}
                if expected.difference is None:
                    assert actual["difference"] is None
                    continue
                for end in ("value", "sd", "low", "high"):
                    value = float(getattr(expected.difference, end))
                    assert math.isclose(value, actual["difference"][end], rel_tol=1e-9, abs_tol=1e-9), (a, b, end)
    assert {"rules", "unit", "function", "boundary", "gwp", "status", "overlap", "told apart"} <= seen


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        ("gyta53-24b1,gyts-96b1", "功能不同"),
        ("gyta53-24b1,server-r2", "产品种类规则不同"),
        ("fibre-g652d,fibre-g657a2", "未生效"),
        ("fibre-g652d,no-such-product", "无法读取"),
    ],
)
def test_unlike_products_are_refused_with_the_reason(context: BrowserContext, ids: str, said: str) -> None:
    """The page names the reason and shows no figure side by side."""
    page = context.new_page()
    page.goto(f"compare/?p={ids}")
    banner = page.locator(".cp-comparison .cp-banner")
    banner.wait_for()
    assert said in banner.inner_text()
    assert 0 == page.locator(".cp-compared").count()


def in_force(route: Any) -> None:
    """Answer with a catalogue in which everything is in force, whatever the day of the test."""
    columns = route.fetch().json()
    columns["state"] = ["current"] * len(columns["id"])
    columns["from"] = ["2020-01-01"] * len(columns["id"])
    columns["to"] = ["2099-12-31"] * len(columns["id"])
    route.fulfill(body=json.dumps(columns), content_type="application/json")


def test_a_difference_beyond_its_uncertainty_is_told(context: BrowserContext) -> None:
    """Two cables of one function, with all that has to stand beside a figure, and how far one lies below the other."""
    page = context.new_page()
    page.route("**/catalogue.*.json", in_force)
    page.goto("en/compare/?p=gyxtw-12b1,gyfxty-12b1")
    page.locator(".cp-compared").wait_for()
    text = page.locator(".cp-comparison").inner_text()
    assert "GYFXTY-12B1 is lower, by about 58 kg CO₂e (95 %: 27 to 94)" in text
    beside = page.locator(".cp-beside").first.inner_text().splitlines()
    assert ["Not included: Distribution, Use, End of life", "T/CCSA 603-2024, valid until 2028-02-29"] == beside[1:3]
    assert "Verified internally, not independent" == beside[3]


def test_like_products_stand_side_by_side(context: BrowserContext, records: dict[str, Any]) -> None:
    """Two alike declarations in force stand side by side with intervals; what cannot be told apart is not ranked."""
    page = context.new_page()

    def answer(route: Any) -> None:
        again = {**records["fibre-g652d"], "id": "fibre-g657a2"}
        route.fulfill(body=json.dumps(again), content_type="application/json")

    page.route("**/p/fibre-g657a2/**/declaration.json", answer)
    page.route("**/catalogue.*.json", in_force)
    page.goto("en/compare/?p=fibre-g652d,fibre-g657a2")
    page.locator(".cp-compared").wait_for()
    assert 2 == page.locator(".cp-compared .cp-card").count()
    text = page.locator(".cp-comparison").inner_text()
    assert "95 %" in text and "within its uncertainty" in text and "is lower" not in text


def smaller(record: Any, factor: float) -> Any:
    """*record* with a footprint *factor* times as large; what the page reads of it is scaled."""
    made = copy.deepcopy(record)
    told, total = made["interpretation"]["comparison"], made["interpretation"]["uncertainty"]["total"]
    made["total"]["value"] = f"{float(made['total']['value']) * factor:.15f}"
    for end in ("value", "mean", "sd", "low", "high"):
        total[end] = f"{float(total[end]) * factor:.15f}"
    told["own_variance"] = str(float(told["own_variance"]) * factor**2)
    for part in ("amounts", "factors"):
        told[part] = {key: str(float(value) * factor) for key, value in told[part].items()}
    return made


def answering(record: Any) -> Callable[[Any], None]:
    """Answers with *record*."""
    return lambda route: route.fulfill(body=json.dumps(record), content_type="application/json")


def in_grams(route: Any) -> None:
    """Answer with a catalogue in force whose figures are a hundred thousandth, told in grams."""
    columns = route.fetch().json()
    count = len(columns["id"])
    columns |= {"state": ["current"] * count, "from": ["2020-01-01"] * count, "to": ["2099-12-31"] * count}
    columns["units"] = [unit.replace("kg", "g", 1) for unit in columns["units"]]
    columns["figure"] = ["1.5"] * count
    route.fulfill(body=json.dumps(columns), content_type="application/json")


def test_figures_in_grams_are_compared_in_grams(context: BrowserContext, records: dict[str, Any]) -> None:
    """Interval and difference are told in the unit of the headline."""
    page = context.new_page()
    for id_ in ("gyxtw-12b1", "gyfxty-12b1"):
        page.route(f"**/p/{id_}/**/declaration.json", answering(smaller(records[id_], 1e-5)))
    page.route("**/catalogue.*.json", in_grams)
    page.goto("en/compare/?p=gyxtw-12b1,gyfxty-12b1")
    page.locator(".cp-compared").wait_for()
    text = page.locator(".cp-comparison").inner_text()
    assert "GYFXTY-12B1 is lower, by about 0.58 g CO₂e (95 %: 0.27 to 0.94)" in text
    assert "kg CO₂e" not in text
    assert re.search(r"95 %: [0-9]\.[0-9]+ to [0-9]\.[0-9]+\n", text)


def test_figures_are_put_in_order_whatever_their_unit(context: BrowserContext) -> None:
    """0.2 kg come after 150 g and before 0.3 t; powers of ten count, and so does the sign."""
    page = context.new_page()
    page.goto("")
    page.wait_for_function("window.carbonpress")
    figures = ["0.2 kg", "150 g", "0.3 t", "2\u202f×\u202f10⁻⁵ g", "1\u202f×\u202f10⁶ t", "−1\u2009200 t"]
    columns = {
        "powers": {"g": 3, "kg": 0, "t": -3},
        "figure": [figure.rpartition(" ")[0] for figure in figures],
        "units": [f"{figure.rpartition(' ')[2]} CO₂e per 1 km" for figure in figures],
        "unit": list(range(len(figures))),
        "model": [""] * len(figures),
    }
    kilograms = [
        page.evaluate("([c, row]) => carbonpress.worth(c, row)", [columns, row]) for row in range(len(figures))
    ]
    assert pytest.approx([0.2, 0.15, 300, 2e-8, 1e9, -1.2e6]) == kilograms


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("a=gyxtw-12b1&b=gyfxty-12b1", None),
        ("a=GYXTW-12B1&b=Central-tube cable GYFXTY-12B1", None),
        ("a=gyxtw&b= gyfxty ", None),
        ("a=gyxtw-12b1&b=nothing of the kind", "“nothing of the kind”: there is no such product"),
        ("a=cable&b=gyxtw-12b1", "“cable” fits several products: "),
        (
            "a=<img src=x onerror=window.ran=1>&b=__proto__",
            "“<img src=x onerror=window.ran=1>”: there is no such product",
        ),
        ("a=constructor&b=toString", "“toString”: there is no such product"),
        ("a=gyxtw-12b1&b=gyxtw-12b1", "Choose at least two different products"),
        ("p=gyxtw-12b1,%E0%A4%A", "there is no such product"),
        ("a=%F0%9F%92%A9&b=" + "x" * 5000, "x…”: there is no such product"),
    ],
)
def test_typed_text_is_answered(context: BrowserContext, query: str, said: str | None) -> None:
    """Whatever an address asks for stands in the fields; what names one product each is compared, all else is told."""
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route("**/catalogue.*.json", in_force)
    page.goto(f"en/compare/?{query}")
    page.wait_for_selector(".cp-comparison > *")
    assert ([], None) == (errors, page.evaluate("window.ran"))
    assert (said is None) == bool(page.locator(".cp-compared").count())
    assert (said or "") in page.locator(".cp-comparison").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    boxes = page.locator(".cp-compare-form input")
    for at, typed in enumerate(["gyxtw-12b1", "GYFXTY-12B1"]):  # and from any state on to a comparison
        boxes.nth(at).fill(typed)
    page.click(".cp-compare-form button")
    page.wait_for_selector(".cp-compared")
    assert page.url.endswith("?p=gyxtw-12b1,gyfxty-12b1")
    assert 0 == page.locator("[aria-invalid]").count()


def test_empty_fields_and_failed_requests_are_told(context: BrowserContext) -> None:
    """No field filled in, a catalogue or a record that does not come: each is said, and the next try can succeed."""
    page = context.new_page()
    page.route("**/catalogue.*.json", lambda route: route.abort())
    page.goto("en/compare/")
    outcome = page.locator(".cp-comparison")
    outcome.get_by_text("The catalogue cannot be read").wait_for()
    page.unroute("**/catalogue.*.json")
    page.click(".cp-compare-form button")
    outcome.get_by_text("Choose at least two").wait_for()
    page.route("**/gyxtw-12b1/**/declaration.json", lambda route: route.fulfill(status=500))
    boxes = page.locator(".cp-compare-form input")
    for at, typed in enumerate(["gyxtw-12b1", "gyfxty-12b1"]):
        boxes.nth(at).fill(typed)
    page.click(".cp-compare-form button")
    outcome.get_by_text("GYXTW-12B1: its data cannot be read").wait_for()
    page.unroute("**/gyxtw-12b1/**/declaration.json")
    page.click(".cp-compare-form button")
    page.wait_for_selector(".cp-comparison .cp-banner strong, .cp-compared")
