"""No page is wider than a phone, whatever typeface the phone has."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

WIDTHS = (320, 360, 390)
FACES = ("DejaVu Sans", "Noto Sans CJK SC")
"""The widest typefaces that systems commonly fall back to: for Latin letters, and for Chinese characters."""

FORCE = """face => {
  const style = document.getElementById("forced") || document.createElement("style");
  style.id = "forced";
  style.textContent = `*, ::before, ::after { font-family: "${face}" !important }`
    + ` :is(code, kbd, pre, samp), :is(code, kbd, pre, samp) * { font-family: "DejaVu Sans Mono" !important }`;
  document.head.append(style);
  return document.fonts.ready.then(() => null);
}"""

HAS = """face => {
  const context = document.createElement("canvas").getContext("2d");
  const width = (family) => (context.font = `40px ${family}`, context.measureText("mWi光缆0123").width);
  return ["monospace", "serif"].some((other) => width(`"${face}", ${other}`) !== width(`"no such face", ${other}`));
}"""

TOO_WIDE = """() => [...document.querySelectorAll("body *")]
  .filter((part) => part.getBoundingClientRect().right > innerWidth + 0.5)
  .slice(-3).map((part) => `${part.tagName}.${part.getAttribute("class")}: ${part.textContent.trim().slice(0, 60)}`)"""


@pytest.fixture(scope="module")
def phone(browser: Browser, example_url: str) -> Iterator[Page]:
    """A page on a phone, where a test may set typefaces although the policy of the site forbids it."""
    context = browser.new_context(base_url=example_url, bypass_csp=True, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto("method/")
    missing = [face for face in (*FACES, "DejaVu Sans Mono") if not page.evaluate(HAS, face)]
    if missing:
        told = f"{missing} missing; `make test` installs them"
        pytest.fail(told) if os.environ.get("CI") else pytest.skip(told)
    yield page
    context.close()


def addresses(site: Path, language: str) -> list[str]:
    """Every page of *site* in *language* but those that only lead on."""
    pages = [page for page in sorted(site.rglob("*.html")) if 'http-equiv="refresh"' not in page.read_text("utf-8")]
    found = [page.relative_to(site).as_posix().removesuffix("index.html") for page in pages]
    return [address for address in found if address.startswith("en/") == (language == "en")]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_fits_a_phone(phone: Page, example_site: Path, language: str) -> None:
    """At 320, 360 and 390 px no page of the site can be moved sideways in the widest common typefaces."""
    wide: list[str] = []
    pages = addresses(example_site, language)
    assert len(pages) > 20
    for address in pages:
        phone.goto(address, wait_until="load")
        for face in FACES:
            phone.evaluate(FORCE, face)
            for width in WIDTHS:
                phone.set_viewport_size({"width": width, "height": 740})
                if (needed := phone.evaluate("document.documentElement.scrollWidth")) > width:
                    wide.append(f"{address} in {face} at {width} px takes {needed}: {phone.evaluate(TOO_WIDE)}")
    assert [] == wide
