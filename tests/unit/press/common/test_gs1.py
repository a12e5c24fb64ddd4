"""GS1 Digital Links: what the code carries, and the page it leads to."""

import io
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import zxingcpp
from PIL import Image

from carbonpress.press.common.gs1 import gs1_address, gtin14, landing_files
from carbonpress.press.common.page import Site
from carbonpress.press.label.label import SIZES, Print, label_png, label_svg

RECORD = Path(__file__).parents[3] / "golden" / "labels" / "record.json"
SITE = Site("https://pcf.example.com/")


@pytest.fixture
def record() -> Any:
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    record["product"]["gtin"] = "0614141000241"
    return record


@pytest.mark.parametrize(
    ("gtin", "long"),
    [
        ("96385074", "00000096385074"),
        ("036000291452", "00036000291452"),
        ("0614141000241", "00614141000241"),
        ("10614141000248", "10614141000248"),
    ],
)
def test_every_gtin_has_fourteen_digits_in_a_link(gtin: str, long: str) -> None:
    """GTIN-8, 12 and 13 are filled with zeros; the check digit stays right by that."""
    assert long == gtin14(gtin)


def test_the_version_stands_before_the_key(record: Any) -> None:
    """The link holds the address of the version, so that it never leads to another figure than the printed one."""
    link = gs1_address(record)
    assert "https://pcf.example.com/p/gyta53-24b1/v1/01/00614141000241" == link
    assert re.fullmatch(r"https://[a-z0-9.-]+(/[a-z0-9-]+)*/01/\d{14}", link)
    assert len(link) <= 62


def test_without_a_gtin_there_is_the_plain_address(record: Any) -> None:
    """A product without a GTIN has no Digital Link and no page for one."""
    record["product"]["gtin"] = None
    assert record["url"] == gs1_address(record)
    assert [] == list(landing_files(record, SITE))


def test_the_link_leads_to_the_declaration(record: Any) -> None:
    """The small page sends a browser on, names the declaration as canonical, and asks search engines to pass by."""
    ((path, page),) = landing_files(record, SITE)
    assert "p/gyta53-24b1/v1/01/00614141000241/index.html" == path
    text = page.decode()
    sent = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', text)
    assert sent is not None
    assert record["url"] == urljoin(f"{gs1_address(record)}/", sent[1])
    assert f'<link rel="canonical" href="{record["url"]}">' in text
    assert '<a href="../../">' in text
    assert "noindex" in text


def test_a_hostile_name_stays_text_on_the_page(record: Any) -> None:
    """The page shows the name of the product, escaped."""
    record["product"]["name"] = {"zh": "<script>alert(1)</script>"}
    ((_, page),) = landing_files(record, SITE)
    assert b"<script>" not in page


@pytest.mark.parametrize("size", SIZES)
def test_the_code_carries_the_link_where_it_is_asked_for(record: Any, size: str) -> None:
    """Another reader reads the link from the label, and the plain address where none was asked for."""
    for printed, wanted in ((Print(gs1=True), gs1_address(record)), (Print(), record["url"])):
        image = Image.open(io.BytesIO(label_png(label_svg(record, size, printed=printed))))
        assert [wanted] == [found.text for found in zxingcpp.read_barcodes(image)]
