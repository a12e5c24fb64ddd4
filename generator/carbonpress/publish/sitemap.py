"""The sitemap: every page of the site with its counterparts in the other languages.

Source: https://www.sitemaps.org/protocol.html and Google's "localized versions of your page".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from html import escape
from urllib.parse import quote

from carbonpress.press.page import Site

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


PLAIN = re.compile("[a-z0-9/-]*")


def sitemap(pages: Mapping[str, Set[str]], site: Site) -> str:
    """The sitemap of *pages*: the languages in which each address (without language prefix) exists.

    Sorted by address; carries no dates, so that the same data give the same bytes on any day.
    """
    entries = (_entry(address, languages, site) for address, languages in sorted(pages.items()))
    return HEAD + "".join(line for lines in entries for line in lines) + "</urlset>\n"


def _entry(address: str, languages: Set[str], site: Site) -> Iterable[str]:
    there = [language for language in site.languages if language in languages]
    links = [(language, _url(site, address, language)) for language in there]
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{url}"/>' for language, url in links if len(links) > 1
    )
    return [f"<url><loc>{url}</loc>{others}</url>\n" for _, url in links]


def _url(site: Site, address: str, language: str) -> str:
    there = site.address(address, language)
    # nearly all addresses are made of ids, which stand as they are
    return escape(site.base_url) + (there if PLAIN.fullmatch(there) else escape(quote(there)))
