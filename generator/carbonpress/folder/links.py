"""Do the links of the pages lead to files of the site?"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from carbonpress.folder.manifest import MANIFEST, site_files
from carbonpress.source.finding import Finding

PASSIVE = re.compile(r"<!--.*?-->|<(script|style|template)\b[^>]*?>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"<[a-zA-Z][^\s>]*((?:\s+[^\s=>/]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+))?|\s*/)*)\s*>")
OUR_LINK = re.compile(r' (?:href|src)="([^"#]+)')
"""A link that leads out of the page, as our own templates write it; without its fragment."""

LINK = re.compile(r"\s(?:href|src|poster|data)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)


def links(html: str) -> Iterator[tuple[int, str]]:
    """Every link of a page - href, src, poster, data - with the offset of its tag, in order.

    Comments and what is inside script, style and template elements do not count;
    the address of a script itself does.
    """
    active = PASSIVE.sub(_opening_tag, html)
    for tag in TAG.finditer(active):
        for link in LINK.finditer(tag[1] or ""):
            yield tag.start(), unescape(next(group for group in link.groups() if group is not None))


def targets(markup: str, page: str, base_url: str) -> list[str]:
    """Where the links in *markup* of our own templates lead inside the site, each once.

    *page* is the path of the page in the site.  Quicker than `links`, because
    templates write one form where `links` must expect any.
    """
    found = (site_path(unescape(link), page, base_url) for link in dict.fromkeys(OUR_LINK.findall(markup)))
    return [target for target in found if target is not None]


@dataclass(frozen=True, slots=True)
class Either(Container[object]):
    """What one of two holds."""

    one: Container[object]
    other: Container[object]

    def __contains__(self, thing: object) -> bool:
        return thing in self.one or thing in self.other


def dangling(target: str, files: Container[object]) -> bool:
    """Whether *target*, a path below the root of the site, leads to none of its *files*."""
    if target == "" or target.endswith("/"):
        return target + "index.html" not in files
    return target not in files and f"{target}/index.html" not in files


def broken_links(
    root: Path,
    base_url: str,
    known: Container[object] = (),
    apart: Sequence[str] = (),
    written: Callable[[str, str], tuple[str, int, int] | None] = lambda *_: None,
) -> list[Finding]:
    """A finding for each link of a page below *root* that leads to a file the site does not have.

    Pages in the folders *apart* are not looked at; *known* holds the files there.
    Absolute links into *base_url* count as links of the site; links to other
    hosts and to fragments alone are not looked at.  *written* answers in which
    file, line and column an author wrote a link of a page, None where nobody did.
    """
    own = sorted(site_files(root, apart))
    files = Either(frozenset({*own, MANIFEST}), known)  # the manifest is written last
    findings = []
    for name in own:
        if not name.endswith(".html"):
            continue
        html = (root / name).read_text(encoding="utf-8")
        for offset, link in links(html):
            target = site_path(link, name, base_url)
            if target is not None and dangling(target, files):
                file, line, column = written(name, link) or (name, *_place(html, offset))
                what = f"the link {link!r} leads nowhere"
                findings.append(Finding(file, line, column, "link", what, "an address of this site"))
    return findings


def site_path(link: str, page: str, base_url: str) -> str | None:
    """The path below the root of the site that *link* on *page* leads to; None where it leaves the site.

    A path that climbs above the root comes back as it is, beginning with `..`.
    """
    try:
        parts, base = urlsplit(link), urlsplit(base_url)
    except ValueError:
        return f"../{link}"
    ours = parts.scheme == base.scheme and parts.netloc == base.netloc
    if (parts.scheme or parts.netloc) and not ours:
        return None
    path = unquote(parts.path)
    if not path:
        return None if not ours else ""
    if not path.startswith("/"):
        return _normal(posixpath.join(posixpath.dirname(page), path))
    inside = base.path.rstrip("/") + "/"
    return _normal(path.removeprefix(inside)) if path.startswith(inside) else None


def _normal(path: str) -> str:
    """*path* without dots; a trailing slash is kept, for it asks for a folder."""
    plain = posixpath.normpath(path) if path else ""
    return "" if plain == "." else plain + "/" * path.endswith(("/", "/.", "/.."))


def _opening_tag(passive: re.Match[str]) -> str:
    """The opening tag alone, padded so that offsets stay; nothing of a comment."""
    text = passive[0]
    kept = "" if passive[1] is None else text[: text.index(">") + 1]
    return kept + " " * (len(text) - len(kept))


def _place(html: str, offset: int) -> tuple[int, int]:
    return html.count("\n", 0, offset) + 1, offset - html.rfind("\n", 0, offset)
