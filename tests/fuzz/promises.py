"""What holds for any input at all, as functions that fail where it does not; Hypothesis and atheris look for one."""

from __future__ import annotations

import json
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from tests.unit.press.conftest import CABLE, poisoned

import carbonpress
from carbonpress.model.declaration import Declaration
from carbonpress.model.decode import decode
from carbonpress.model.quantity import Units
from carbonpress.press.common.page import Site
from carbonpress.press.pages.declaration import declaration_page
from carbonpress.press.pages.product import product_page
from carbonpress.press.pages.report import report_page
from carbonpress.record.shape import Record
from carbonpress.record.version import Version
from carbonpress.reference.units import units_of
from carbonpress.source.document import parse
from carbonpress.source.output import as_json, as_text

SITE = Site("https://pcf.example.com/", built_on="2026-06-01")
UNITS = Path(carbonpress.__file__).parent / "reference" / "data" / "units.yml"


def loaded(raw: bytes) -> None:
    """Any bytes make a declaration or findings within the file, which can be told; nothing is raised."""
    document, findings = parse(raw, "a.yml")
    assert document is not None or findings
    if document is not None:
        declaration, more = decode(Declaration, document, _units())
        assert (declaration is None) == bool(more)
        findings = [*findings, *more]
    lines = len(raw.decode("utf-8", "replace").splitlines()) + 1
    for finding in findings:
        assert 1 <= finding.line <= lines
        assert finding.column >= 1
    as_text(findings).encode()
    json.loads(as_json(findings))


def pressed(raw: bytes) -> None:
    """Any text in the place of what authors write leaves the elements of the pages and their attributes as they are."""
    plain, found = _plain(), _markup("A" + raw.decode("utf-8", "ignore"))
    assert set(plain) >= set(found)
    # Longer words are drawn on more lines, each a text element of the drawing; all others stand where they stood.
    assert [one for one in plain if one[0] != "text"] == [one for one in found if one[0] != "text"]


@cache
def _units() -> Units:
    table, _ = units_of(UNITS.read_bytes(), "units.yml")
    return table


@cache
def _plain() -> list[tuple[str, ...]]:
    return _markup("A")


def _markup(text: str) -> list[tuple[str, ...]]:
    """Each element of a product's pages that has *text* in every place: its name and the names of its attributes."""
    given: Record = poisoned(json.loads(CABLE.read_text(encoding="utf-8")), text)
    version = Version(given, "current")
    pages = [make(version, SITE, language) for language in ("zh", "en") for make in (declaration_page, report_page)]
    pages.append(product_page([version], SITE, "zh"))
    reader = _Elements()
    for page in pages:
        reader.feed(page.head)
        reader.feed(page.body)
    reader.close()
    return reader.found


class _Elements(HTMLParser):
    """The elements of markup, as a browser sees them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep names; a browser treats `javascript:` alike in whatever case."""
        links = [value for name, value in attrs if name in ("href", "src") and value]
        scripted = ["javascript:"] if any(link.strip().lower().startswith("javascript:") for link in links) else []
        self.found.append((tag, *(name for name, _ in attrs), *scripted))
