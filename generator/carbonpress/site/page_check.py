"""What is wrong with the pages and files that an author put below `docs_dir`, found before anything is rendered."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from urllib.parse import urljoin

import click
import jinja2
from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, get_files
from mkdocs.structure.pages import Page
from mkdocs.utils.meta import get_data

import carbonpress
from carbonpress.site.blocked import blocked_findings, may_be_blocked
from carbonpress.site.config_places import ConfigPlaces, read_places
from carbonpress.site.configuration import our_plugin
from carbonpress.site.data_check import CheckedData
from carbonpress.site.declaration_links import SCHEME, in_nav, lost, named_links, place_of
from carbonpress.site.languages import Tongues
from carbonpress.site.own_pages import OWN_PAGES
from carbonpress.site.public import asset_flaws, keep_public, symlinks
from carbonpress.source.finding import Finding
from carbonpress.terminal.columns import located

PACKAGE = Path(carbonpress.__file__).parent
SHOWN = (InclusionLevel.INCLUDED, InclusionLevel.NOT_IN_NAV, InclusionLevel.UNDEFINED)
OWN_FOLDERS = ("p/", ".well-known/", "assets/carbonpress/", "schema/", "search/")
"""Folders of a site, below the root of each language, that hold nothing but what carbonpress makes."""

LATER_PAGES = ("compare/", "verify/", "404/")
"""Pages of ours beside those that the navigation shows; 404 is asked for under either address."""

HOMES = ("index.md", "README.md")
"""Markdown at the address of the catalogue stands above it, as its introduction."""


FORMS = "carbonpress:ID, carbonpress:ID@VERSION or carbonpress:ID@VERSION/report"
MEND = "write the id as in the file of the product"

TEMPLATES = {"template": ("{}", "a template of the theme"), "icon": (".icons/{}.svg", "an icon of the theme")}
"""What the front matter of a page may name of the theme, and the template that it is."""

SHAPES: Mapping[str, tuple[tuple[type, ...], str]] = {
    "search": ((dict,), "a mapping such as {exclude: true}"),
    "hide": ((list, str), "a list such as [navigation]"),
}
"""Keys of the front matter into which Material looks, and what they hold."""


def page_findings(
    files: Files, config: MkDocsConfig, tongues: Tongues, rules: Iterable[str], known: Callable[[str], bool] | None
) -> list[Finding]:
    """What is wrong with the author's *files*, those that become public, below `docs_dir` of *config*.

    *rules* are the ids of category rules, each of which has a page; *known*
    answers whether an address is one of a product, None where nobody can say.
    """
    own = [file for file in files if file.src_dir == config.docs_dir and file.inclusion in SHOWN]
    found = [*symlinks(own, config.docs_dir), *taken_addresses(own, tongues, rules)]
    refused = {finding.file for finding in found}
    sound = [file for file in own if file.src_uri not in refused]
    found += asset_flaws(file for file in sound if not file.is_documentation_page())
    for file in sound:
        if file.is_documentation_page():
            found += _markdown_findings(file, config, known)
    return found


def author_findings(config: MkDocsConfig, data: CheckedData) -> list[Finding]:
    """What is wrong with pages, files and `nav` beside the checked *data*, named as a terminal opens them."""
    plugin = our_plugin(config.plugins)
    assert plugin is not None  # a configuration without errors has it
    options, files, file = plugin.config, get_files(config), Path(config.config_file_path)
    keep_public(files, config.docs_dir, options.public, data.root)
    known = partial(may_be_there, data)
    found = page_findings(files, config, Tongues(tuple(options.languages)), data.shared.library.rules, known)
    in_nav = nav_findings(config.nav, read_places(file), known)
    return [*located(found, Path(config.docs_dir)), *located(in_nav, file.parent)]


def may_be_there(data: CheckedData, address: str) -> bool:
    """Whether *address* is that of a product of *data*; one whose file is wrong gets the benefit of the doubt."""
    _, id_, *below = address.strip("/").split("/")
    product = data.products.get(id_)
    if product is None or not product.is_sound:
        return product is not None or any(id_ in (file.id, Path(name).stem) for name, file in data.files.found.items())
    if below:
        return below[0] in {f"v{version}" for version in product.versions}
    return id_ not in data.shared.archive.ledger.renamed


def nav_findings(nav: object, places: ConfigPlaces, known: Callable[[str], bool]) -> Iterator[Finding]:
    """A finding for each link to a declaration in `nav` of `mkdocs.yml` that leads to none."""
    for name in lost((each.removeprefix(SCHEME) for each in in_nav(nav) if each.startswith(SCHEME)), known):
        line, column = places.place_of_text(SCHEME + name)
        yield Finding(places.name, line, column, "link", _lost(name), FORMS, MEND)


def taken_addresses(files: Iterable[File], tongues: Tongues, rules: Iterable[str]) -> list[Finding]:
    """A finding for each of *files* that would stand at an address which is carbonpress's own."""
    pages = {*OWN_PAGES, *LATER_PAGES, *(f"rules/{id_}/" for id_ in rules)}
    ours = {f"{page}index.html" for page in pages} | {"404.html"}
    found = []
    for file in files:
        plain = tongues.plain(file.dest_uri)
        low = plain.lower()  # where upper and lower case are one, as on Windows, so are these
        home = low == "index.html" and tongues.plain(file.src_uri) in HOMES
        if (low in ours and not home) or low.startswith(OWN_FOLDERS):
            address = file.dest_uri.removesuffix("index.html") or "/"
            what = f"the address {address} is carbonpress's own: a page or file of the site stands there"
            mend = "give the file another name, or put it into another folder"
            found.append(Finding(file.src_uri, 1, 1, "address-taken", what, "an address of its own", mend))
    return found


def framed(pages: Iterable[tuple[str, str]], nav: object, tongues: Tongues) -> tuple[str, ...]:
    """The addresses of those of our *pages* that MkDocs renders: what the navigation shows, and what `nav` names."""
    named = {tongues.plain(name) for name in in_nav(nav)}
    others = dict.fromkeys(address for address, _ in pages if address not in OWN_PAGES)
    return (*OWN_PAGES, *(address for address in others if f"{address}index.md" in named))


def written_link(authored: Mapping[str, File], page: str, link: str) -> tuple[str, int, int] | None:
    """Where the author of the *page* of a site wrote *link*: file, line and column; None where nobody did."""
    file = authored.get(page)
    if file is None or not file.abs_src_path:
        return None
    text = Path(file.abs_src_path).read_text(encoding="utf-8-sig")
    at = text.find(link)
    if at < 0:
        return None
    name = Path(os.path.relpath(file.abs_src_path)).as_posix()
    return name, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def render_fault(page: Page, error: Exception) -> Finding | None:
    """What is wrong with the Markdown *page* whose rendering ended in *error*; None where that is not its own fault."""
    disk = isinstance(error, OSError) and not isinstance(error, jinja2.TemplateError)
    frames = traceback.extract_tb(error.__traceback__)
    ours = any(Path(frame.filename).is_relative_to(PACKAGE) for frame in frames)
    if disk or ours or isinstance(error, click.ClickException):
        return None
    what = f"the page cannot be rendered: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
    mend = "look at the lines between --- at its top, at extensions of Markdown, and at custom_dir of the theme"
    return Finding(page.file.src_uri, 1, 1, "page", what, "a page that MkDocs and Material can render", mend)


def named_findings(
    named: Mapping[str, Iterable[str]], config: MkDocsConfig, places: ConfigPlaces, known: Callable[[str], bool]
) -> list[Finding]:
    """A finding for each link to a declaration that the site does not have: *named* by pages, or by `nav`."""
    docs = Path(config.docs_dir)
    texts = {name: (docs / name).read_text(encoding="utf-8-sig") for name in named}
    found = [flaw for name, links in named.items() for flaw in lost_links(name, texts[name], links, known)]
    in_nav = nav_findings(config.nav, places, known)
    return [*located(found, docs), *located(in_nav, Path(config.config_file_path).parent)]


def _markdown_findings(file: File, config: MkDocsConfig, known: Callable[[str], bool] | None) -> Iterator[Finding]:
    try:
        text = Path(file.abs_src_path or "").read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        what = f"the page is not UTF-8 (byte {error.start})"
        yield Finding(file.src_uri, 1, 1, "encoding", what, "text in UTF-8", "save the file as UTF-8")
        return
    body, meta = get_data(text)
    yield from _front_matter_findings(file, config, meta, text)
    linked, suspect = known is not None and SCHEME in text.lower(), may_be_blocked(text)
    if not linked and not suspect:
        return
    html = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {}).convert(body)
    if known is not None and linked:
        yield from lost_links(file.src_uri, text, named_links(html), known)
    if suspect and (plugin := our_plugin(config.plugins)) is not None:
        page = urljoin(config.site_url or "", file.url)
        yield from blocked_findings(file.src_uri, text, html, page, plugin.config.sources)


def lost_links(name: str, text: str, links: Iterable[str], known: Callable[[str], bool]) -> Iterator[Finding]:
    """A finding for each of *links* to declarations, on the Markdown page *name* of that *text*, that leads to none."""
    for link in lost(links, known):
        line, column = place_of(link, text)
        yield Finding(name, line, column, "link", _lost(link), FORMS, MEND)


def _lost(name: str) -> str:
    return f"the link {SCHEME + name} leads to no declaration"


def _front_matter_findings(
    file: File, config: MkDocsConfig, meta: Mapping[str, object], text: str
) -> Iterator[Finding]:
    """What of the lines between `---` at the top of a page MkDocs or Material would stumble over."""

    def found(key: str, what: str, expected: str, mend: str) -> Finding:
        line = next((n for n, row in enumerate(text.splitlines(), 1) if row.lstrip().startswith(key)), 1)
        return Finding(file.src_uri, line, 1, "page", what, expected, mend)

    for key, (name, expected) in TEMPLATES.items():
        if key in meta:
            try:
                config.theme.get_env().get_template(name.format(meta[key]))
            except (jinja2.TemplateError, OSError) as error:
                what = f"the {key} {str(meta[key])[:60]!r} cannot be used: {type(error).__name__}"
                yield found(key, what, expected, "remove the line, or put the file into custom_dir of the theme")
    for key, (kinds, expected) in SHAPES.items():
        if key in meta and not isinstance(meta[key], kinds):
            yield found(key, f"{key} is not {expected}", expected, "write it as the documentation of Material does")
