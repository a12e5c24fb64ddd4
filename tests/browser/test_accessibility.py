"""Every kind of page passes axe-core, the frame around it included: light and dark, on a phone and on a wide screen."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.conftest import serving
from tests.site.conftest import copied, run_in

pytestmark = pytest.mark.browser

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RUN = "(rules) => axe.run(document, {resultTypes: ['violations'], ...(rules && {runOnly: rules})})"

SEEN = ["color-contrast", "link-in-text-block", "scrollable-region-focusable"]
"""The rules whose outcome colours can change; all others are looked at once for each width."""

SCHEMES = {"default": "light", "slate": "dark"}
"""The palettes, as Material calls them."""

SHORTENED = """() => {
  document.querySelectorAll(".cp-rule ~ .cp-rule").forEach((rule) => rule.remove());
  for (const list of document.querySelectorAll("main :is(tbody, ul, ol, dl)")) {
    if (!list.closest("nav")) [...list.children].slice(3).forEach((row) => row.remove());
  }
}"""
"""Rows of a table and items of a list are made alike: three of each are enough."""

CABLE, OTHER, WITHDRAWN, STATED = "gyxtw-12b1", "gyfxty-12b1", "preform-180", "worked-example-r740"
KEPT = {CABLE, OTHER, WITHDRAWN, STATED, "fibre-g652d", "server-r2"}
"""Products of the site that is looked at: computed and stated, with all that those are made of."""

KINDS = {
    "catalogue": "",
    "product": f"p/{CABLE}/",
    "declaration": f"p/{CABLE}/v1/",
    "withdrawn": f"p/{WITHDRAWN}/v1/",
    "stated": f"p/{STATED}/v1/",
    "report": f"p/{WITHDRAWN}/v1/report/",
    "rules-index": "rules/",
    "rules": "rules/ccsa-603-2024/optical-cable/",
    "factors": "factors/",
    "method": "method/",
    "compare": f"compare/?p={CABLE},{OTHER}",
    "refused": f"compare/?p={CABLE},server-r2",
    "verify": f"verify/?p/{CABLE}/v1/",
    "markdown": "notes/",
    "unknown": "404.html",
}

NOTES = """# {title}

Text with a [link](https://example.com/), `code`, **strong** and *emphasised* words, and <https://example.org/>.

## Wide

| A | B | C | D | E | F | G | H |
|---|---|---|--:|---|---|---|---|
| {wide} | {wide} | {wide} | 1 | {wide} | {wide} | {wide} | [link](https://example.com/) |

    a line of code that is much longer than the width of a telephone: {wide} {wide} {wide} {wide} {wide} {wide}

> A quotation with a [link](https://example.com/).

1. One
2. Two
    - Three with a [link](https://example.com/)

## Second

### Third

Text.

## Fourth

Text.
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with every kind of page: published, withdrawn and draft, with Markdown that uses all that it can."""
    folder = copied(tmp_path_factory.mktemp("accessible"))
    data = folder / "declarations"
    for path in (data / "products").glob("*.yml"):
        if path.stem not in KEPT:
            path.unlink()
    for place, title in ((data / "pages", "说明"), (data / "pages" / "en", "Notes")):
        (place / "notes.md").write_text(NOTES.format(title=title, wide="incomprehensible"), encoding="utf-8")
    for command in (
        ["publish", WITHDRAWN, "fibre-g652d", CABLE],
        ["withdraw", WITHDRAWN, "--reason", "录入有误"],
        ["build"],
    ):
        done = run_in(folder, "carbonpress", *command)
        assert 0 == done.returncode, done.stderr
    yield from serving(folder / "site")


@pytest.fixture(scope="module")
def look(browser: Browser, address: str) -> Iterator[Page]:
    """One page for all tests; axe is put into it past the policy of the site, and nothing moves."""
    context = browser.new_context(base_url=address, bypass_csp=True, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """What axe finds on *page* as it is: rule, element and reason."""
    if not page.evaluate("'axe' in window"):
        page.add_style_tag(content="*, ::before, ::after { transition: none !important }")
        page.evaluate(SHORTENED)
        page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate(RUN, rules)
    return [
        f"{violation['id']}: {node['html'][:200]} ({node['failureSummary']})"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def in_every_look(page: Page, schemes: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    """What axe finds on *page* on a wide screen and on a phone, in each of *schemes*."""
    for width in (1400, 360):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in schemes:
            if page.get_attribute("body", "data-md-color-scheme") != scheme:
                page.locator("label[for^=__palette_]:visible").click()
                page.wait_for_selector(f"body[data-md-color-scheme={scheme}]")
            yield f"{width} px, {SCHEMES[scheme]}", violations(page, None if scheme == "default" else SEEN)


@pytest.mark.parametrize(
    ("kind", "language"),
    [(kind, language) for kind in KINDS for language in ("", "en/") if (kind, language) != ("unknown", "en/")],
)
def test_no_violation(look: Page, kind: str, language: str) -> None:
    """No page of any kind, in either language, has a fault that axe can find."""
    look.goto(language + KINDS[kind], wait_until="load")
    if "?" in KINDS[kind]:
        look.wait_for_selector(".cp-comparison > *, .cp-verify-outcome:not([hidden])")
    schemes = tuple(SCHEMES) if language == "" else ("default",)  # no colour depends on the language
    assert {} == {where: found for where, found in in_every_look(look, schemes) if found}
