"""The example site as its readers meet it: without errors, in both languages, on a phone, without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

DECLARATION = "p/gyta53-24b1/v1/"
HOSTILE_PAGES = ["", "p/preform-180/", "p/preform-180/v1/", "p/preform-180/v1/report/", "en/", "en/p/preform-180/v1/"]
PAGES = ["", "p/gyta53-24b1/", DECLARATION, f"{DECLARATION}report/", "rules/", "factors/", "method/", "guide/"]


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize("address", PAGES)
def test_no_errors_and_nothing_foreign(page: Page, example_url: str, address: str, language: str) -> None:
    """Every kind of page loads without an error, a failed request, or a request to another host."""
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("response", lambda answer: told.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    page.on("request", lambda sent: None if sent.url.startswith((example_url, "data:")) else told.append(sent.url))
    page.goto(language + address, wait_until="networkidle")
    assert [] == told


def test_figure_without_scripts(browser: Browser, example_url: str) -> None:
    """Figure, unit, stages and links can be read with scripts switched off."""
    context = browser.new_context(java_script_enabled=False, base_url=example_url)
    page = context.new_page()
    page.goto(DECLARATION)
    text = page.inner_text("main")
    assert "kg CO₂e" in text
    assert re.search(r"91[0-9]\.[0-9]", text)
    assert page.locator("img").first.is_visible()
    page.goto("")
    assert page.locator(f"a[href$='{DECLARATION}'], a[href$='p/gyta53-24b1/']").first.is_visible()
    context.close()


def test_light_on_a_slow_line(browser: Browser, example_url: str) -> None:
    """What a declaration needs before it shows is at most 100 kB gzipped, its pictures excluded."""
    import gzip
    import urllib.request

    context = browser.new_context(base_url=example_url)
    page = context.new_page()
    blocking: list[str] = []
    page.on(
        "request", lambda sent: blocking.append(sent.url) if sent.resource_type in ("document", "stylesheet") else None
    )
    page.goto(DECLARATION, wait_until="load")
    size = 0
    for url in blocking:
        with urllib.request.urlopen(url) as answer:
            size += len(gzip.compress(answer.read(), 6))
    context.close()
    assert size <= 100_000


def test_switch_stays_on_the_declaration(page: Page, example_url: str) -> None:
    """Switching the language there and back ends on the same report."""
    page.goto(f"{DECLARATION}report/")
    for language, address in (("en", f"en/{DECLARATION}report/"), ("zh", f"{DECLARATION}report/")):
        page.hover(".md-select")
        page.click(f".md-select a[hreflang={language}]")
        page.wait_for_url(example_url + address)
        assert language == page.get_attribute("html", "lang")


@pytest.mark.parametrize(
    ("start", "query", "expected", "foreign"),
    [
        ("", "光缆", "/p/gyta53-24b1/v1/", "/en/"),
        (DECLARATION, "层绞式", "/p/gyta53-24b1/v1/", "/en/"),
        ("", "GYTA53", "/p/gyta53-24b1/v1/", "/en/"),
        ("en/", "fibre", "/en/p/fibre-g652d/v1/", ":/p/"),
        (f"en/{DECLARATION}", "server", "/en/p/server-r2/v1/", ":/p/"),
    ],
)
def test_search(page: Page, start: str, query: str, expected: str, foreign: str) -> None:
    """Search finds declarations by words inside their names, in the language of the page alone."""
    page.goto(start, wait_until="networkidle")
    page.fill(".md-search__input", query)
    page.focus(".md-search__input")
    page.keyboard.press("Shift")
    results = page.locator("a.md-search-result__link")
    results.first.wait_for(state="attached")
    found = [link.get_attribute("href") or "" for link in results.all()]
    assert any(expected in link for link in found), found
    assert not any(foreign in link.replace("http://127.0.0.1", "") for link in found)


def test_dark(page: Page) -> None:
    """The switch of the palette makes the page dark, and the next page stays so."""
    page.goto(DECLARATION)
    page.locator("label[for=__palette_1]:visible, label[for=__palette_0]:visible").first.click()
    chosen = page.get_attribute("body", "data-md-color-scheme")
    page.goto("method/")
    assert "slate" == chosen == page.get_attribute("body", "data-md-color-scheme")


def test_unknown_address(page: Page, example_url: str) -> None:
    """The page for unknown addresses speaks both languages."""
    page.goto("404.html")
    text = page.inner_text("main")
    assert "没有这个页面" in text
    assert "There is no such page" in text


def test_expiry_by_the_clock_of_the_reader(browser: Browser, example_url: str) -> None:
    """A page that was built while the declaration was valid says that it has expired when its last day is over."""
    page = browser.new_page(base_url=example_url)
    told = {}
    for day in ("2026-06-01", "2035-01-01"):
        page.clock.set_fixed_time(f"{day}T12:00:00")
        page.goto("en/p/gyta53-24b1/v1/")
        state = page.locator("[data-cp-state]").first
        told[day] = (state.get_attribute("data-cp-state"), page.locator("[data-cp-when=expired]").first.is_visible())
    assert {"2026-06-01": ("current", False), "2035-01-01": ("expired", True)} == told
    page.goto("en/")
    page.wait_for_selector("[data-cp-catalogue] tbody .cp-chip-expired")
    page.close()
