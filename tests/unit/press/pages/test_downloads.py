"""The list of downloads offers what is there, in its formats, and nothing else."""

from __future__ import annotations

import re

import pytest

from carbonpress.press.common.frame import voice
from carbonpress.press.common.outputs import papers
from carbonpress.press.common.page import Site
from carbonpress.press.pages.declaration import declaration_page
from carbonpress.press.pages.downloads import downloads, linked_outputs
from carbonpress.press.pages.linked_data import linked_data
from carbonpress.record.shape import Record
from carbonpress.record.version import Version

URL = "https://x.example/"


def test_the_first_link_of_a_line_names_the_thing_the_others_their_format(record: Record) -> None:
    """`QR code SVG`, then `PNG`; the page of the report has no format."""
    lines = downloads(record, Site(URL, papers=papers()), voice("en"), labelled=True)
    words = [[link["words"] for link in line] for line in lines]
    assert ["QR code SVG", "PNG"] in words
    assert ["Study report", "PDF", "DOCX"] in words
    assert [True, False, False] == next(
        [link["is_page"] for link in line] for line in lines if len(line) == 3 and line[0]["is_page"]
    )


@pytest.mark.parametrize("labelled", [True, False])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("chosen", [(), ("report.docx",), papers()])
def test_page_and_linked_data_offer_the_same(
    record: Record, labelled: bool, language: str, chosen: tuple[str, ...]
) -> None:
    """The list of downloads and the linked data name what is there, and nothing else."""
    site = Site(URL, papers=chosen)
    body = declaration_page(Version(record, "current"), site, language, labelled).body
    offered = [output.file for output in linked_outputs(record, site, labelled) if not output.is_page]
    assert offered == re.findall(r'href="[^"]*/([^/"]+)" download', body)
    assert labelled == ("label.svg" in offered)
    assert set(chosen) <= set(offered)
    told = linked_data(record, site, language, labelled)["subjectOf"]
    addresses = [output.address(record["address"], site, language) for output in linked_outputs(record, site, labelled)]
    assert [f"{URL}{address}" for address in addresses if not address.endswith(".html")] == [
        each["contentUrl"] for each in told
    ]


def test_without_an_inventory_its_table_is_not_offered(record: Record, site: Site) -> None:
    """A stated footprint has no lines; the file is there, but no page leads to it."""
    stated: Record = {**record, "activities": []}
    files = [output.file for output in linked_outputs(stated, site, labelled=True)]
    assert "inventory.csv" not in files and "declaration.json" in files


def test_a_label_that_does_not_fit_is_not_offered(record: Record, site: Site) -> None:
    """The line of the label goes, the code stays."""
    words = [line[0]["words"] for line in downloads(record, site, voice("en"), labelled=False)]
    assert "QR code SVG" in words
    assert not any("label" in each.casefold() for each in words)
