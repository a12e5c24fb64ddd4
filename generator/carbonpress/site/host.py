"""Run MkDocs for our own commands: the same build as `mkdocs build`, with its own verdict."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config.defaults import MkDocsConfig

from carbonpress.build.product_folder import BuiltProduct
from carbonpress.build.spare_folders import SpareCopies
from carbonpress.site.build_stop import Stop
from carbonpress.site.configuration import configured, our_plugin
from carbonpress.site.options import Options
from carbonpress.site.place import Place
from carbonpress.site.plugin import CarbonpressPlugin
from carbonpress.site.sources import SiteInputs
from carbonpress.terminal.exits import Exit


class Echo(logging.Handler):
    """Writes what MkDocs logs to standard error, one line each, and keeps it in `said`."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Write *record*."""
        self.said.append(f"{record.levelname.lower()}: {self.format(record)}")
        click.echo(self.said[-1], err=True)


@contextmanager
def logged(level: int) -> Iterator[list[str]]:
    """Show MkDocs's messages from *level* upward while the block runs; they gather in the list."""
    logger, handler = logging.getLogger("mkdocs"), Echo(level)
    before = logger.level
    logger.setLevel(min(level, logging.WARNING))
    logger.addHandler(handler)
    try:
        yield handler.said
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)


def build_site(
    config_file: Path,
    strict: bool,
    site_dir: Path | None,
    workers: str | None,
    inputs: SiteInputs | None = None,
    spare: SpareCopies | None = None,
) -> MkDocsConfig:
    """Build the site that *config_file* describes and put it in place.

    *inputs* is the state of all that it depends on, as it was before; *spare*
    what is left of earlier builds, where somebody looked already.

    Raises
    ------
    click.ClickException
        With the exit code that tells why there is no new site.
    """
    with logged(logging.WARNING) as said:
        config = configured(config_file, strict=strict, site_dir=None if site_dir is None else str(site_dir.absolute()))
        if workers is not None:
            plugin_of(config).config.workers = workers
        config.plugins.on_startup(command="build", dirty=False)
        plugin_of(config).watch, plugin_of(config).spare = progress, spare
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    if inputs is not None:
        plugin = plugin_of(config)
        products = plugin.made.batch.products if plugin.made is not None else {}
        stamps = {id_: product.header.stamp for id_, product in products.items()}
        inputs.keep(plugin.configured.roots, stamps, said)
    return config


def progress(done: Iterable[BuiltProduct], number: int) -> Iterator[BuiltProduct]:
    """*done* with a bar on standard error that grows with it; nothing where that is no terminal, as in CI."""
    if not number or not sys.stderr.isatty():
        yield from done
        return
    with click.progressbar(done, length=number, label="pressing", file=sys.stderr, show_pos=True) as bar:
        yield from bar


def serve_site(config_file: Path, address: str | None, open_in_browser: bool) -> None:
    """Serve the site until interrupted, and follow every change of the data."""
    with logged(logging.INFO):
        plugin_of(configured(config_file))
        serve(str(config_file), dev_addr=address, open_in_browser=open_in_browser)


def plugin_of(config: MkDocsConfig) -> CarbonpressPlugin:
    """Our plugin in *config*.

    Raises
    ------
    Stop
        When `mkdocs.yml` does not name it.
    """
    plugin = our_plugin(config.plugins)
    if not isinstance(plugin, CarbonpressPlugin):
        raise Stop("mkdocs.yml does not name the plugin; write `plugins: [search, carbonpress]`", Exit.USAGE)
    return plugin


def plugin_options(place: Place) -> Options:
    """What `mkdocs.yml` of an addressed project says to the plugin.

    Raises
    ------
    Stop
        When it is wrong; what is wrong was shown.
    """
    assert place.config is not None  # a project with an address has one
    with logged(logging.WARNING):
        return plugin_of(configured(place.config)).config
