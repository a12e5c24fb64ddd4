"""Pour pages into the shell that MkDocs and Material rendered once per language.

A shell is a whole page of the site with marks where the parts of a page go.  It was rendered as if it lay `DEPTH`
folders deep, so that every link it makes begins with the same unlikely run of `../`; that run becomes the way up from
where a page really lies.  A pure function of shell and page: what it makes can be cached and made anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from urllib.parse import quote

from carbonpress.folder.content_security import Sources, meta, script_hashes
from carbonpress.press.common.page import Page, Site

DEPTH = 9
WAY_UP = "/".join([".."] * DEPTH)
"""What MkDocs writes for "the root of the site" on a page `DEPTH` folders deep."""

MARK = "\ue000"
"""Frames the name of a part; a private-use character that no template writes."""

HEADING = re.compile(r"<h2\b[^>]*?\bid=\"([^\"]+)\"[^>]*>(.*?)</h2>", re.DOTALL)
FEWEST_HEADINGS = 3
"""A page with fewer headings gets no table of contents."""


class ShellError(Exception):
    """A rendered shell lacks a mark, because a template of the theme was overridden without it."""


@dataclass(frozen=True, slots=True)
class Shell:
    """The text of a shell, cut at its marks: text, name, text, name, ..., text."""

    pieces: tuple[str, ...]
    toc_item: str = ""
    """One entry of the table of contents, with marks for anchor and title; empty where the shell has no table."""
    sources: Sources = ()
    """What `mkdocs.yml` adds to the policy."""


@dataclass(frozen=True, slots=True)
class Shells:
    """The shells of one language: for pages with a table of contents and for pages without."""

    with_toc: Shell
    without_toc: Shell


def mark(part: str) -> str:
    """The mark that stands for *part* in a shell."""
    return f"{MARK}{part}{MARK}"


NEEDED = frozenset({"title", "head", "body", "up"})


def cut(html: str) -> Shell:
    """A shell of the rendered page *html*.

    Raises
    ------
    ShellError
        When a mark that every page needs is missing.
    """
    html = html.replace(WAY_UP, mark("up"))
    item = re.compile(rf"<li\b(?:(?!<li\b).)*?{re.escape(mark('toc-anchor'))}.*?</li>", re.DOTALL)
    found = item.search(html)
    html = item.sub(mark("toc"), html)
    # what is left of the entry is the link that skips to the content
    html = html.replace(f"#{mark('toc-anchor')}", mark("first-anchor")).replace(mark("toc-title"), "")
    pieces = tuple(html.split(MARK))
    if missing := NEEDED - set(pieces[1::2]):
        raise ShellError(f"the page template has no place for: {', '.join(sorted(missing))}")
    return Shell(pieces, found[0] if found else "")


def pour(shells: Shells, page: Page, site: Site) -> str:
    """The finished HTML of *page*."""
    headings = table_of_contents(page.body)
    shell = shells.with_toc if len(headings) >= FEWEST_HEADINGS else shells.without_toc
    parts = {
        "policy": frame_policy(shell, way_up(site.address(page.address, page.language))),
        "title": escape(page.title),
        "description": escape(page.description),
        "head": page.head,
        "body": page.body,
        "up": way_up(site.address(page.address, page.language)),
        "language-root": way_up(page.address),
        "first-anchor": f"#{headings[0][0]}" if headings else "#",
        "toc": "".join(_toc_item(shell.toc_item, anchor, title) for anchor, title in headings),
    } | {f"switch-{language}": switch(site, page, language) for language in site.languages}
    return fill(shell.pieces, parts)


@lru_cache(maxsize=256)
def frame_policy(shell: Shell, up: str) -> str:
    """The policy of the pages in *shell* that lie *up* below the root; empty where the shell has no place for it."""
    return meta(frame_scripts(shell, up), shell.sources) if "policy" in shell.pieces[1::2] else ""


def frame_scripts(shell: Shell, up: str) -> frozenset[str]:
    """The hashes of the inline scripts of *shell* on a page that lies *up* below the root."""
    empty = dict.fromkeys(shell.pieces[1::2], "")
    return script_hashes(fill(shell.pieces, {**empty, "up": up}))


def fill(pieces: Iterable[str], parts: Mapping[str, str]) -> str:
    """*pieces* joined, each name replaced by its part."""
    filled = list(pieces)
    filled[1::2] = [parts[name] for name in filled[1::2]]
    return "".join(filled)


def way_up(address: str) -> str:
    """The relative link from the page at *address* (ending in a slash, or empty) to what *address* is relative to.

    >>> way_up("p/x/v1/"), way_up("")
    ('../../..', '.')
    """
    return "/".join([".."] * address.count("/")) or "."


def absolute(site: Site, address: str, language: str) -> str:
    """The whole web address of a page."""
    return site.base_url + quote(site.address(address, language))


def switch(site: Site, page: Page, language: str) -> str:
    """The relative link from *page* to the same page in *language*.

    >>> switch(Site("https://x.example/"), Page("method/", "en", "", "", "", ""), "zh")
    '../../method/'
    """
    here, there = site.address(page.address, page.language), site.address(page.address, language)
    return f"{way_up(here)}/{quote(there)}"


def alternates(site: Site, address: str, language: str, languages: Iterable[str] | None = None) -> str:
    """The hreflang links of a page that exists in *languages* (all of the site when left out).

    Empty for a page that exists in one language only.
    """
    there = tuple(site.languages if languages is None else languages)
    if len(there) < 2 or language not in there:
        return ""
    known = [(tongue, absolute(site, address, tongue)) for tongue in there]
    if site.languages[0] in there:
        known.append(("x-default", absolute(site, address, site.languages[0])))
    # the space at the end of rel keeps Material from fetching a sitemap for each of these links
    return "".join(
        f'<link rel="alternate " hreflang="{escape(tongue)}" href="{escape(url)}">\n' for tongue, url in known
    )


def table_of_contents(body: str) -> list[tuple[str, str]]:
    """Anchor and title of every second-level heading with an id, as markup without tags."""
    # looking for the few headings first is quicker than trying the whole pattern everywhere
    found = (HEADING.match(body, at.start()) for at in re.finditer("<h2", body))
    return [(each[1], re.sub(r"<[^>]*>", "", each[2]).strip()) for each in found if each]


def _toc_item(item: str, anchor: str, title: str) -> str:
    return item.replace(mark("toc-anchor"), anchor).replace(mark("toc-title"), title)
