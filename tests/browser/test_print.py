"""Pages on paper: light whatever the screen was, with their charts, labels and codes."""

from __future__ import annotations

from collections import Counter

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

DECLARATION = "p/gyxtw-12b1/v1/"
STAGE = (0x12, 0x35, 0x5B)
"""Raw materials in the light palette (`--cp-s1`)."""


def printed(page: Page, scale: float) -> list[Image.Image]:
    """The sheets of *page* as a printer gets them, backgrounds included."""
    with pypdfium2.PdfDocument(page.pdf(print_background=True, prefer_css_page_size=True)) as document:
        return [sheet.render(scale=scale).to_pil().convert("RGB") for sheet in document]


def colours(sheet: Image.Image) -> Counter[tuple[int, ...]]:
    """How many pixels of *sheet* have each colour."""
    counted = sheet.getcolors(sheet.width * sheet.height) or []
    return Counter({colour: count for count, colour in counted if isinstance(colour, tuple)})


@pytest.mark.parametrize("address", [DECLARATION, f"en/{DECLARATION}report/", "", "factors/", "guide/"])
def test_paper_is_light_whatever_the_screen(browser: Browser, example_url: str, address: str) -> None:
    """Printed from a dark screen, the ground of each sheet is white and nothing large on it is dark."""
    context = browser.new_context(base_url=example_url, color_scheme="dark")
    page = context.new_page()
    page.goto(address, wait_until="load")
    page.wait_for_selector("body[data-md-color-scheme=slate]")
    for button in page.locator("[data-cp-chart] button:visible").all()[:1]:
        button.click()
        page.wait_for_selector(".cp-chart-drawn .cp-live svg.main-svg")
    sheets = printed(page, 0.5)
    context.close()
    for sheet in sheets:
        seen = colours(sheet)
        assert (255, 255, 255) == seen.most_common(1)[0][0]
        assert (255, 255, 255) == sheet.getpixel((1, 1)) == sheet.getpixel((sheet.width - 2, sheet.height - 2))
        dark = sum(count for colour, count in seen.items() if max(colour) < 110)
        assert dark < 0.25 * sheet.width * sheet.height


def test_charts_label_and_code_are_printed(browser: Browser, example_url: str) -> None:
    """The bars have the colours of the light palette, and a reader of codes reads the label from the sheet."""
    context = browser.new_context(base_url=example_url, color_scheme="dark")
    page = context.new_page()
    page.goto(DECLARATION, wait_until="load")
    sheets = printed(page, 4)
    context.close()
    assert any(colours(sheet)[STAGE] > 1000 for sheet in sheets)
    codes = [code.text for sheet in sheets for code in zxingcpp.read_barcodes(sheet)]
    assert [f"https://pcf.example.com/{DECLARATION}"] == codes
