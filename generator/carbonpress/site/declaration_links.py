"""Links that Markdown pages and `nav` make to declarations: `carbonpress:ID`, wherever the site and the page lie.

    carbonpress:gyta53-24b1              the product with all its versions, p/gyta53-24b1/
    carbonpress:gyta53-24b1@2            the declaration of version 2, p/gyta53-24b1/v2/
    carbonpress:gyta53-24b1@2/report     its study report

A query or a fragment may follow.  The link stays in the language of its page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape, unescape

from mkdocs.utils import get_relative_url

SCHEME = "carbonpress:"
ATTRIBUTE = re.compile(r"""(\shref\s*=\s*)("|')\s*carbonpress:([^"'<>]*)\2""", re.IGNORECASE)
"""A link of a page, as Python-Markdown and authors of HTML write it."""

NAMED = re.compile(r"([a-z0-9-]+)(?:@([1-9][0-9]{0,8})(/report)?)?/?([?#].*)?")


def address_of(name: str) -> str | None:
    """The address below the root of what `carbonpress:`*name* links to, without query; None where it names nothing.

    >>> address_of("x"), address_of("x@2"), address_of("x@2/report#method"), address_of("../x")
    ('p/x/', 'p/x/v2/', 'p/x/v2/report/', None)
    """
    found = NAMED.fullmatch(name)
    if found is None:
        return None
    version = f"v{found[2]}/" if found[2] else ""
    return f"p/{found[1]}/{version}{'report/' if found[3] else ''}"


def named_links(html: str) -> Iterator[str]:
    """What the links of a page name behind `carbonpress:`, in order."""
    for found in ATTRIBUTE.finditer(html):
        yield unescape(found[3]).strip()


def with_addresses(html: str, url: str, in_language: Callable[[str], str]) -> str:
    """*html* of the page at *url* with its links to declarations made relative; those that name nothing stay.

    *in_language* answers where an address lies in the language of the page.
    """

    def relative(found: re.Match[str]) -> str:
        name = unescape(found[3]).strip()
        address = address_of(name)
        if address is None:
            return found[0]
        rest = NAMED.fullmatch(name)
        query = (rest[4] or "") if rest else ""
        target = get_relative_url(in_language(address), url) + query
        return f"{found[1]}{found[2]}{escape(target)}{found[2]}"

    return ATTRIBUTE.sub(relative, html) if SCHEME in html.lower() else html


def lost(names: Iterable[str], known: Callable[[str], bool]) -> list[str]:
    """Those of *names* that lead to no address which is *known*, each once."""
    return [name for name in dict.fromkeys(names) if (address := address_of(name)) is None or not known(address)]


def place_of(name: str, text: str) -> tuple[int, int]:
    """Line and column where *text* links to `carbonpress:`*name*; its beginning where it is written otherwise."""
    found = re.search(re.escape(SCHEME + name) + r"(?![\w@/-])", text, re.IGNORECASE)
    if found is None:
        return 1, 1
    return text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start())


def in_nav(nav: object) -> Iterator[str]:
    """Each page or link that `nav` of an `mkdocs.yml` names, in order."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, list | dict):
        for entry in nav.values() if isinstance(nav, dict) else nav:
            yield from in_nav(entry)
