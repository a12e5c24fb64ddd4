"""The feed as a reader of feeds finds it, and the names that templates must not use."""

from __future__ import annotations

import copy
from datetime import datetime
from urllib.parse import urlsplit

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, nodes
from lxml import etree

from carbonpress.press.common.page import Site
from carbonpress.press.pages.feed import NEWEST, feed
from carbonpress.record.shape import Record
from carbonpress.record.version import Version
from carbonpress.source.theme import theme_folder

ATOM = "{http://www.w3.org/2005/Atom}"
RESERVED = {"self", "caller", "varargs", "kwargs"}
"""Names that Jinja gives a meaning of its own wherever they stand; `loop` and `super` are used as Jinja means them."""


def versions(record: Record, days: list[str]) -> list[Version]:
    """A version of the record for each of *days*, the first of its validity."""
    made = []
    for number, day in enumerate(days, 1):
        one = copy.deepcopy(record)
        one |= {"version": number, "address": f"p/cable/v{number}/"}  # type: ignore[assignment]
        one["validity"]["from"] = day
        made.append(Version(one, "current"))
    return made


@pytest.mark.parametrize("base", ["https://pcf.example.com/", "http://example.com/pcf/", "https://x.example:8443/a/b/"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("days", [[], ["2026-01-01"], ["2025-02-03", "2026-01-01", "2024-12-31"]])
def test_what_rfc_4287_asks_for(record: Record, base: str, language: str, days: list[str]) -> None:
    """One link to the feed itself, absolute addresses, an id of its own for each entry, the latest first."""
    site = Site(base, built_on="2026-06-01")
    text = feed(versions(record, days), site, language)
    root = etree.fromstring(text.encode())
    links = [(link.get("rel"), link.get("href")) for link in root.findall(f"{ATOM}link")]
    home = base if language == "zh" else f"{base}en/"
    assert [("alternate", home), ("self", f"{home}feed.xml")] == links
    told = feedparser.parse(text)
    assert not told.bozo
    assert home == told.feed.id
    assert len(days) == len(told.entries)
    addresses = [told.feed.id, *(link.get("href") for link in root.iter(f"{ATOM}link")), *(e.id for e in told.entries)]
    assert all(urlsplit(address).scheme in ("http", "https") and urlsplit(address).netloc for address in addresses)
    assert len(days) == len({entry.id for entry in told.entries})
    assert all(entry.title and entry.summary and entry.author for entry in told.entries)
    updated = [datetime.fromisoformat(entry.updated) for entry in told.entries]
    assert sorted(updated, reverse=True) == updated
    assert told.feed.updated == (told.entries[0].updated if days else "2026-06-01T00:00:00Z")


def test_drafts_are_not_in_it_and_it_ends_somewhere(record: Record) -> None:
    """A draft is no news; of very many versions the newest are in the feed."""
    many = versions(record, [f"2026-01-{1 + day % 28:02}" for day in range(NEWEST + 5)])
    assert NEWEST == len(feedparser.parse(feed(many, Site("https://x.example/"), "en")).entries)
    drafts = [Version(version.record, "draft") for version in many]
    assert [] == feedparser.parse(feed(drafts, Site("https://x.example/"), "en")).entries


@given(st.text(max_size=40))
def test_whatever_a_name_holds_the_feed_is_read(words: str) -> None:
    """No name of a product breaks the feed, and no markup in it becomes part of the feed."""
    record = _record()
    record["product"]["name"] = {"zh": words, "en": words}
    told = feedparser.parse(feed([Version(record, "current")], Site("https://x.example/"), "en"))
    assert not told.bozo
    assert 1 == len(told.entries)
    assert 2 == len(told.feed.links) and 1 == len(told.entries[0].links)


def _record() -> Record:
    import json
    from pathlib import Path

    found: Record = json.loads((Path(__file__).parents[1] / "cable.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("path", sorted(theme_folder().rglob("*")), ids=lambda path: path.name)
def test_no_template_uses_a_name_of_jinja(path: object) -> None:
    """What a template is given never hides behind a name that Jinja keeps for itself."""
    from pathlib import Path

    assert isinstance(path, Path)
    if path.suffix not in (".html", ".xml", ".j2") or "shell" in path.parts:
        return
    tree = Environment(autoescape=True, extensions=["jinja2.ext.do"]).parse(path.read_text(encoding="utf-8"))
    assert set() == RESERVED & {name.name for name in tree.find_all(nodes.Name)}
