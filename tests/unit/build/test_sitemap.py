"""Sitemaps say where every page is, and in which languages."""

from __future__ import annotations

import re

import pytest

from carbonpress.build import sitemap
from carbonpress.build.sitemap import sitemaps
from carbonpress.press.common.page import Site

SITE = Site("https://x.example/pcf/", ("zh", "en"), "2026-01-01", {"zh": "x", "en": "x"})
PAGES = {f"p/{number}/": frozenset({"zh", "en"}) for number in range(4)} | {"only zh/": frozenset({"zh"})}


def located(text: bytes) -> list[str]:
    return re.findall("<loc>([^<]*)</loc>", text.decode())


def test_one_is_enough() -> None:
    """All pages stand in one sitemap, sorted, with their counterparts where they have any."""
    (text,) = sitemaps(PAGES, SITE).values()
    assert "https://x.example/pcf/only%20zh/" == located(text)[0]
    assert 9 == len(set(located(text)))
    assert b'hreflang="en" href="https://x.example/pcf/en/p/0/"/></url>' in text
    assert b"only%20zh/</loc></url>" in text


def test_too_many_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Above the limit of the protocol the sitemap is an index, and each part holds no more than the limit."""
    (whole,) = sitemaps(PAGES, SITE).values()
    monkeypatch.setattr(sitemap, "MOST_PAGES", 4)
    files = sitemaps(PAGES, SITE)
    index = files.pop("sitemap.xml")
    assert b"<sitemapindex" in index
    assert [f"https://x.example/pcf/{name}" for name in files] == located(index)
    assert [3, 4, 2] == [len(located(part)) for part in files.values()]
    assert located(whole) == [page for part in files.values() for page in located(part)]
