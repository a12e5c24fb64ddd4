"""The last stage of a build: all products are there; MkDocs renders its pages, and everything else is written."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from carbonpress.archive.moved_site import moved_files
from carbonpress.build.batch import Batch, ProductFiles
from carbonpress.build.cache import read_all
from carbonpress.build.page_shell import alternates, frame_scripts, way_up
from carbonpress.build.product_folder import pages as product_pages
from carbonpress.build.site_pages import AllProducts, loose_ends, site_files
from carbonpress.build.sitemap import language_sitemaps, sitemaps
from carbonpress.build.version import Frame, press_pages
from carbonpress.folder.content_security import HEAD, header_files, meta
from carbonpress.folder.links import Either, broken_links
from carbonpress.folder.manifest import site_files as site_files_of
from carbonpress.folder.write_files import write_files
from carbonpress.press.common import page as pressed
from carbonpress.press.common.outputs import media_types
from carbonpress.site.build_stop import stop_on_errors
from carbonpress.site.languages import Tongues
from carbonpress.site.material_language import without_alternates
from carbonpress.site.own_pages import Pages, own_page
from carbonpress.site.page_check import named_findings, written_link
from carbonpress.site.search import MOST_DECLARATIONS, entry, write_indexes
from carbonpress.site.shells import with_head, with_search_base
from carbonpress.source.finding import Finding
from carbonpress.source.output import as_text
from carbonpress.terminal.columns import ASK, located
from carbonpress.verify.broken_promises import broken_promises

if TYPE_CHECKING:
    from carbonpress.site.stages.configured import Configured
    from carbonpress.site.stages.framed import Framed
    from carbonpress.site.stages.read import Read

BODY = "<!--carbonpress:body-->"
"""Where the body of one of our own pages goes; MkDocs renders the page around it."""


@dataclass(frozen=True, slots=True)
class Made:
    """A site whose products are built; `pages` are our own, those that list products among them."""

    framed: Framed
    frame: Frame
    batch: Batch
    products: AllProducts
    pages: Pages

    @property
    def read(self) -> Read:
        """The stage that read the data."""
        return self.framed.listed.read

    @property
    def configured(self) -> Configured:
        """The stage that read `mkdocs.yml`."""
        return self.read.configured

    @property
    def tongues(self) -> Tongues:
        """The languages of the site."""
        return self.configured.tongues

    @property
    def site(self) -> pressed.Site:
        """What our pages know of the site."""
        return self.read.site

    def page_context(self, context: TemplateContext, page: Page) -> TemplateContext:
        """Speak the language of *page*, and let its switch lead to its counterparts."""
        language = self.tongues.of(page.file.src_uri)
        plain = self.tongues.plain(page.url)
        self.configured.speech.speak(language)
        self.configured.speech.switch({tongue: self._counterpart(plain, tongue) for tongue in self.tongues.all})
        context["nav"] = self.framed.navs[language]
        return context

    def _counterpart(self, address: str, language: str) -> str:
        """Address of the page in *language*, or of that language's home where there is none."""
        exists = language in self.framed.listed.markdown.get(address, ())
        return self.site.address(address if exists else "", language) or "."

    def template_context(self, context: TemplateContext) -> TemplateContext:
        """Speak the first language; the switch leads to the home pages."""
        self.configured.speech.speak(self.tongues.first)
        self.configured.speech.switch({tongue: self._counterpart("", tongue) for tongue in self.tongues.all})
        context["nav"] = self.framed.navs[self.tongues.first]
        return context

    def post_page(self, output: str, page: Page) -> str:
        """Pour the body and the head of a page of ours; give any other page its hreflang links."""
        own = own_page(self.pages, page, self.tongues)
        plain, language = self.tongues.plain(page.url), self.tongues.of(page.file.src_uri)
        output = with_search_base(without_alternates(output), way_up(plain))
        output = self._with_policy(output, language, way_up(self.site.address(plain, language)))
        if own is None:
            return with_head(output, alternates(self.site, plain, language, self._languages(plain)))
        before, _, after = output.rpartition(BODY)
        return with_head(before + own.body + after, own.head)

    def post_template(self, output: str) -> str:
        """Give a page that MkDocs makes without content, such as 404.html, its policy."""
        return self._with_policy(output, self.tongues.first, self._from_anywhere())

    def _with_policy(self, html: str, language: str, up: str) -> str:
        """*html* with the policy of the pages that lie *up* below the root, at the beginning of its head."""
        head = HEAD.search(html)
        if not self.configured.policed or head is None:
            return html
        policy = meta(frame_scripts(self.frame.shells[language].with_toc, up), self.configured.options.sources)
        return html[: head.end()] + policy + html[head.end() :]

    def _from_anywhere(self) -> str:
        """How a page that is shown under any address refers to the root."""
        return urlsplit(self.configured.base_url).path

    def _headers(self, addresses: Mapping[str, Iterable[str]]) -> dict[str, bytes]:
        """Header files for web servers, which allow the scripts of the frame at *addresses*."""
        ups = {
            (language, way_up(self.site.address(address, language)))
            for address, languages in addresses.items()
            for language in languages
        }
        ups.add((self.tongues.first, self._from_anywhere()))
        hashes = {script for language, up in ups for script in frame_scripts(self.frame.shells[language].with_toc, up)}
        return header_files(hashes, self.configured.options.sources, media_types()) if self.configured.policed else {}

    def _languages(self, address: str) -> list[str]:
        return [tongue for tongue in self.tongues.all if tongue in self.framed.listed.markdown.get(address, ())]

    def write(self, site_dir: Path) -> None:
        """Write the other pages of ours, the files for machines, the sitemap and the search indexes into *site_dir*."""
        loose = [page for page in self.pages.values() if page.address not in self.framed.listed.in_frames]
        write_files(site_dir, press_pages(loose, self.frame).files)
        write_files(
            site_dir,
            site_files(self.products, self.read.shared.archive, self.site)
            | moved_files(self.read.shared.archive, self.site),
        )
        addresses = {address: set(languages) for address, languages in self.framed.listed.markdown.items()}
        for page in loose:
            addresses.setdefault(page.address, set()).add(page.language)
        everywhere = set(self.tongues.all)
        addresses |= dict.fromkeys(self.products.addresses, everywhere)
        found = sitemaps(addresses, self.site) | language_sitemaps(addresses, self.site)
        write_files(site_dir, found | self._headers(addresses))
        write_indexes(site_dir, [entry(page, self.site) for page in self._searched()], self.tongues)

    def _searched(self) -> list[pressed.Page]:
        own = list(self.pages.values())
        if len(self.batch.products) > MOST_DECLARATIONS:
            return own
        return own + [page for _, details in read_all(self.batch.products.values()) for page in product_pages(details)]

    def check_links(self, site_dir: Path, named: Mapping[str, Iterable[str]]) -> None:
        """End the build when a page links to what the site does not have; *named* are declarations that pages name."""
        known = frozenset(self.products.addresses).__contains__
        stop_on_errors(named_findings(named, self.configured.config, self.configured.places, known))
        products = ProductFiles(self.batch.products, self.configured.roots)
        written = partial(written_link, self.framed.listed.authored)
        stop_on_errors(broken_links(site_dir, self.configured.base_url, products, self.configured.roots, written))
        files = Either(frozenset(site_files_of(site_dir, self.configured.roots)), products)
        loose = [
            Finding(page, 1, 1, "link", f"a link to {target!r} leads nowhere", "an address of this site")
            for page, target in loose_ends(self.products, files)
        ]
        stop_on_errors(loose)

    def check_promises(self, site_dir: Path, former: Path | None) -> None:
        """End the build when it would break what was published; *former* is the site it would replace.

        Files that were published but not promised may go; they are named.
        """
        found = located(
            broken_promises(site_dir, self.read.shared.archive, self.configured.base_url, self.tongues.all, former),
            self.configured.data,
        )
        stop_on_errors(found)
        if found:
            click.echo(as_text(found, colour=sys.stderr.isatty()) + ASK, err=True)
