"""The third stage of a build: MkDocs has its navigation and reads its pages; then everything is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from carbonpress.build.batch import Batch, Place, Watch, build_products, unwatched
from carbonpress.build.cache import CachedProduct, DamagedCacheError
from carbonpress.build.check import CheckedProduct
from carbonpress.build.fingerprint import base_key
from carbonpress.build.page_shell import FEWEST_HEADINGS, ShellError, Shells, mark, table_of_contents
from carbonpress.build.product import BuildInputs
from carbonpress.build.product_folder import versions
from carbonpress.build.site_pages import AllProducts, all_products, listing_pages
from carbonpress.build.spare_folders import FormerBuild
from carbonpress.build.version import Frame
from carbonpress.build.workers import NoWorkersError
from carbonpress.press.common.template_cache import Compiled
from carbonpress.site.build_stop import Stop
from carbonpress.site.data_check import CheckedData, shared_findings
from carbonpress.site.declaration_links import named_links, with_addresses
from carbonpress.site.own_pages import by_address
from carbonpress.site.shells import TEMPLATE, hidden, render_shells
from carbonpress.site.stages.made import BODY, Made
from carbonpress.study.plan import plan_of
from carbonpress.terminal.exits import Exit

if TYPE_CHECKING:
    from carbonpress.site.stages.read import Listed


@dataclass(frozen=True, slots=True)
class Framed:
    """A site whose pages MkDocs is about to read; `navs` are the navigations by language."""

    listed: Listed
    navs: Mapping[str, Navigation]

    def page_head(self, page: Page) -> None:
        """Give a page of ours its frame, title and description; what its author wrote in Markdown stays on top."""
        own = self.listed.read.own_page(page)
        if own is None:
            return
        page.meta = {
            "title": escape(own.title),
            "description": escape(own.description),
            **page.meta,
            "template": TEMPLATE,
            "search": {"exclude": True},
            "hide": hidden(self.listed.read.configured.config, len(table_of_contents(own.body)) >= FEWEST_HEADINGS),
        }
        page.canonical_url = None  # our head has it

    def page_content(self, html: str, page: Page) -> tuple[str, list[str]]:
        """*html* with the mark of the body, where *page* is one of ours; and which declarations it links to."""
        tongues = self.listed.read.configured.tongues
        if named := list(named_links(html)):
            html = with_addresses(html, page.url, partial(tongues.uri, language=tongues.of(page.file.src_uri)))
        own = self.listed.read.own_page(page)
        if own is None:
            return html, named
        if not html:
            page.toc = TableOfContents([AnchorLink(title, a, 2) for a, title in table_of_contents(own.body)])
        return html + BODY, named

    def make(self, env: jinja2.Environment, files: Files, site_dir: Path, workers: str, watch: Watch | None) -> Made:
        """Render the shells, build all products into *site_dir*, and make the pages over them.

        Raises
        ------
        Stop
            When something in the data is an error (all errors were shown), when
            a template in `custom_dir` leaves out what our pages need, or when
            there are no such *workers*.
        """
        read = self.listed.read
        frame = Frame(read.site, self._shells(env, files), read.configured.labels)
        try:
            batch, products = self._products(frame, read.former, site_dir, workers, watch)
        except DamagedCacheError:
            batch, products = self._products(frame, FormerBuild(), site_dir, workers, watch)
        if warnings := products.warnings:
            read.log.info("%d findings are no errors; `carbonpress check` shows them", warnings)
        listings = by_address(listing_pages(products, read.shared.library, read.site))
        return Made(self, frame, batch, products, {**read.pages, **listings})

    def _products(
        self, frame: Frame, former: FormerBuild, site_dir: Path, workers: str, watch: Watch | None
    ) -> tuple[Batch, AllProducts]:
        read = self.listed.read
        inputs = BuildInputs(read.shared, frame)
        earlier = read.earlier
        place = Place(site_dir, earlier.site, earlier.cache, read.configured.roots, former, earlier.spare)
        try:
            batch = build_products(
                plan_of(read.files, read.shared), inputs, base_key(inputs), place, workers, watch or unwatched
            )
        except NoWorkersError as error:
            raise Stop(str(error), Exit.USAGE) from error
        if not batch.is_whole:
            read.refuse_checked(self._as_checked(batch))
        return batch, all_products(batch.products, read.site.languages)

    def _as_checked(self, batch: Batch) -> CheckedData:
        """What *batch* tells, as a check tells it; products that stay as they are were found to be sound."""
        read = self.listed.read
        told = {*batch.findings, *shared_findings(read.files, read.shared, read.earlier.site, read.site.base_url)}
        return CheckedData(read.files, read.shared, Checks(batch.products), tuple(sorted(told)))

    def _shells(self, env: jinja2.Environment, files: Files) -> dict[str, Shells]:
        """The shells of each language, rendered by Material."""
        configured = self.listed.read.configured
        tongues, speech = configured.tongues, configured.speech
        sources = configured.options.sources if configured.policed else None
        if env.bytecode_cache is None:
            env.bytecode_cache = Compiled(f"{sorted(env.extensions)} {env.autoescape} {env.trim_blocks}")
        shells: dict[str, Shells] = {}
        for language in tongues.all:
            speech.speak(language)
            speech.switch({tongue: f"/{mark(f'switch-{tongue}')}" for tongue in tongues.all})
            try:
                shells[language] = render_shells(env, self.navs[language], files, configured.config, sources)
            except ShellError as error:
                raise Stop(str(error), Exit.USAGE) from error
        return shells


class Checks(Mapping[str, CheckedProduct]):
    """What a check would tell of *products*, looked up in their details when it is asked for."""

    def __init__(self, products: Mapping[str, CachedProduct]) -> None:
        self._products = products

    def __getitem__(self, id_: str) -> CheckedProduct:
        numbers = (one.record for one in versions(self._products[id_].details))
        return CheckedProduct(id_, (), tuple(record["version"] for record in numbers if record["id"] == id_))

    def __iter__(self) -> Iterator[str]:
        return iter(self._products)

    def __len__(self) -> int:
        return len(self._products)
