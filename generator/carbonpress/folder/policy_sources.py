"""What `mkdocs.yml` may add to the content security policy, and whether a policy allows an address.

Source: W3C Content Security Policy Level 3, 2.3.1 (source lists) and 6.7.2 (matching).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import SplitResult, urljoin, urlsplit

EXTENSIBLE = (
    "connect-src",
    "font-src",
    "form-action",
    "frame-ancestors",
    "frame-src",
    "img-src",
    "media-src",
    "script-src",
    "style-src",
)
"""Directives to which sources can be added. `object-src` and `base-uri` stay closed."""

INLINE = ("data:", "blob:")
HOLDERS = frozenset({"font-src", "frame-src", "img-src", "media-src"})
"""Directives that take `data:` and `blob:`; as a script either would be whatever a page makes of a text."""

LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
HOST = re.compile(rf"https://(?:\*\.)?{LABEL}(?:\.{LABEL})+(?::[1-9][0-9]{{0,4}})?(?:/[A-Za-z0-9._~!$&()*+=:@%/-]*)?")
HASH = re.compile(r"'sha(?:256|384|512)-[A-Za-z0-9+/]{43,86}={0,2}'")
MOST_CHARACTERS = 200


def source_fault(directive: str, source: str) -> str:
    """Why *source* cannot be added to *directive*; empty when it can.

    >>> source_fault("img-src", "https://maps.example.com"), source_fault("frame-src", "https://*.example.com/v/")
    ('', '')
    >>> all(source_fault("script-src", said) for said in ("*", "https:", "'unsafe-inline'", "http://a.example"))
    True
    """
    if len(source) > MOST_CHARACTERS:
        return f"is longer than {MOST_CHARACTERS} characters"
    if source in INLINE:
        return "" if directive in HOLDERS else "is taken for pictures, media, typefaces and frames alone"
    if HASH.fullmatch(source):
        return "" if directive == "script-src" else "is taken for script-src alone"
    if HOST.fullmatch(source):
        return ""
    return "is no source that can be added; write an address such as https://maps.example.com"


def allows(sources: Iterable[str], link: str, page: str) -> bool:
    """Whether *sources* allow what *link* names on the page at the whole address *page*."""
    try:
        wanted, here = urlsplit(urljoin(page, link.strip())), urlsplit(page)
        return any(_matches(source, wanted, here) for source in sources)
    except ValueError:  # a port or host that no browser takes either
        return False


def _matches(source: str, wanted: SplitResult, here: SplitResult) -> bool:
    if source == "'self'":
        return _origin(wanted) == _origin(here)
    if source.endswith(":"):
        return f"{wanted.scheme}:" == source
    if not source.startswith("https://"):
        return False
    listed = urlsplit(source)
    host, named = wanted.hostname or "", listed.hostname or ""
    same_host = host.endswith(named[1:]) if named.startswith("*.") else host == named
    below = wanted.path.startswith(listed.path) if listed.path.endswith("/") else wanted.path == listed.path
    same_path = not listed.path or listed.path == "/" or below
    return wanted.scheme == "https" and same_host and (wanted.port or 443) == (listed.port or 443) and same_path


def _origin(address: SplitResult) -> tuple[str, str, int | None]:
    usual = {"https": 443, "http": 80}.get(address.scheme)
    return address.scheme, address.hostname or "", address.port or usual
