"""What a build of a project depends on, found without MkDocs: where none of it has changed, the site is up to date."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

import carbonpress
from carbonpress.build.spare_folders import CacheFolder, SpareCopies
from carbonpress.build.up_to_date import (
    BuildRecord,
    UnsettledError,
    finished,
    keep_build_record,
    read_build_record,
    state_of,
    summed,
)
from carbonpress.folder.atomic_swap import beside
from carbonpress.folder.stage import stages_beside
from carbonpress.site.config_places import ConfigSyntaxError
from carbonpress.site.place import options_in, read_config
from carbonpress.source.theme import theme_folder

CACHE = ".carbonpress"
"""Folder beside mkdocs.yml in which builds keep what the next one can use again."""

EPOCH = "SOURCE_DATE_EPOCH"
PLUGINS = frozenset({"search", "material/search", "carbonpress"})
"""Plugins that take nothing but files of the project; what others take, nobody knows."""

EXTENSIONS = re.compile(
    r"(markdown\.extensions\.)?(abbr|admonition|attr_list|codehilite|def_list|extra|fenced_code|footnotes|legacy_attrs|"
    r"legacy_em|md_in_html|meta|nl2br|sane_lists|smarty|tables|toc|wikilinks)|pymdownx\.(?!snippets)[a-z]+"
)
"""Extensions of Markdown that read no file."""

OUTSIDE_KEYS = frozenset({"INHERIT", "hooks"})
OUTSIDE_TAGS = re.compile(r"(?!tag:yaml\.org,2002:python/name:(?:material|pymdownx)\.)")
"""Keys and tags of `mkdocs.yml` that take something from outside the project, `!ENV` and `!relative` for example."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a build was asked for: `mkdocs.yml`, and what the command line says beside it."""

    config: Path
    strict: bool = False
    site_dir: Path | None = None
    workers: str | None = None


@dataclass(frozen=True, slots=True)
class SiteInputs:
    """The state of all that a build of `site` depends on, as a digest; `folder` is the cache of its builds."""

    site: Path
    folder: Path
    digest: str

    def up_to_date(self, strict: bool) -> BuildRecord | None:
        """The record of the site there, where it is up to date; None where it must be built."""
        if beside(self.site, "journal").exists() or stages_beside(self.site):
            return None
        kept = read_build_record(self.folder)
        if kept is None or (strict and kept.said) or not kept.holds(self.site, self.digest):
            return None
        return kept

    def spare(self) -> SpareCopies:
        """What is left of earlier builds; looking it through goes on while the parts that make a site are imported."""
        return CacheFolder(self.folder).spare_copies()

    def keep(self, roots: Iterable[str], stamps: Mapping[str, str], said: Iterable[str]) -> None:
        """Keep the record of the site that was built of this, for the next build."""
        try:
            keep_build_record(self.folder, finished(self.site, self.digest, tuple(roots), stamps, said))
        except (OSError, UnsettledError):
            return


def site_inputs(asked: Asked) -> SiteInputs | None:
    """The state of all that the build depends on that is *asked* for; None where files do not tell it."""
    try:
        raw = asked.config.read_bytes()
        said = read_config(asked.config)
        if OUTSIDE_KEYS & said.keys() or any(map(OUTSIDE_TAGS.match, _tags(raw))) or not _known(said):
            return None
        home = asked.config.parent
        digest = summed(_lines(asked, said, home))
        named = asked.site_dir.absolute() if asked.site_dir else home / str(said.get("site_dir") or "site")
        site = Path(os.path.realpath(named))
        return SiteInputs(site, home / CACHE / site.name, digest)
    except (OSError, UnsettledError, ConfigSyntaxError):
        return None


def _tags(raw: bytes) -> Iterator[str]:
    """Every tag that is written in the YAML file with the content *raw*, in full."""
    for event in yaml.parse(raw, Loader=yaml.CBaseLoader):
        if tag := getattr(event, "tag", None):
            yield tag


def _known(said: Mapping[str, Any]) -> bool:
    """Whether all plugins and extensions are known to take nothing from outside the project."""
    return _names(said.get("plugins")) <= PLUGINS and all(
        EXTENSIONS.fullmatch(name) for name in _names(said.get("markdown_extensions"))
    )


def _names(given: Any) -> set[str]:
    entries = given if isinstance(given, list | dict) else []
    return {str(name) for entry in entries for name in (entry if isinstance(entry, dict) else [entry])}


def _lines(asked: Asked, said: Mapping[str, Any], home: Path) -> Iterator[str]:
    """Everything that a build depends on: program, environment, what was asked for, and the state of files."""
    yield f"{sys.version} {sys.platform} {os.environ.get(EPOCH)} {asked.strict} {asked.workers} {asked.site_dir}"
    yield from _installed()
    yield from state_of(Path(carbonpress.__file__).parent, "program")
    yield from state_of(theme_folder(), "theme")
    yield from state_of(asked.config, "config")
    yield from state_of(home / str(said.get("docs_dir") or "docs"), "docs")
    theme = said.get("theme")
    if isinstance(theme, dict) and theme.get("custom_dir"):
        yield from state_of(home / str(theme["custom_dir"]), "custom")
    options = options_in(said.get("plugins"))
    if options.get("data_dir"):
        yield from state_of(home / str(options["data_dir"]), "data")
    for word in _words(options):  # a logo, typefaces: whatever file the options name
        if (home / word).is_file():
            yield from state_of(home / word, f"option {word}")


def _installed() -> Iterator[str]:
    """The packages that could be imported, with their versions."""
    for folder in sys.path:
        try:
            with os.scandir(folder or ".") as entries:
                yield from (each.name for each in entries if each.name.endswith((".dist-info", ".egg-info")))
        except OSError:
            continue


def _words(given: Any) -> Iterator[str]:
    """Every text in a tree of options, but the names of what is set."""
    if isinstance(given, dict):
        given = list(given.values())
    if isinstance(given, list):
        for each in given:
            yield from _words(each)
    elif isinstance(given, str) and given and "\n" not in given and len(given) < 1000:
        yield given
