"""Drawings and scripts of a site by a second engine: Chromium draws what resvg drew, and reads what we wrote."""

from __future__ import annotations

import io
import urllib.request
from collections.abc import Iterator

import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

VERSION = "p/gyxtw-12b1/v1/"
SCRIPTS = ["carbonpress.js", "compare.js", "verify.js", "plotly.min.js"]
STYLES = ["carbonpress.css", "brand.css"]
COMPILED = "async (address) => { new Function(await (await fetch(address)).text()) }"
RULES = """async (address) => {
  const sheet = new CSSStyleSheet();
  const text = await (await fetch(address)).text();
  await sheet.replace(text);
  return [sheet.cssRules.length, (text.match(/{/g) ?? []).length, (text.match(/}/g) ?? []).length];
}"""


@pytest.fixture
def blank(browser: Browser, example_url: str) -> Iterator[Page]:
    """A page of the site that may do what a test asks."""
    context = browser.new_context(base_url=example_url, bypass_csp=True, viewport={"width": 720, "height": 1080})
    page = context.new_page()
    page.goto("404.html")
    yield page
    context.close()


def drawn(page: Page, address: str, width: int, height: int) -> Image.Image:
    """The drawing at *address* as an `<img>` shows it."""
    page.set_content(f'<base href="/"><style>body{{margin:0}}</style><img src="/{address}" width="{width}">')
    page.wait_for_function("document.images[0].complete && document.images[0].naturalWidth > 0")
    return Image.open(io.BytesIO(page.screenshot(clip={"x": 0, "y": 0, "width": width, "height": height}))).convert("L")


@pytest.mark.parametrize("name", ["label", "qr"])
def test_two_engines_draw_the_same(blank: Page, example_url: str, name: str) -> None:
    """Label and code look alike whether Chromium or resvg draws them, and their code reads the same."""
    with urllib.request.urlopen(f"{example_url}{VERSION}{name}.png") as answer:
        other = Image.open(io.BytesIO(answer.read()))
        ground = Image.new("RGBA", other.size, "white")
        other = Image.alpha_composite(ground, other.convert("RGBA")).convert("L")
    mine = drawn(blank, f"{VERSION}{name}.svg", *other.size)
    assert ImageStat.Stat(ImageChops.difference(mine, other)).mean[0] < 4
    assert {f"https://pcf.example.com/{VERSION}"} == {
        code.text for image in (mine, other) for code in zxingcpp.read_barcodes(image)
    }


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_compile(blank: Page, name: str) -> None:
    """Every script of the theme is one that a browser compiles."""
    blank.evaluate(COMPILED, f"/assets/carbonpress/{name}")


@pytest.mark.parametrize("name", STYLES)
def test_style_sheets_are_read_to_their_end(blank: Page, name: str) -> None:
    """Every brace is closed, and there are rules."""
    rules, opened, closed = blank.evaluate(RULES, f"/assets/carbonpress/{name}")
    assert rules > 0 and opened == closed
