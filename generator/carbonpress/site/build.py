"""One build of a site: what is decided between MkDocs's events."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Mapping
from functools import partial
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

import click
import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils.templates import TemplateContext

from carbonpress.archive.archive import open_archive
from carbonpress.archive.head import standing_findings
from carbonpress.archive.moved_site import moved_files
from carbonpress.build.batch import Place, ProductFiles, Watch, press_products, unwatched
from carbonpress.build.changed_files import future_dates_in, survey
from carbonpress.build.fingerprint import base_key
from carbonpress.build.page_shell import (
    FEWEST_HEADINGS,
    ShellError,
    Shells,
    alternates,
    frame_scripts,
    mark,
    table_of_contents,
    way_up,
)
from carbonpress.build.product import Bench
from carbonpress.build.product_folder import pages as product_pages
from carbonpress.build.site_pages import OWN_PAGES, fixed_pages, listing_pages, loose_ends, site_files, whole
from carbonpress.build.sitemap import language_sitemaps, sitemaps
from carbonpress.build.version import Frame, press_pages
from carbonpress.build.workers import NoSuchCrewError
from carbonpress.folder.content_security import HEAD, header_files, meta
from carbonpress.folder.links import Either, broken_links
from carbonpress.folder.manifest import site_files as site_files_of
from carbonpress.folder.write_files import write_files
from carbonpress.model.web_address import site_address
from carbonpress.press.common import page as pressed
from carbonpress.press.common.template_cache import Compiled
from carbonpress.press.version_files import Labels
from carbonpress.reference.load import library as load_library
from carbonpress.site.brand import brand_of, printing_of
from carbonpress.site.build_stop import Stop
from carbonpress.site.config_check import data_folder, folder_findings, given_site_url, own_findings
from carbonpress.site.config_places import ConfigPlaces, ConfigSyntaxError, read_places
from carbonpress.site.configuration import stop_on
from carbonpress.site.declaration_links import named_links, with_addresses
from carbonpress.site.former_build import Kept
from carbonpress.site.languages import Tongues, navigations
from carbonpress.site.material_language import Speech, without_alternates
from carbonpress.site.material_theme import asset_files, dress
from carbonpress.site.options import Options
from carbonpress.site.page_check import framed, named_findings, page_findings, render_fault, written_link
from carbonpress.site.public import keep_public
from carbonpress.site.search import MOST_DECLARATIONS, entry, prepare, write_indexes
from carbonpress.site.shells import TEMPLATE, hidden, render_shells, with_head, with_search_base
from carbonpress.source.finding import Finding, Severity
from carbonpress.source.folder import reader
from carbonpress.source.output import as_text, summary
from carbonpress.study.days import future_events
from carbonpress.study.project import open_project, read_organisation
from carbonpress.study.versions import declared_factors
from carbonpress.terminal.clock import build_day, latest_day
from carbonpress.terminal.columns import ASK, located
from carbonpress.terminal.exits import Exit
from carbonpress.terminal.verdict import verdict
from carbonpress.verify.broken_promises import broken_promises, moved

BODY = "<!--carbonpress:body-->"
"""Where the body of one of our own pages goes; MkDocs renders the page around it."""


class Build:
    """What a build knows: options, data, pages, shells. Made anew for each build."""

    def __init__(self, options: Options, config: MkDocsConfig, policed: bool = True) -> None:
        # `mkdocs serve` puts a script of its own into each page, which a policy would forbid.
        self.policed = policed
        self.watch: Watch = unwatched
        self.options = options
        self.config = config
        self.tongues = Tongues(tuple(options.languages))
        self.shells: dict[str, Shells] = {}
        self.pages: dict[tuple[str, str], pressed.Page] = {}
        self.markdown: dict[str, set[str]] = {}
        self.authored: dict[str, File] = {}
        self.named: dict[str, list[str]] = {}
        self.rendering: Page | None = None

    @property
    def data(self) -> Path:
        """The data folder."""
        return data_folder(self.config, self.options)

    def configure(self) -> None:
        """Set what our sites need on MkDocs's configuration.

        Raises
        ------
        Stop
            When `mkdocs.yml` asks for what cannot be.
        """
        file = self.config.config_file_path
        given = given_site_url(file) or self.config.site_url
        try:
            self.places = read_places(Path(file))
        except (ConfigSyntaxError, OSError):  # MkDocs was given it another way
            self.places = ConfigPlaces(Path(file).name)
        found = list(own_findings(self.config, given, self.places))
        found += folder_findings(self.config, self.options, self.places)
        stop_on(located(found, Path(file).parent))
        self.base_url = str(site_address(str(given)))
        if self.policed:  # the server has set the address that it answers at
            self.config.site_url = self.base_url
        dress(self.config)
        prepare(self.config)
        self.speech = Speech(self.options, self.config, self.tongues)

    def read(self, log: logging.LoggerAdapter[logging.Logger], kept: Kept) -> None:
        """Read what all declarations share and look through their files; errors end the build."""
        self.log = log
        self.kept = kept
        findings: list[Finding] = []
        self.library = load_library(self.data, findings)
        self.archive = open_archive(self.data)
        organisation = read_organisation(reader(self.data), self.library, findings)
        self.former = kept.shelf.traces(kept.site)
        self.survey = survey(self.data, self.former.traces)
        findings += [*self.archive.findings, *self.survey.findings, *self._untimely()]
        findings += [*standing_findings(kept.site, self.archive.ledger), *moved(self.archive.ledger, self.base_url)]
        self.stop_on_errors(located(findings, self.data))
        if organisation is None:
            raise Stop("there is no organisation.yml", Exit.FINDINGS)
        self.organisation = organisation
        names = {language: self.speech.site_name(language) for language in self.tongues.all}
        self.site = pressed.Site(
            self.base_url,
            self.tongues.all,
            build_day(self.survey.day, self.archive.ledger.events),
            names,
            png=self.options.png,
            interpreted=self.options.interpretation,
            papers=tuple(self.options.papers),
            ledger=bool(self.archive.ledger.raw),
            signed=bool(self.archive.keys),
        )
        # MkDocs asks for the titles of the listing pages before there is anything to list.
        self.pages = by_address(
            [
                *fixed_pages(self.library, self.site),
                *listing_pages(whole({}, self.site.languages), self.library, self.site),
            ]
        )

    def _untimely(self) -> list[Finding]:
        """Events, studies and verifications of days that have not come: the site would be built for such a day."""
        latest = latest_day()
        events = future_events(self.archive.ledger.events, latest)
        return [*events, *future_dates_in(self.survey, self.library, latest)]

    @property
    def roots(self) -> tuple[str, ...]:
        """The folders of the site that hold a folder for each product."""
        return tuple(self.tongues.uri("p", language) for language in self.tongues.all)

    def press(self, site_dir: Path) -> None:
        """Press all products into *site_dir*, and the pages that list them; errors end the build."""
        published = declared_factors(self.archive, self.library.units)
        self.frame = Frame(self.site, self.shells, self.labels())
        bench = Bench(self.library, self.organisation, self.archive, published, self.frame)
        place = Place(site_dir, self.kept.site, self.kept.shelf, self.roots, self.former, self.kept.spare)
        try:
            self.batch = press_products(
                self.survey, bench, base_key(bench), place, str(self.options.workers), self.watch
            )
        except NoSuchCrewError as error:
            raise Stop(str(error), Exit.USAGE) from error
        findings = self.batch.findings
        if any(finding.severity is Severity.ERROR for finding in findings):
            # Seen together, the files say more: which of them build upon each other in a circle, which share an id.
            findings = tuple(sorted({*findings, *open_project(self.data, self.base_url, self.tongues.all).findings}))
        self.stop_on_errors(located(findings, self.data))
        self.products = whole(self.batch.traces, self.site.languages)
        if warnings := self.products.warnings:
            self.log.info("%d findings are no errors; `carbonpress check` shows them", warnings)
        self.pages |= by_address(listing_pages(self.products, self.library, self.site))

    def stop_on_errors(self, findings: tuple[Finding, ...] | list[Finding]) -> None:
        """Print the errors among *findings* and end the build, if there are any."""
        errors = [finding for finding in findings if finding.severity is Severity.ERROR]
        if errors:
            click.echo(as_text(errors, colour=sys.stderr.isatty()) + ASK, err=True)
            raise Stop(f"{summary(errors)}: the site was not built", verdict(errors))

    def labels(self) -> Labels:
        """The labels that `mkdocs.yml` asks for."""
        given = self.options
        wanted = None if given.labels is None else tuple(given.labels)
        return Labels(wanted, tuple(given.label_images), brand_of(given), given.png, printing_of(given))

    def watched(self) -> list[str]:
        """What `mkdocs serve` must watch beside `docs_dir`."""
        return [] if self.data == Path(self.config.docs_dir) else [str(self.data)]

    def files(self, files: Files) -> Files:
        """Drop from *files* what is private; add our own pages, where no Markdown page has their place, and assets."""
        self.config.theme.static_templates.discard("sitemap.xml")  # ours knows the languages
        keep_public(files, self.config.docs_dir, self.options.public, self.data)
        found = page_findings(files, self.config, self.tongues, self.library.rules, None)
        found = located(found, Path(self.config.docs_dir))
        self.stop_on_errors(found)
        for warned in found:
            self.log.warning("%s", warned)
        self.authored = {file.dest_uri: file for file in files.documentation_pages()}
        for file in asset_files(self.config, self.options.brand):
            files.append(file)
        taken = {file.dest_uri for file in files.documentation_pages()}
        self.framed = framed(self.pages, self.config.nav, self.tongues)
        for address, language in ((address, language) for language in self.tongues.all for address in self.framed):
            uri = self.tongues.uri(f"{address}index", language)
            if f"{uri}.html" not in taken:
                files.append(File.generated(self.config, f"{uri}.md", content="", inclusion=InclusionLevel.NOT_IN_NAV))
        for file in files.documentation_pages():
            address = "" if (plain := self.tongues.plain(file.url)) == "./" else plain
            self.markdown.setdefault(address, set()).add(self.tongues.of(file.src_uri))
        return files

    def own_page(self, page: Page) -> pressed.Page | None:
        """The page of ours that the MkDocs page *page* frames, if it is one."""
        return self.pages.get((self.tongues.plain(page.url), self.tongues.of(page.file.src_uri)))

    def navigation(self, nav: Navigation, files: Files) -> Navigation:
        """Make the navigation of each language; MkDocs goes on with that of the first."""
        own = [f"{address}index.md" for address in OWN_PAGES]
        self.navs = navigations(nav, own, files, self.tongues, bool(self.config.nav))
        for file in files.documentation_pages():
            page = file.page
            if page is not None and (ours := self.own_page(page)) and "title" not in vars(page):
                page.title = escape(self.speech.nav_title(ours.address, ours.language) or ours.title)
        return self.navs[self.tongues.first]

    def page_head(self, page: Page) -> None:
        """Give a page of ours its frame, title and description; what its author wrote in Markdown stays on top."""
        self.rendering = page
        own = self.own_page(page)
        if own is None:
            return
        page.meta = {
            "title": escape(own.title),
            "description": escape(own.description),
            **page.meta,
            "template": TEMPLATE,
            "search": {"exclude": True},
            "hide": hidden(self.config, len(table_of_contents(own.body)) >= FEWEST_HEADINGS),
        }
        page.canonical_url = None  # our head has it

    def page_content(self, html: str, page: Page) -> str:
        """The content of *page* with the mark of the body, where it is one of ours."""
        self.rendering = None
        if named := list(named_links(html)):
            self.named[page.file.src_uri] = named
            html = with_addresses(
                html, page.url, partial(self.tongues.uri, language=self.tongues.of(page.file.src_uri))
            )
        own = self.own_page(page)
        if own is None:
            return html
        if not html:
            page.toc = TableOfContents([AnchorLink(title, a, 2) for a, title in table_of_contents(own.body)])
        return html + BODY

    def render_shells(self, env: jinja2.Environment, files: Files) -> None:
        """Have Material render the shells of each language.

        Raises
        ------
        Stop
            When a template in `custom_dir` leaves out what our pages need.
        """
        if env.bytecode_cache is None:
            env.bytecode_cache = Compiled(f"{sorted(env.extensions)} {env.autoescape} {env.trim_blocks}")
        for language in self.tongues.all:
            self.speech.speak(language)
            self.speech.switch({tongue: f"/{mark(f'switch-{tongue}')}" for tongue in self.tongues.all})
            try:
                self.shells[language] = render_shells(
                    env, self.navs[language], files, self.config, self.options.sources if self.policed else None
                )
            except ShellError as error:
                raise Stop(str(error), Exit.USAGE) from error

    def page_context(self, context: TemplateContext, page: Page) -> TemplateContext:
        """Speak the language of *page*, and let its switch lead to its counterparts."""
        self.rendering = page
        language = self.tongues.of(page.file.src_uri)
        plain = self.tongues.plain(page.url)
        self.speech.speak(language)
        self.speech.switch({tongue: self._counterpart(plain, tongue) for tongue in self.tongues.all})
        context["nav"] = self.navs[language]
        return context

    def _counterpart(self, address: str, language: str) -> str:
        """Address of the page in *language*, or of that language's home where there is none."""
        exists = language in self.markdown.get(address, ())
        return self.site.address(address if exists else "", language) or "."

    def template_context(self, context: TemplateContext) -> TemplateContext:
        """Speak the first language; the switch leads to the home pages."""
        self.speech.speak(self.tongues.first)
        self.speech.switch({tongue: self._counterpart("", tongue) for tongue in self.tongues.all})
        context["nav"] = self.navs[self.tongues.first]
        return context

    def post_page(self, output: str, page: Page) -> str:
        """Pour the body and the head of a page of ours; give any other page its hreflang links."""
        self.rendering = None
        own = self.own_page(page)
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
        if not self.policed or head is None:
            return html
        policy = meta(frame_scripts(self.shells[language].with_toc, up), self.options.sources)
        return html[: head.end()] + policy + html[head.end() :]

    def _from_anywhere(self) -> str:
        """How a page that is shown under any address refers to the root."""
        return urlsplit(self.base_url).path

    def _headers(self, addresses: Mapping[str, Iterable[str]]) -> dict[str, bytes]:
        """Header files for web servers, which allow the scripts of the frame at *addresses*."""
        ups = {
            (language, way_up(self.site.address(address, language)))
            for address, languages in addresses.items()
            for language in languages
        }
        ups.add((self.tongues.first, self._from_anywhere()))
        hashes = {script for language, up in ups for script in frame_scripts(self.shells[language].with_toc, up)}
        return header_files(hashes, self.options.sources) if self.policed else {}

    def _languages(self, address: str) -> list[str]:
        return [tongue for tongue in self.tongues.all if tongue in self.markdown.get(address, ())]

    def write(self, site_dir: Path) -> None:
        """Write the other pages of ours, the files for machines, the sitemap and the search indexes into *site_dir*."""
        loose = [page for page in self.pages.values() if page.address not in self.framed]
        write_files(site_dir, press_pages(loose, self.frame).files)
        write_files(site_dir, site_files(self.products, self.archive, self.site) | moved_files(self.archive, self.site))
        addresses = {address: set(languages) for address, languages in self.markdown.items()}
        for page in loose:
            addresses.setdefault(page.address, set()).add(page.language)
        everywhere = set(self.tongues.all)
        addresses |= dict.fromkeys(self.products.addresses, everywhere)
        found = sitemaps(addresses, self.site) | language_sitemaps(addresses, self.site)
        write_files(site_dir, found | self._headers(addresses))
        write_indexes(site_dir, [entry(page, self.site) for page in self._searched()], self.tongues)

    def _searched(self) -> list[pressed.Page]:
        own = list(self.pages.values())
        if len(self.batch.traces) > MOST_DECLARATIONS:
            return own
        return own + [page for trace in self.batch.traces.values() for page in product_pages(trace)]

    def check_links(self, site_dir: Path) -> None:
        """End the build when a page links to what the site does not have."""
        known = frozenset(self.products.addresses).__contains__
        self.stop_on_errors(named_findings(self.named, self.config, self.places, known))
        products = ProductFiles(self.batch.traces, self.roots)
        written = partial(written_link, self.authored)
        self.stop_on_errors(broken_links(site_dir, self.base_url, products, self.roots, written))
        files = Either(frozenset(site_files_of(site_dir, self.roots)), products)
        loose = [
            Finding(page, 1, 1, "link", f"a link to {target!r} leads nowhere", "an address of this site")
            for page, target in loose_ends(self.products, files)
        ]
        self.stop_on_errors(loose)

    def blame(self, error: Exception) -> None:
        """End the build with a finding where *error* came of a Markdown page that MkDocs was rendering."""
        page = self.rendering
        if page is not None and not self.own_page(page) and (found := render_fault(page, error)):
            self.stop_on_errors(located([found], Path(self.config.docs_dir)))

    def check_promises(self, site_dir: Path, former: Path | None) -> None:
        """End the build when it would break what was published; *former* is the site it would replace.

        Files that were published but not promised may go; they are named.
        """
        found = located(broken_promises(site_dir, self.archive, self.base_url, self.tongues.all, former), self.data)
        self.stop_on_errors(found)
        if found:
            click.echo(as_text(found, colour=sys.stderr.isatty()) + ASK, err=True)


def by_address(pages: Iterable[pressed.Page]) -> dict[tuple[str, str], pressed.Page]:
    """*pages* by address and language."""
    return {(page.address, page.language): page for page in pages}
