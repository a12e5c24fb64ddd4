"""Where a project lies: its data folder, its web address and its `mkdocs.yml`, found without MkDocs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import yaml

from carbonpress.model.language import LANGUAGES

NAMES = ("mkdocs.yml", "mkdocs.yaml")
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
    labels: tuple[str, ...] = ()
    """Variants of the label that every declaration must fit on, as `mkdocs.yml` names them."""
    languages: tuple[str, ...] = LANGUAGES
    papers: bool = True
    """Whether its site has documents for paper."""
    site: Path | None = None
    """The folder of its site, built or not; None where no `mkdocs.yml` names one."""


class _Loader(yaml.CBaseLoader):
    """Every scalar is text; the tags of MkDocs (`!ENV`, `!!python/name:`) are taken as what they stand on."""


def find_place(path: Path | None) -> Place:
    """The project at *path*: a folder with `mkdocs.yml`, a data folder, or a file of one; the working folder when None.

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
        if (folder / "organisation.yml").is_file():
            above = _config_in(folder.parent)
            if above and _configured(above, start).data == folder:
                return _configured(above, start)
            return Place(folder, UNKNOWN_URL, None, _below(start, folder))
    raise click.UsageError(f"no mkdocs.yml and no organisation.yml in {start}; name the folder of the project")


def _config_in(folder: Path) -> Path | None:
    return next((folder / name for name in NAMES if (folder / name).is_file()), None)


def _configured(config: Path, start: Path) -> Place:
    said = read_config(config)
    plugin = _plugin(said.get("plugins"))
    data = (config.parent / str(plugin.get("data_dir") or said.get("docs_dir") or "docs")).resolve()
    if not data.is_dir():
        raise click.UsageError(f"{config.name} names the data folder {data}, which does not exist")
    url = str(said.get("site_url") or UNKNOWN_URL).rstrip("/") + "/"
    languages = tuple(x for x in _listed(plugin.get("languages")) if x in LANGUAGES) or LANGUAGES
    labels, papers = tuple(_listed(plugin.get("labels"))), plugin.get("papers") != []
    site = (config.parent / str(said.get("site_dir") or "site")).resolve()
    return Place(data, url, config, _below(start, data), labels, languages, papers, site)


def _listed(given: Any) -> list[str]:
    return [str(item) for item in given] if isinstance(given, list) else []


def _below(start: Path, data: Path) -> str:
    return start.relative_to(data).as_posix() if start.is_file() and start.is_relative_to(data) else ""


def read_config(config: Path) -> dict[str, Any]:
    """What *config* says, every scalar as text.

    Raises
    ------
    click.UsageError
        When it is no YAML mapping.
    """
    try:
        said = yaml.load(config.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  builds text alone
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{config.name} is no YAML: {str(error).splitlines()[0]}") from error
    if not isinstance(said, dict):
        raise click.UsageError(f"{config.name} is no mapping")
    return said


def _plugin(plugins: Any) -> dict[str, Any]:
    """The options of our plugin, as `plugins` of an `mkdocs.yml` gives them."""
    entries = plugins if isinstance(plugins, list) else [plugins]
    for entry in entries:
        if isinstance(entry, dict) and isinstance(entry.get("carbonpress"), dict):
            options: dict[str, Any] = entry["carbonpress"]
            return options
    return {}
