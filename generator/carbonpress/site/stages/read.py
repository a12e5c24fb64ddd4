"""The second stage of a build: the data are read, their files looked through, and MkDocs's list of files is made."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from carbonpress.build.site_pages import all_products, fixed_pages, listing_pages
from carbonpress.build.spare_folders import FormerBuild
from carbonpress.press.common import page as pressed
from carbonpress.site.build_stop import has_errors, stop_with
from carbonpress.site.data_check import CheckedData, check_data, shared_findings
from carbonpress.site.earlier_builds import EarlierBuilds
from carbonpress.site.languages import Tongues, navigations
from carbonpress.site.material_theme import asset_files
from carbonpress.site.own_pages import OWN_PAGES, Pages, by_address, own_page
from carbonpress.site.page_check import author_findings, framed, page_findings
from carbonpress.site.public import keep_public
from carbonpress.site.stages.framed import Framed
from carbonpress.source.finding import Finding
from carbonpress.study.data_files import DataFiles
from carbonpress.study.label_fit import FitInputs
from carbonpress.study.shared_inputs import SharedInputs
from carbonpress.terminal.columns import located

if TYPE_CHECKING:
    from carbonpress.site.stages.configured import Configured


@dataclass(frozen=True, slots=True)
class Read:
    """A site whose data were read: the files of the declarations, what they share, and what earlier builds left.

    `pages` are those of ours that tell of no product, and the listing pages with
    nothing to list yet: MkDocs asks for their titles first.
    """

    configured: Configured
    log: logging.LoggerAdapter[logging.Logger]
    earlier: EarlierBuilds
    former: FormerBuild
    files: DataFiles
    shared: SharedInputs
    site: pressed.Site
    pages: Pages

    def with_files(self, files: Files) -> Listed:
        """Drop from *files* what is private; add our own pages, where no Markdown page has their place, and assets.

        Raises
        ------
        Stop
            When a page or file of the author is wrong; all errors were shown.
        """
        config, tongues = self.configured.config, self.configured.tongues
        config.theme.static_templates.discard("sitemap.xml")  # ours knows the languages
        keep_public(files, config.docs_dir, self.configured.options.public, self.configured.data)
        found = located(page_findings(files, config, tongues, self.shared.library.rules, None), Path(config.docs_dir))
        if has_errors(found):
            self.end_with_errors(found)
        for warned in found:
            self.log.warning("%s", warned)
        authored = {file.dest_uri: file for file in files.documentation_pages()}
        for file in asset_files(config, self.configured.options.brand):
            files.append(file)
        in_frames = framed(self.pages, config.nav, tongues)
        for language in tongues.all:
            for uri in (tongues.uri(f"{address}index", language) for address in in_frames):
                if f"{uri}.html" not in authored:
                    page = File.generated(config, f"{uri}.md", content="", inclusion=InclusionLevel.NOT_IN_NAV)
                    files.append(page)
        return Listed(self, authored, _markdown_languages(files, tongues), in_frames)

    def own_page(self, page: Page) -> pressed.Page | None:
        """The page of ours that the MkDocs page *page* frames, if it is one."""
        return own_page(self.pages, page, self.configured.tongues)

    def end_with_errors(self, found: Iterable[Finding] = ()) -> NoReturn:
        """End the build with all that `check` finds, and with *found*."""
        self.refuse_checked(self.check(), found)

    def refuse_checked(self, data: CheckedData, found: Iterable[Finding] = ()) -> NoReturn:
        """End the build with what is wrong with *data* and with the author's pages, and with *found*."""
        of_data = located(data.findings, self.configured.data)
        stop_with(dict.fromkeys([*of_data, *author_findings(self.configured.config, data), *found]))

    def check(self) -> CheckedData:
        """All data, checked as `carbonpress check` does."""
        fit = FitInputs(self.site, self.configured.labels, bool(self.site.papers))
        return check_data(
            self.files, self.shared, fit, self.earlier.site, self.site.base_url, self.configured.options.processes
        )


@dataclass(frozen=True, slots=True)
class Listed:
    """A site whose files MkDocs knows: the author's pages by their path in the site, and our pages in MkDocs's frames.

    `markdown` tells in which languages there is a Markdown page, by address; `in_frames` are addresses.
    """

    read: Read
    authored: Mapping[str, File]
    markdown: Mapping[str, frozenset[str]]
    in_frames: tuple[str, ...]

    def with_navigation(self, nav: Navigation, files: Files) -> Framed:
        """Make the navigation of each language, and name our pages in it."""
        read, configured = self.read, self.read.configured
        own = [f"{address}index.md" for address in OWN_PAGES]
        navs = navigations(nav, own, files, configured.tongues, bool(configured.config.nav))
        for file in files.documentation_pages():
            page = file.page
            if page is not None and (ours := read.own_page(page)) and "title" not in vars(page):
                page.title = escape(configured.speech.nav_title(ours.address, ours.language) or ours.title)
        return Framed(self, navs)


def read_site(
    configured: Configured,
    log: logging.LoggerAdapter[logging.Logger],
    earlier: EarlierBuilds,
    former: FormerBuild,
    files: DataFiles,
    shared: SharedInputs,
    site: pressed.Site,
) -> Read:
    """The stage of a build that has read these.

    Raises
    ------
    Stop
        When something that the declarations share is an error; all errors were shown.
    """
    nothing = all_products({}, site.languages)
    pages = by_address([*fixed_pages(shared.library, site), *listing_pages(nothing, shared.library, site)])
    read = Read(configured, log, earlier, former, files, shared, site, pages)
    if shared.organisation is None or has_errors(shared_findings(files, shared, earlier.site, site.base_url)):
        read.end_with_errors()
    return read


def _markdown_languages(files: Files, tongues: Tongues) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for file in files.documentation_pages():
        address = "" if (plain := tongues.plain(file.url)) == "./" else plain
        found.setdefault(address, set()).add(tongues.of(file.src_uri))
    return {address: frozenset(languages) for address, languages in found.items()}
