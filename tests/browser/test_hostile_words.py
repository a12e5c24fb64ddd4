"""Markup in every place where words can stand: nothing of it becomes markup, with the policy switched off."""

from __future__ import annotations

import itertools
import json
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext
from tests.browser.conftest import serving
from tests.site.conftest import copied, run_in

pytestmark = pytest.mark.browser

SHORT = "<svg/onload=alert(1)>"
PAYLOADS = (
    SHORT,
    '"><img src=x onerror=alert(2)>',
    "'onmouseover='alert(3)",
    "</script><script>alert(4)</script>",
    "</template><script>alert(5)</script>",
    "</title></style><script>alert(6)</script>",
    "&lt;img src=x onerror=alert(7)&gt;",
    "]]><script>alert(8)</script>",
    "${alert(9)}`{{7*7}}{%x%}",
    '\\"};alert(10);//',
    "<a href=javascript:alert(11)>x</a>",
)
LINES = frozenset({"model", "specification", "source", "report_number", "statement", "number", "geography", "document"})
"""Keys whose values are one line of free text."""

ON_LABEL = frozenset({"name", "of", "by", "operator"})
"""What is printed on a label, where long words do not fit."""


def poisoned(value: Any, payloads: Iterator[str], key: str = "", above: str = "") -> Any:
    """*value* with a payload in every text."""
    if isinstance(value, dict):
        inner = above if key in ("zh", "en") else key
        return {k: poisoned(v, payloads, k, inner if k in ("zh", "en") else key) for k, v in value.items()}
    if isinstance(value, list):
        return [poisoned(one, payloads, key, above) for one in value]
    if not isinstance(value, str) or (key not in ("zh", "en") and key not in LINES):
        return value
    short = (key in ("zh", "en") and above in ON_LABEL) or key in ("model", "number", "geography")
    text = SHORT if short else next(payloads)
    return f"{'光' if key == 'zh' else 'A'}{text}"


def poison(path: Path, payloads: Iterator[str]) -> None:
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    data.pop("scenarios", None)  # they call lines by their names
    path.write_text(yaml.safe_dump(poisoned(data, payloads), allow_unicode=True, width=10_000), encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose organisation, products, factors and reasons are all hostile."""
    folder = copied(tmp_path_factory.mktemp("hostile"))
    data = folder / "declarations"
    shutil.rmtree(data / "published", ignore_errors=True)
    payloads = itertools.cycle(PAYLOADS)
    for path in (data / "products").iterdir():
        if path.stem not in ("preform-180", "fibre-g652d", "gyta53-24b1"):
            path.unlink()
        else:
            poison(path, payloads)
    for path in [data / "organisation.yml", *(data / "factors").glob("*.yml")]:
        poison(path, payloads)
    config = folder / "mkdocs.yml"
    # Print is no page, and takes half of the time.
    text = config.read_text(encoding="utf-8").replace(
        "- carbonpress:", "- carbonpress:\n      papers: []\n      png: false"
    )
    config.write_text(text, encoding="utf-8")
    assert 0 == run_in(folder, "carbonpress", "publish", "preform-180").returncode
    reason = ["--reason", PAYLOADS[1], "--reason-en", PAYLOADS[3]]
    assert 0 == run_in(folder, "carbonpress", "withdraw", "preform-180", *reason).returncode
    done = run_in(folder, "carbonpress", "build")
    assert 0 == done.returncode, done.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def context(site: Path, browser: Browser) -> Iterator[tuple[BrowserContext, list[str]]]:
    """A profile that ignores the policy, and what its pages tried to say."""
    said: list[str] = []
    served = serving(site)
    made = browser.new_context(base_url=next(served), bypass_csp=True, viewport={"width": 1280, "height": 900})
    made.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    yield made, said
    made.close()
    served.close()


MARKUP = "svg[onload], img[src='x'], [onmouseover], [onerror], a[href^='javascript:']"
DRAWN = "[...document.querySelectorAll('[data-cp-chart]')].every((chart) => chart.querySelector('.main-svg'))"

PAGES = [
    "",
    "en/factors/",
    "verify/?p/preform-180/v1/",
    "en/p/preform-180/",
    "p/preform-180/v1/",
    "en/p/preform-180/v1/report/",
    "en/p/gyta53-24b1/v1/",
    "p/gyta53-24b1/v1/report/",
]


@pytest.mark.parametrize("address", PAGES)
def test_nothing_runs(context: tuple[BrowserContext, list[str]], address: str) -> None:
    """No page opens a dialog or gets an element that no template has, not even with its charts drawn."""
    profile, said = context
    page = profile.new_page()
    page.goto(address)
    for button in page.query_selector_all("[data-cp-chart] button"):
        button.dispatch_event("click")
    page.wait_for_function(DRAWN)
    for element in page.locator("summary").all():
        element.dispatch_event("click")
    page.wait_for_timeout(200)
    assert [] == said
    assert "alert" in page.inner_text("main") or address.startswith("verify/")
    assert 0 == page.locator(MARKUP).count()
    assert "49" not in page.title()
    page.close()


@pytest.mark.parametrize("language", ["", "en/"])
def test_search_and_catalogue(context: tuple[BrowserContext, list[str]], language: str) -> None:
    """Hostile names among the results of the search, and in the filters of the catalogue, stay text."""
    profile, said = context
    page = profile.new_page()
    page.goto(language, wait_until="networkidle")
    page.fill("input[name=search]", "<svg")
    page.fill(".md-search__input", "preform")
    page.focus(".md-search__input")
    page.keyboard.press("Shift")
    page.locator("a.md-search-result__link").first.wait_for(state="attached")
    page.wait_for_timeout(300)
    assert "alert" in page.inner_text(".md-search-result__list")
    assert [] == said
    assert 0 == page.locator(MARKUP).count()
    page.close()


def test_drawings_as_documents(context: tuple[BrowserContext, list[str]], site: Path) -> None:
    """Labels and codes opened by themselves, where a browser runs scripts in drawings, run none."""
    profile, said = context
    page = profile.new_page()
    drawings = [path.relative_to(site).as_posix() for path in sorted(site.glob("p/gyta53-24b1/v1/*.svg"))]
    assert len(drawings) > 6
    for drawing in drawings:
        page.goto(drawing)
        assert 0 == page.locator("script, [onload], foreignObject, image, a").count(), drawing
    assert [] == said
    page.close()


def test_files_for_machines(site: Path) -> None:
    """Feeds and sitemap are XML, records and linked data are JSON, whatever words are in them."""
    for path in site.rglob("*.xml"):
        ET.fromstring(path.read_text(encoding="utf-8"))
    for path in [*site.rglob("*.json")]:
        json.loads(path.read_text(encoding="utf-8"))
    for path in site.rglob("index.html"):
        html = path.read_text(encoding="utf-8")
        for part in html.split('<script type="application/ld+json">')[1:]:
            json.loads(part.partition("</script>")[0])


def test_tables_start_no_formula(site: Path) -> None:
    """No cell of the inventory begins like a formula."""
    table = (site / "p/gyta53-24b1/v1/inventory.csv").read_text(encoding="utf-8-sig")
    assert "onload" in table
    assert [] == [
        line for line in table.splitlines() for cell in line.split(",") if cell.lstrip('"').startswith(("=", "@"))
    ]
