"""Where a project lies: its data folder, its web address and its `mkdocs.yml`, found without MkDocs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import yaml

from carbonpress.model.language import LANGUAGES
from carbonpress.model.web_address import AddressError, site_address
from carbonpress.site.config_places import PLUGIN, ConfigSyntaxError, read_places
from carbonpress.source.folder import MISNAMED, ORGANISATION

NAMES = ("mkdocs.yml", "mkdocs.yaml")
MOST_BASES = 10
"""So many files may inherit from each other."""

UNKNOWN_URL = "https://unknown.invalid/"
"""Stands for the address of a site that no `mkdocs.yml` names (RFC 2606, 2)."""


@dataclass(frozen=True, slots=True)
class Place:
    """A project: the data folder, the address of the site (ending in a slash), and its `mkdocs.yml` if there is one.

    `only` is the file asked about, below the data folder, where a command was
    given a file.
    """

    data: Path
    base_url: str
    config: Path | None
    only: str = ""
    labels: tuple[str, ...] | None = None
    """Variants of the label besides the main one, as `mkdocs.yml` names them; None where it does not."""
    languages: tuple[str, ...] = LANGUAGES
    papers: bool = True
    """Whether its site has documents for paper."""
    branded: bool = False
    """Whether its labels have a typeface or a logo of their own."""
    site: Path | None = None
    """The folder of its site, built or not; None where no `mkdocs.yml` names one."""
    interpreted: bool = True
    """Whether its records tell of uncertainty, sensitivity and scenarios."""
    processes: str = "1"
    """So many processes work on its declarations."""

    @property
    def address(self) -> str:
        """The address of the site; empty where it is unknown."""
        return "" if self.base_url == UNKNOWN_URL else self.base_url


class _Loader(yaml.CBaseLoader):
    """Every scalar is text; the tags of MkDocs (`!ENV`, `!!python/name:`) are taken as what they stand on."""


def find_place(path: Path | None) -> Place:
    """The project at *path*, whose data folder is there; as `locate`, without a look at what else `mkdocs.yml` says.

    Raises
    ------
    click.UsageError
        When there is no project, or no data folder.
    """
    place = locate(path)
    if place.data == place.config:
        try:
            read_config(place.config)
        except ConfigSyntaxError as error:
            raise click.UsageError(f"{place.config.name}:{error.line}:{error.column}: {error}") from error
    if not place.data.is_dir():
        name = place.config.name if place.config else ""
        raise click.UsageError(f"{name} names the data folder {place.data}, which does not exist")
    return place


def locate(path: Path | None) -> Place:
    """The project at *path*: a folder with `mkdocs.yml`, a data folder, or a file of one; the working folder when None.

    An `mkdocs.yml` that cannot be read stands in for the data folder that it would name.

    Raises
    ------
    click.UsageError
        When there is neither an `mkdocs.yml` nor an `organisation.yml` there.
    """
    start = (path or Path()).resolve()
    if not start.exists():
        raise click.UsageError(f"there is no {path}")
    for folder in [start, *start.parents] if path is not None else [start]:
        if config := _config_in(folder):
            return _configured(config, start)
        if (folder / ORGANISATION).is_file():
            above = _config_in(folder.parent)
            if above and _configured(above, start).data == folder:
                return _configured(above, start)
            return Place(folder, UNKNOWN_URL, None, _below(start, folder))
    other = next((name for name in MISNAMED if (start / name).is_file()), "")
    hint = f"rename {other} to {ORGANISATION}" if other else "name the folder of the project"
    raise click.UsageError(f"no mkdocs.yml and no {ORGANISATION} in {start}; {hint}")


def _config_in(folder: Path) -> Path | None:
    return next((folder / name for name in NAMES if (folder / name).is_file()), None)


def _configured(config: Path, start: Path) -> Place:
    try:
        said = read_config(config)
    except ConfigSyntaxError:
        return Place(config, UNKNOWN_URL, config)
    plugin = options_in(said.get("plugins"))
    data = (config.parent / str(plugin.get("data_dir") or said.get("docs_dir") or "docs")).resolve()
    try:
        url = str(site_address(str(said.get("site_url") or UNKNOWN_URL)))
    except AddressError:
        url = UNKNOWN_URL
    languages = tuple(x for x in _listed(plugin.get("languages")) if x in LANGUAGES) or LANGUAGES
    labels = tuple(_listed(plugin["labels"])) if isinstance(plugin.get("labels"), list) else None
    papers, branded = plugin.get("papers") != [], any(plugin.get(key) for key in ("logo", "typeface"))
    site = (config.parent / str(said.get("site_dir") or "site")).resolve()
    return Place(data, url, config, _below(start, data), labels, languages, papers, branded, site)


def _listed(given: Any) -> list[str]:
    return [str(item) for item in given] if isinstance(given, list) else []


def _below(start: Path, data: Path) -> str:
    return start.relative_to(data).as_posix() if start.is_file() and start.is_relative_to(data) else ""


def read_config(config: Path, followed: int = 0) -> dict[str, Any]:
    """What *config* says, every scalar as text; keys that it leaves out are those of the file that it inherits from.

    Raises
    ------
    ConfigSyntaxError
        When it is no YAML mapping.
    """
    read_places(config)
    try:
        said: dict[str, Any] = yaml.load(config.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  text alone
    except yaml.YAMLError as error:  # a key that is no text, for instance
        raise ConfigSyntaxError(f"the file is no YAML: {str(error).splitlines()[0]}") from error
    base = said.get("INHERIT")
    if isinstance(base, str) and (config.parent / base).is_file() and followed < MOST_BASES:
        return {**read_config(config.parent / base, followed + 1), **said}
    return said


def options_in(plugins: Any) -> dict[str, Any]:
    """The options of our plugin, as `plugins` of an `mkdocs.yml` gives them: a list of names and mappings, or one."""
    for entry in plugins if isinstance(plugins, list) else [plugins]:
        if isinstance(entry, dict) and isinstance(entry.get(PLUGIN), dict):
            options: dict[str, Any] = entry[PLUGIN]
            return options
    return {}
