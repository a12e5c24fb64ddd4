"""The MkDocs plugin: checks the data, lets MkDocs render the frame, pours the pages, puts the site in place at once.

The order of MkDocs's events, and what happens in each:

    on_config       options; the site is built in a stage beside it
    on_pre_build    the data folder is read and checked; an error ends the build before anything is cleaned
    on_files        nothing private stays in MkDocs's list; our own pages join it
    on_nav          one navigation per language
    on_page_...     own pages get title and frame; every page its language
    on_env          one shell per language is rendered
    on_post_page    the bodies of our own pages are poured
    on_post_build   declarations, search, sitemap; links are checked, and that nothing published is gone
    on_shutdown     the stage becomes the site, or is thrown away; `mkdocs serve` does so after each build
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from carbonpress.folder.atomic_swap import put_in_place, remove
from carbonpress.folder.stage import Stage, StageError, close_stage, open_stage, publish
from carbonpress.site.build_stop import Stop, stop_on_errors
from carbonpress.site.options import Options
from carbonpress.terminal.columns import located
from carbonpress.terminal.exits import Exit

if TYPE_CHECKING:  # MkDocs loads this file for `check` too, which presses nothing
    from carbonpress.build.batch import Watch
    from carbonpress.build.spare_folders import SpareCopies
    from carbonpress.site.earlier_builds import EarlierBuilds
    from carbonpress.site.stages.configured import Configured
    from carbonpress.site.stages.framed import Framed
    from carbonpress.site.stages.made import Made
    from carbonpress.site.stages.read import Listed, Read

log = get_plugin_logger("carbonpress")

FIRST, LAST = 100, -100


def patient(builder: Callable[[], None]) -> Callable[[], None]:
    """*builder* for MkDocs's server, which keeps every reader waiting after a build that failed.

    What is wrong is told, and the server goes on with the site that is there.
    """

    def build() -> None:
        try:
            builder()
        except Stop as stop:
            stop.show()
        except Exception:  # whatever it is, the reader of a preview wants the last good site
            log.exception("the site could not be built")

    return build


class CarbonpressPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Adapter between MkDocs's events and the stages of a build."""

    configured: Configured
    read: Read
    listed: Listed
    framed: Framed
    made: Made | None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Start anew; `mkdocs serve` keeps one plugin for all its builds."""
        if dirty:
            raise Stop("carbonpress builds the whole site; leave out --dirty", Exit.USAGE)
        from carbonpress.site.earlier_builds import builds_of_a_server

        self.serving = command == "serve"
        self.watch: Watch | None = None
        self.spare: SpareCopies | None = None
        self.stage: Stage | None = None
        self.is_finished = False
        self.served = builds_of_a_server() if self.serving else None

    @event_priority(FIRST)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check what `mkdocs.yml` says and redirect the build into a stage."""
        from carbonpress.site.stages.configured import configure

        self.made, self.is_finished = None, False
        self.rendering: Page | None = None
        self.named: dict[str, list[str]] = {}
        self.configured = configure(self.config, config, policed=not self.serving)
        try:
            self.stage = open_stage(Path(config.site_dir))
        except StageError as error:
            raise Stop(str(error), Exit.ENVIRONMENT) from error
        config.site_dir = str(self.stage.folder)
        return config

    def _earlier(self, config: MkDocsConfig) -> EarlierBuilds:
        """What is left of earlier builds."""
        from carbonpress.site.earlier_builds import builds_of_a_server, earlier_builds
        from carbonpress.site.sources import CACHE

        if self.served is not None or self.stage is None:
            return self.served or builds_of_a_server()
        cache = Path(config.config_file_path).parent / CACHE
        return earlier_builds(self.stage.site, cache, self.configured.roots, self.spare)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read and check the data."""
        self.read = self.configured.read(log, self._earlier(config))

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[[], None]
    ) -> LiveReloadServer:
        """Watch the data folder too, and go on showing the last good site while a change does not build."""
        config.watch.extend(self.configured.watched())
        server.builder = patient(builder)
        return server

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Drop what is private, add our own pages and assets."""
        self.listed = self.read.with_files(files)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Make the navigation of each language; MkDocs goes on with that of the first."""
        self.framed = self.listed.with_navigation(nav, files)
        return self.framed.navs[self.configured.tongues.first]

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give our own pages title, description and frame."""
        self.rendering = page
        self.framed.page_head(page)
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Mark where the body of one of our own pages goes."""
        self.rendering = None
        html, named = self.framed.page_content(html, page)
        if named:
            self.named[page.file.src_uri] = named
        return html

    @event_priority(LAST)
    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Render the shells and build all products."""
        self.made = self.framed.make(env, files, Path(config.site_dir), str(self.config.workers), self.watch)
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Set language, names and navigation for the page about to be rendered."""
        self.rendering = page
        return self._made().page_context(context, page)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Set the first language for templates without a page, such as 404.html."""
        return self._made().template_context(context)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Pour the body of our own pages, and set the hreflang links of every page."""
        self.rendering = None
        return self._made().post_page(output, page)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Give 404.html its policy; other templates are no pages."""
        return self._made().post_template(output_content) if template_name.endswith(".html") else output_content

    @event_priority(LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write all that MkDocs knows nothing of, and check the links."""
        from carbonpress.site.earlier_builds import keep_served

        made, site_dir = self._made(), Path(config.site_dir)
        made.write(site_dir)
        if self.served is not None:
            keep_served(self.served, site_dir, self.configured.roots, made.batch)
            self._show()
        else:
            made.check_links(site_dir, self.named)
            made.check_promises(site_dir, self.stage.site if self.stage else None)
        self.is_finished = True

    def on_build_error(self, *, error: Exception) -> None:
        """Remember that the stage must not become the site; `mkdocs serve` goes on with the last good one."""
        from carbonpress.site.page_check import render_fault

        self.is_finished = False
        if self.served is not None:
            self._drop()
        page = self.rendering
        if page is not None and not self.read.own_page(page) and (found := render_fault(page, error)):
            stop_on_errors(located([found], Path(self.configured.config.docs_dir)))

    def _made(self) -> Made:
        assert self.made is not None  # MkDocs renders no page before `on_env`
        return self.made

    def _show(self) -> None:
        """Let the server of `mkdocs serve` show what was built, at once and whole."""
        if self.stage is not None:
            former = put_in_place(self.stage.folder, self.stage.site)
            if former is not None:
                remove(former)
        self._drop()

    def _drop(self) -> None:
        stage, self.stage = self.stage, None
        if stage is not None:
            close_stage(stage)

    def on_shutdown(self) -> None:
        """Put the finished stage in place, or throw it away and leave the site as it was."""
        from carbonpress.build.cache import DamagedCacheError
        from carbonpress.site.earlier_builds import forget

        stage, self.stage = self.stage, None
        if self.served is not None:
            forget(self.served)
        if stage is None:
            return
        self.configured.config.site_dir = str(stage.site)  # `mkdocs gh-deploy` looks there next
        try:
            if self.is_finished:
                self._publish(stage, self._made())
            elif stage.site.exists():
                log.warning("the site at %s was left as it was", stage.site)
        except (StageError, DamagedCacheError) as error:
            raise Stop(str(error), Exit.ENVIRONMENT) from error
        finally:
            close_stage(stage)

    def _publish(self, stage: Stage, made: Made) -> None:
        """Put the finished *stage* in place, and keep what the next build can use."""
        from carbonpress.build.batch import listed_files

        roots = self.configured.roots
        former = publish(stage, listed_files(made.batch.products.values()), roots)
        self.read.earlier.keep(former, roots, self.read.former.products.values(), made.batch)
        if former is not None:
            remove(former)
