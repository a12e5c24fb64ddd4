"""Let MkDocs and Material render the shells that declarations are poured into."""

from __future__ import annotations

import re

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from carbonpress.build.page_shell import DEPTH, Shell, ShellError, Shells, cut, mark
from carbonpress.folder.content_security import HEAD, Sources
from carbonpress.site.material_language import without_alternates

TEMPLATE = "carbonpress.html"
KEPT = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2\s*>)", re.DOTALL | re.IGNORECASE)
"""Elements in which white space means something."""

INDENT = re.compile(r"[ \t\r]*\n\s*")
NAMESPACE = '<svg xmlns="http://www.w3.org/2000/svg"'
"""How Material's icons begin; in HTML a drawing needs no namespace."""

SEARCH_BASE = re.compile(r'(<script id="__config"[^>]*>[^<]*?"base": ")[^"]*')


def render_shells(
    env: jinja2.Environment, nav: Navigation, files: Files, config: MkDocsConfig, sources: Sources | None
) -> Shells:
    """The shells of the language that *config* and *nav* are set to.

    They have a place for the policy, to which *sources* are added; None where there is to be no policy.
    """
    shells = Shells(_shell(env, nav, files, config, True), _shell(env, nav, files, config, False))
    if sources is None:
        return shells
    return Shells(_with_policy(shells.with_toc, sources), _with_policy(shells.without_toc, sources))


def _with_policy(shell: Shell, sources: Sources) -> Shell:
    """*shell* with a place for the policy at the beginning of its head, before anything that it rules."""
    first, *others = shell.pieces
    head = HEAD.search(first)
    if head is None:
        raise ShellError("the page template makes no <head>")
    return Shell((first[: head.end()], "policy", first[head.end() :], *others), shell.toc_item, sources)


def _shell(env: jinja2.Environment, nav: Navigation, files: Files, config: MkDocsConfig, toc: bool) -> Shell:
    page = _page(config, toc)
    html = env.get_template(TEMPLATE).render(get_context(nav, files, config, page))
    # a link that begins with a slash is one that MkDocs leaves as it is; the slash was for MkDocs alone
    html = without_alternates(html).replace("/" + mark("switch-")[:-1], mark("switch-")[:-1])
    return cut(lean(with_search_base(with_head(html, mark("head")), mark("language-root"))))


def lean(html: str) -> str:
    """*html* without what only its templates need: indents between tags, the namespace of drawings.

    A sixth of a frame is white space.  Nothing inside `pre`, `script`, `style` and
    `textarea` is touched; where there was white space, the end of a line is left.

    >>> lean("<p>\\n    \\n   text <b>\\n  bold</b></p>")
    '<p>\\ntext <b>\\nbold</b></p>'
    """
    pieces = KEPT.split(html)
    pieces[::3] = [INDENT.sub("\n", piece).replace(NAMESPACE, "<svg") for piece in pieces[::3]]
    del pieces[2::3]  # the names of the elements that are kept
    return "".join(pieces).lstrip()


def _page(config: MkDocsConfig, toc: bool) -> Page:
    uri = "/".join(["x"] * (DEPTH - 1)) + "/x.md"
    page = Page(mark("title"), File.generated(config, uri, content=""), config)
    page.meta = {
        "title": mark("title"),
        "description": mark("description"),
        "hide": hidden(config, toc),
    }
    page.canonical_url = None
    page.content = mark("body")
    anchors = [AnchorLink(mark("toc-title"), mark("toc-anchor"), 2)] if toc else []
    page.toc = TableOfContents(anchors)
    return page


def hidden(config: MkDocsConfig, toc: bool) -> list[str]:
    """Which of Material's side bars a page of ours does without: that of the navigation where it shows as tabs."""
    tabs = "navigation.tabs" in (config.theme.get("features") or [])
    return ["navigation"] * tabs + ["toc"] * (not toc)


def with_head(html: str, head: str) -> str:
    """*html* with *head* at the end of its head.

    Raises
    ------
    ShellError
        When the page has no head.
    """
    before, end, after = html.partition("</head>")
    if not end:
        raise ShellError("the page template makes no </head>")
    return f"{before}{head}{end}{after}"


def with_search_base(html: str, base: str) -> str:
    """*html* with Material's base set to *base*: the folder from which it loads the search index."""
    return SEARCH_BASE.sub(lambda found: found[1] + base, html, count=1)
