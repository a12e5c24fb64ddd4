"""The sitemap: every page of the site with its counterparts in the other languages.

Source: https://www.sitemaps.org/protocol.html and Google's "localized versions of your page".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from html import escape
from urllib.parse import quote

from carbonpress.press.common.page import Site

SITEMAP = "sitemap.xml"
"""Name of the sitemap, or of the index of sitemaps where one cannot hold all pages."""

MOST_PAGES = 50_000
"""So many pages one sitemap may hold (sitemaps.org, "Sitemap index files")."""

PLAIN = re.compile("[a-z0-9/-]*")
"""Addresses made of ids stand in a sitemap as they are."""

HERE = "\0"
"""Stands for an address where it is not known yet."""

START = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
HEAD = f'{START}<urlset {SPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'


def sitemaps(pages: Mapping[str, Set[str]], site: Site) -> dict[str, bytes]:
    """The sitemaps of *pages* by their path: the languages in which each address (without language prefix) exists.

    Sorted by address; they carry no dates, so that the same data give the same bytes on any day.
    """
    lines = list(_lines(pages, site))
    most = MOST_PAGES // len(site.languages)
    parts = [lines[start : start + most] for start in range(0, len(lines), most)] or [[]]
    written = [(HEAD + "".join(part) + "</urlset>\n").encode() for part in parts]
    if len(written) == 1:
        return {SITEMAP: written[0]}
    files = {f"sitemap-{number}.xml": part for number, part in enumerate(written, 1)}
    return {SITEMAP: _index(list(files), site), **files}


def language_sitemaps(pages: Mapping[str, Set[str]], site: Site) -> dict[str, bytes]:
    """For each language but the first a list of its pages, below its own root; by path.

    For readers who move from page to page without loading each as a whole: Material then asks for a sitemap
    below the folder that it searches in, which is that of the language.  Search engines use the one at the root.
    """
    return {site.address(SITEMAP, language): _of_language(pages, language, site) for language in site.languages[1:]}


def _of_language(pages: Mapping[str, Set[str]], language: str, site: Site) -> bytes:
    root = escape(site.base_url + site.address("", language))
    there = [address for address, languages in sorted(pages.items()) if language in languages][:MOST_PAGES]
    return (
        HEAD + "".join(f"<url><loc>{root}{escape(quote(each))}</loc></url>\n" for each in there) + "</urlset>\n"
    ).encode()


def _index(names: Sequence[str], site: Site) -> bytes:
    places = "".join(f"<sitemap><loc>{escape(site.base_url)}{name}</loc></sitemap>\n" for name in names)
    return f"{START}<sitemapindex {SPACE}>\n{places}</sitemapindex>\n".encode()


def _lines(pages: Mapping[str, Set[str]], site: Site) -> Iterator[str]:
    """For each address a line for each page there, which names all its languages."""
    roots = [(language, escape(site.base_url) + site.address("", language)) for language in site.languages]
    forms: dict[frozenset[str], str] = {}
    for address, languages in sorted(pages.items()):
        there = address if PLAIN.fullmatch(address) else escape(quote(address))
        known = frozenset(languages)
        if known not in forms:
            forms[known] = _form([(language, root) for language, root in roots if language in known])
        yield forms[known].replace(HERE, there)


def _form(roots: Sequence[tuple[str, str]]) -> str:
    """The lines of an address that exists below the *roots*, by language."""
    alternates = (f'<xhtml:link rel="alternate" hreflang="{tongue}" href="{root}{HERE}"/>' for tongue, root in roots)
    others = "".join(alternates) if len(roots) > 1 else ""
    return "".join(f"<url><loc>{root}{HERE}</loc>{others}</url>\n" for _, root in roots)
