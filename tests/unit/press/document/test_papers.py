"""The documents beside the pages of a version."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

from carbonpress.press.common.outputs import papers
from carbonpress.press.common.page import Site
from carbonpress.press.document.papers import paper_files, print_was_set
from carbonpress.record.shape import Record

RECORD = Path(__file__).parents[3] / "golden" / "labels" / "record.json"


@pytest.fixture(scope="module")
def record() -> Record:
    """A record of a cable."""
    made: Record = json.loads(RECORD.read_text(encoding="utf-8"))
    return made


def test_a_site_without_papers_has_none_and_loads_nothing_for_them(record: Record) -> None:
    """No document, and no compiler started."""
    before = print_was_set()
    assert [] == list(paper_files(record, Site("https://x.example/"), {}))
    assert before == print_was_set()


def test_every_language_has_its_documents_where_the_pages_link_to(record: Record) -> None:
    """Report as PDF and DOCX, and the leaflet; each what its name says."""
    files = dict(paper_files(record, Site("https://x.example/", papers=papers()), {}))
    here = record["address"]
    assert {f"{root}{here}{name}" for root in ("", "en/") for name in papers()} == set(files)
    for path, content in files.items():
        if path.endswith(".pdf"):
            assert len(PdfReader(io.BytesIO(content)).pages) >= 1
        else:
            assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert print_was_set()
