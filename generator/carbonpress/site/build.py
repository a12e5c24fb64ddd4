"""One build of a site: what is decided between MkDocs's events."""

from __future__ import annotations

import logging
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

from carbonpress.press import page as pressed
from carbonpress.press.label import PLAIN, Brand
from carbonpress.press.press import Labels
from carbonpress.publish.fit import finding
from carbonpress.publish.links import broken_links
from carbonpress.publish.output import write_files
from carbonpress.publish.pour import FEWEST_HEADINGS, ShellError, Shells, alternates, mark, table_of_contents, way_up
from carbonpress.publish.project import Project, open_project
from carbonpress.publish.promise import broken_promises
from carbonpress.publish.sitemap import sitemap
from carbonpress.publish.whole import OWN_PAGES, jobs, site_files, site_pages
from carbonpress.publish.work import Frame, poured, press_each
from carbonpress.site.clock import build_day
from carbonpress.site.exits import Exit
from carbonpress.site.languages import Tongues, navigations
from carbonpress.site.looks import asset_files, dress
from carbonpress.site.options import Options
from carbonpress.site.place import read_config
from carbonpress.site.public import keep_public, symlinks
from carbonpress.site.search import MOST_DECLARATIONS, entry, prepare, write_indexes
from carbonpress.site.shells import TEMPLATE, hidden, render_shells, with_head, with_search_base
from carbonpress.site.show import located
from carbonpress.site.speech import Speech, without_alternates
from carbonpress.site.stop import Stop
from carbonpress.site.verdict import verdict
from carbonpress.source.finding import Finding, Severity
from carbonpress.source.output import as_text, summary

BODY = "<!--carbonpress:body-->"
"""Where the body of one of our own pages goes; MkDocs renders the page around it."""


class Build:
    """What a build knows: options, data, pages, shells. Made anew for each build."""

    def __init__(self, options: Options, config: MkDocsConfig) -> None:
        self.options = options
        self.config = config
        self.tongues = Tongues(tuple(options.languages))
        self.shells: dict[str, Shells] = {}
        self.pages: dict[tuple[str, str], pressed.Page] = {}
        self.markdown: dict[str, set[str]] = {}

    @property
    def data(self) -> Path:
        """The data folder."""
        return Path(self.options.data_dir or self.config.docs_dir)

    def configure(self) -> None:
        """Set what our sites need on MkDocs's configuration.

        Raises
        ------
        Stop
            When `mkdocs.yml` asks for what cannot be.
        """
        given = self._site_url()
        if given is None:
            raise Stop("mkdocs.yml needs a site_url: the QR code of every label leads there", Exit.USAGE)
        if urlsplit(given).query or not given.startswith(("https://", "http://")):
            raise Stop(f"site_url {given!r} is not a plain web address", Exit.USAGE)
        if self.config.theme.name != "material":
            raise Stop("carbonpress needs `theme: {name: material}`; your own templates go to custom_dir", Exit.USAGE)
        if not self.config.use_directory_urls:
            raise Stop("carbonpress needs use_directory_urls: the addresses on labels end in a slash", Exit.USAGE)
        self.base_url = given.rstrip("/") + "/"
        dress(self.config)
        prepare(self.config)
        self.speech = Speech(self.options, self.config, self.tongues)

    def _site_url(self) -> str | None:
        """The address of the real site; MkDocs's server sets a local one, which must not get onto a label."""
        said = read_config(Path(self.config.config_file_path)).get("site_url") if self.config.config_file_path else None
        return said if isinstance(said, str) and said.startswith("http") else self.config.site_url

    def read(self, log: logging.LoggerAdapter[logging.Logger]) -> None:
        """Read and check the data folder; warnings are counted, errors end the build."""
        self.project: Project = open_project(self.data, self.base_url)
        self.stop_on_errors(located(self.project.findings, self.data))
        if self.project.findings:
            log.info("%s; `carbonpress check` shows them", summary(self.project.findings))
        names = {language: self.speech.site_name(language) for language in self.tongues.all}
        self.site = pressed.Site(self.base_url, self.tongues.all, build_day(self.project).isoformat(), names)
        self.pages = {(page.address, page.language): page for page in site_pages(self.project, self.site)}

    def stop_on_errors(self, findings: tuple[Finding, ...] | list[Finding]) -> None:
        """Print the errors among *findings* and end the build, if there are any."""
        errors = [finding for finding in findings if finding.severity is Severity.ERROR]
        if errors:
            click.echo(as_text(errors), err=True, nl=False)
            raise Stop(f"{summary(errors)}: the site was not built", verdict(errors))

    def labels(self) -> Labels:
        """The labels that `mkdocs.yml` asks for."""
        brand = Brand(self.options.brand) if self.options.brand else PLAIN
        return Labels(tuple(self.options.labels), tuple(self.options.label_images), brand)

    def watched(self) -> list[str]:
        """What `mkdocs serve` must watch beside `docs_dir`."""
        return [] if self.data == Path(self.config.docs_dir) else [str(self.data)]

    def files(self, files: Files) -> Files:
        """Drop from *files* what is private; add our own pages, where no Markdown page has their place, and assets."""
        self.stop_on_errors(located(symlinks(files, self.config.docs_dir), Path(self.config.docs_dir)))
        self.config.theme.static_templates.discard("sitemap.xml")  # ours knows the languages
        keep_public(files, self.config.docs_dir, self.options.public)
        for file in asset_files(self.config, self.options.brand):
            files.append(file)
        taken = {file.dest_uri for file in files.documentation_pages()}
        for address, language in ((address, language) for language in self.tongues.all for address in OWN_PAGES):
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
        self.navs = navigations(nav, own, files, self.tongues)
        for file in files.documentation_pages():
            page = file.page
            if page is not None and self.own_page(page):
                page.title = escape(self.speech.nav_title(self.tongues.plain(page.url), self.tongues.of(file.src_uri)))
        return self.navs[self.tongues.first]

    def page_head(self, page: Page) -> None:
        """Give a page of ours its frame, title and description; what its author wrote in Markdown stays on top."""
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
        for language in self.tongues.all:
            self.speech.speak(language)
            self.speech.switch({tongue: f"/{mark(f'switch-{tongue}')}" for tongue in self.tongues.all})
            try:
                self.shells[language] = render_shells(env, self.navs[language], files, self.config)
            except ShellError as error:
                raise Stop(str(error), Exit.USAGE) from error

    def page_context(self, context: TemplateContext, page: Page) -> TemplateContext:
        """Speak the language of *page*, and let its switch lead to its counterparts."""
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
        own = self.own_page(page)
        plain, language = self.tongues.plain(page.url), self.tongues.of(page.file.src_uri)
        output = with_search_base(without_alternates(output), way_up(plain))
        if own is None:
            return with_head(output, alternates(self.site, plain, language, self._languages(plain)))
        before, _, after = output.rpartition(BODY)
        return with_head(before + own.body + after, own.head)

    def _languages(self, address: str) -> list[str]:
        return [tongue for tongue in self.tongues.all if tongue in self.markdown.get(address, ())]

    def write(self, site_dir: Path) -> None:
        """Write declarations, their files, the sitemap and the search indexes into *site_dir*."""
        frame = Frame(self.site, self.shells, self.labels())
        loose = [page for page in self.pages.values() if page.address not in OWN_PAGES]
        write_files(site_dir, dict(poured(page, frame) for page in loose))
        write_files(site_dir, site_files(self.project, self.site))
        found = list(self.pages.values())
        wrong: list[Finding] = []
        for done in press_each(jobs(self.project), frame, self.options.workers):
            write_files(site_dir, done.files)
            found += done.pages
            wrong += [finding(misfit, done.version.record, self.project) for misfit in done.misfits]
        self.stop_on_errors(located(wrong, self.data))
        addresses = {address: set(languages) for address, languages in self.markdown.items()}
        for page in found:
            addresses.setdefault(page.address, set()).add(page.language)
        write_files(site_dir, {"sitemap.xml": sitemap(addresses, self.site).encode()})
        searched = found if len(self.project.studies) <= MOST_DECLARATIONS else []
        write_indexes(site_dir, [entry(page, self.site) for page in searched], self.tongues)

    def check_links(self, site_dir: Path) -> None:
        """End the build when a page links to what the site does not have."""
        self.stop_on_errors(broken_links(site_dir, self.base_url))

    def check_promises(self, site_dir: Path, former: Path | None) -> None:
        """End the build when it would break what was published; *former* is the site it would replace."""
        archive = self.project.archive
        found = broken_promises(site_dir, archive, self.base_url, self.tongues.all, former)
        self.stop_on_errors(located(found, self.data))
