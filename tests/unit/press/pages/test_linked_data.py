"""What search engines read of a declaration: the figures of the page, digit for digit."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonpress.press.charts.stages import stage_rows
from carbonpress.press.common.frame import voice
from carbonpress.press.common.headline import headline_of
from carbonpress.press.common.page import Page, Site
from carbonpress.press.pages.declaration import declaration_page
from carbonpress.press.pages.linked_data import linked_data, number_shown
from carbonpress.record.shape import Record
from carbonpress.record.version import Version

UNCERTAIN = {"total": {"value": "887.0226006456", "low": "801.26", "high": "979.71"}, "digits": 3}
NOTHING_MORE = {"quality": None, "sensitivity": None, "checks": [], "gases": [], "processes": []}


def block_of(page: Page) -> dict[str, Any]:
    """The linked data of *page* as a parser finds it, its numbers with their digits."""
    found: dict[str, Any] = json.loads(
        page.head.split('<script type="application/ld+json">')[1].split("</script>")[0], parse_float=Decimal
    )
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_linked_data_in_the_page_can_be_read(record: Record, site: Site, language: str) -> None:
    """The head holds one JSON-LD block that parses to the product with the figure that the page shows."""
    page = declaration_page(Version(record, "current"), site, language)
    data = block_of(page)
    assert linked_data(record, site, language) == data
    assert "Product" == data["@type"]
    figure = data["additionalProperty"][0]
    assert "887" == str(figure["value"])
    assert f'<span class="cp-value">{figure["value"]}</span>' in page.body
    assert voice(language).words["declaration.whole"] == figure["name"]
    assert figure["unitText"].startswith("kg CO₂e / 1")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_interval_is_that_of_the_page(record: Record, site: Site, language: str) -> None:
    """Where the uncertainty is known, the figure has its interval with the digits and in the words of the page."""
    without = linked_data(record, site, language)["additionalProperty"][0]
    assert {"minValue", "maxValue", "description"}.isdisjoint(without)
    record["interpretation"] = {**NOTHING_MORE, "uncertainty": UNCERTAIN}  # type: ignore[typeddict-item]
    page = declaration_page(Version(record, "current"), site, language)
    figure = block_of(page)["additionalProperty"][0]
    assert (Decimal(801), Decimal(980)) == (figure["minValue"], figure["maxValue"])
    assert figure["description"] in page.body
    assert re.search(r"95 ?%", figure["description"])


@given(st.decimals("-1e12", "1e12", allow_nan=False, places=12))
def test_a_number_is_read_from_what_is_shown(value: Decimal) -> None:
    """Whatever the headline shows, the number read from it is the figure in its unit, to the digits shown."""
    record: Any = {"total": {"value": f"{value:f}"}, "stated": None}
    head = headline_of(record)
    read, exact = number_shown(head.digits), Decimal(head.scale.of(f"{value:f}")).scaleb(head.scale.exponent)
    assert isinstance(read, Decimal)
    assert abs(read - exact) <= abs(exact) * Decimal("0.0006")


@pytest.mark.parametrize("total", ["0.00001234", "1234567.8", "-35.2", "0"])
def test_every_figure_is_one_of_the_page(record: Record, site: Site, total: str) -> None:
    """However large or small: the stages have the digits of their table, the total those of the headline."""
    record["total"]["value"] = total
    made = linked_data(record, site, "en")["additionalProperty"]
    assert number_shown(headline_of(record).digits) == made[0]["value"]
    rows = [row["value"] for row in stage_rows(record, voice("en")) if row["included"]]
    assert [number_shown(row) for row in rows] == [one["value"] for one in made[1:]]


def test_linked_data_cannot_leave_its_script(hostile: Record, site: Site) -> None:
    """Whatever an author writes, the block ends where we end it."""
    head = declaration_page(Version(hostile, "current"), site, "en").head
    assert 1 == head.count("</script>")
    block = head.split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert "</script>" in json.loads(block)["name"]


def test_a_stage_that_is_not_counted_is_not_in_the_linked_data(record: Record, site: Site) -> None:
    """Missing is not zero."""
    names = [entry["propertyID"] for entry in linked_data(record, site, "en")["additionalProperty"]]
    assert "carbon-footprint/use" not in names
    assert "carbon-footprint/production" in names


def test_only_third_party_verification_is_a_certification(record: Record, site: Site) -> None:
    """Internal verification certifies nothing."""
    assert "hasCertification" in linked_data(record, site, "en")
    record["verification"]["kind"] = "internal"
    assert "hasCertification" not in linked_data(record, site, "en")
