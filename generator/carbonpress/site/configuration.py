"""The configuration of a site, read once for every command: what it says, or all that is wrong with it."""

from __future__ import annotations

import contextlib
import logging
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin

from carbonpress.model.web_address import site_address
from carbonpress.site.build_stop import Stop
from carbonpress.site.config_check import (
    OPTION,
    advice,
    data_folder,
    folder_findings,
    given_site_url,
    own_findings,
    told_place,
)
from carbonpress.site.config_places import ConfigPlaces, ConfigSyntaxError, read_places
from carbonpress.site.options import Options
from carbonpress.site.place import UNKNOWN_URL, Place, options_in
from carbonpress.source.finding import Finding, Severity
from carbonpress.source.output import as_text, summary
from carbonpress.terminal.clock import today
from carbonpress.terminal.columns import ASK, located
from carbonpress.terminal.exits import Exit

log = logging.getLogger("mkdocs.carbonpress")

PAGES = "pages"
"""Folder below the data folder that the documentation names for Markdown pages."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a `mkdocs.yml` says; `config` is None where MkDocs cannot use it.

    `findings` name the file as a terminal opens it.  Errors are what no build
    can be made with, warnings what MkDocs warns of; `advice` is about a
    configuration that works.
    """

    config: MkDocsConfig | None
    findings: tuple[Finding, ...]
    advice: tuple[Finding, ...] = ()

    def wrong(self, strict: bool) -> list[Finding]:
        """What ends a build, a strict one where asked."""
        strict = strict or bool(self.config and self.config.strict)
        return [found for found in self.findings if strict or found.severity is Severity.ERROR]


def read_configuration(config_file: Path, **given: Any) -> Configuration:
    """Load and check *config_file*; *given* is what the command line sets beside it.

    Raises
    ------
    click.UsageError
        When the environment names no day (SOURCE_DATE_EPOCH).
    OSError
        When the file cannot be read.
    """
    today()
    folder = config_file.parent
    try:
        places = read_places(config_file)
    except ConfigSyntaxError as error:
        what, expected = str(error), "keys and values, as MkDocs reads them"
        finding = Finding(config_file.name, error.line, error.column, "configuration", what, expected)
        return Configuration(None, tuple(located([finding], folder)))
    config, errors, warnings = _loaded(config_file, given)
    found = [_finding(places, key, str(error), Severity.ERROR) for key, error in errors]
    found += [_finding(places, key, told, Severity.WARNING) for key, told in warnings]
    url = given_site_url(str(config_file))
    plugin = None if config is None or errors else our_plugin(config.plugins)
    if config is not None:
        found += own_findings(config, url, places)
        if plugin is not None:
            found += folder_findings(config, plugin.config, places)
        elif not errors:
            what = "mkdocs.yml does not name the plugin, or switches it off"
            mend = "write plugins: [search, carbonpress]"
            found.append(places.config_finding("configuration", ("plugins",), what, "the plugin carbonpress", mend))
    sound = not any(one.severity is Severity.ERROR for one in found)
    told = list(advice(config, plugin.config, url, places)) if config and plugin and sound else []
    # where the plugin is named twice MkDocs warns of what is an error here
    unique = dict.fromkeys(sorted(one for one in found if "specified multiple times" not in one.message))
    return Configuration(config if sound else None, tuple(located(unique, folder)), tuple(located(told, folder)))


def _loaded(
    config_file: Path, given: Mapping[str, Any]
) -> tuple[MkDocsConfig | None, list[tuple[str, Exception]], list[tuple[str, str]]]:
    """MkDocs's configuration with its errors and warnings, as `mkdocs.config.load_config` makes it."""
    config = MkDocsConfig(config_file_path=str(config_file))
    try:
        with config_file.open("rb") as file:
            config.load_file(file)
        config.load_dict({key: value for key, value in given.items() if value is not None})
        _make_pages_folder(config)
        errors, warnings = config.validate()
    except MkDocsException as error:
        return None, [("", error)], []
    except Exception as error:  # a hook, a plugin or a value on which MkDocs itself stumbles
        return None, [("", ValueError(f"MkDocs cannot use it: {type(error).__name__}: {error}"))], []
    return config, errors, warnings


def _make_pages_folder(config: MkDocsConfig) -> None:
    """Make the documented folder of the Markdown pages where a project has none yet: git keeps no empty folder."""
    home = Path(config.config_file_path).parent
    data = options_in(config.plugins).get("data_dir")  # as they stand there; validation makes objects of them
    pages = config.docs_dir
    if not isinstance(data, str) or not isinstance(pages, str) or not (home / data).is_dir():
        return
    if home / pages == home / data / PAGES and not (home / pages).exists():
        with contextlib.suppress(OSError):  # then MkDocs says that it is missing
            (home / pages).mkdir()


def _finding(places: ConfigPlaces, key: str, message: str, severity: Severity) -> Finding:
    told, option = " ".join(message.split()), OPTION.match(message)
    what = f"{option[1]}: {told[len(option[0]) :]}" if option else f"{key}: {told}" if key else told
    return places.config_finding("configuration", told_place(places, key, message), what, severity=severity)


def our_plugin(plugins: Mapping[str, BasePlugin[Any]]) -> BasePlugin[Options] | None:
    """Our plugin among *plugins*; None where it is not there."""
    return next((plugin for plugin in plugins.values() if isinstance(plugin.config, Options)), None)


def configured(config_file: Path, strict: bool | None = None, site_dir: str | None = None) -> MkDocsConfig:
    """The configuration that *config_file* gives, with our plugin in it; what it warns of is told.

    Raises
    ------
    Stop
        When no build can be made with it.
    """
    read = read_configuration(config_file, strict=strict, site_dir=site_dir)
    stop_on(read.wrong(bool(strict)))
    for warned in read.findings:  # logged like MkDocs does: a strict build that finds nothing to do must know of them
        log.warning("%s:%d:%d: %s", warned.file, warned.line, warned.column, warned.message)
    for advised in read.advice:
        if advised.rule == "site-url":
            click.echo(str(advised), err=True)
    assert read.config is not None
    return read.config


def stop_on(wrong: Iterable[Finding]) -> None:
    """End a command with what is *wrong* with the configuration, if anything is."""
    if wrong := list(wrong):
        click.echo(as_text(wrong, colour=sys.stderr.isatty()) + ASK, err=True)
        raise Stop(f"{summary(wrong)}: nothing was done", Exit.USAGE)


def checked_place(place: Place, config_file: Path) -> tuple[Place, Configuration]:
    """*place* as its `mkdocs.yml`, *config_file*, describes it to MkDocs, and what is wrong with that."""
    read = read_configuration(config_file)
    plugin = our_plugin(read.config.plugins) if read.config is not None else None
    if read.config is None or plugin is None:
        return replace(place, base_url=UNKNOWN_URL, branded=False), read  # a logo may be what is wrong
    options = plugin.config
    data = data_folder(read.config, options).resolve()
    made = Place(
        data,
        str(site_address(given_site_url(str(config_file)) or "")),
        config_file,
        place.only if data == place.data else "",
        None if options.labels is None else tuple(options.labels),
        tuple(options.languages),
        bool(options.papers),
        place.branded,
        Path(read.config.site_dir).resolve(),
        options.interpretation,
        options.processes,
    )
    return made, read
