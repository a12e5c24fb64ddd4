"""The classes of emission factors on page, report and document: primary, classed, of no stated class."""

from __future__ import annotations

import pytest

from carbonpress.press.common.page import Site
from carbonpress.press.common.terms import wording
from carbonpress.press.document.blocks import Table
from carbonpress.press.document.view import document
from carbonpress.press.pages.declaration import declaration_page
from carbonpress.press.pages.report import report_page
from carbonpress.record.shape import Record
from carbonpress.record.version import Version

NAMED = {"zh": "公开文献", "en": "Literature"}
UNCLASSED = {"zh": "次级数据，未说明优先级", "en": "Secondary, class not stated"}

ROWS = [
    (0, None, "–", {"zh": "初级数据", "en": "Primary"}),
    (4, NAMED, "4", NAMED),
    (6, None, "6", {"zh": "次级数据", "en": "Secondary"}),
    (None, None, "?", UNCLASSED),
]
"""Class and name in the record, and how they are shown: only 0 is primary, whatever has no name or no class."""


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("rank", "name", "shown", "told"), ROWS)
def test_only_class_zero_is_primary(record: Record, language: str, rank, name, shown: str, told) -> None:
    """A factor is shown as primary on page, report and document when it is, and never for want of a class."""
    record["data_quality"]["by_priority"] = [{"priority": rank, "name": name, "share": "1"}]
    version, site = Version(record, "current"), Site("https://pcf.example.com/", built_on="2026-06-01")
    row = f'<tr><td>{shown}</td><td>{told[language]}</td><td class="cp-n">100.0%</td></tr>'
    for page in (declaration_page(version, site, language), report_page(version, site, language)):
        assert row in page.body
    (table,) = (b for b in document(record, language).blocks if isinstance(b, Table) and b.look == "priorities")
    (cells,) = (row.cells for row in table.rows)
    assert [shown, told[language], "100.0%"] == ["".join(run.text for part in cell for run in part) for cell in cells]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_the_signs_of_the_classes_mean_is_told(language: str) -> None:
    """The caption explains the dash; the other sign is explained in its row."""
    assert "–" in wording(language)["quality.priority"]
