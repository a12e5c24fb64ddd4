"""The first stage of a build: what `mkdocs.yml` says, checked.

    Configured --read--> Read --with_files--> Listed --with_navigation--> Framed --make--> Made

Each stage is frozen and knows the ones before it; what a later one needs does not exist earlier.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from carbonpress.archive.archive import open_archive
from carbonpress.model.web_address import site_address
from carbonpress.press.common import page as pressed
from carbonpress.press.label.variants import Labels
from carbonpress.site.brand import brand_of, printing_of
from carbonpress.site.config_check import data_folder, folder_findings, given_site_url, own_findings
from carbonpress.site.config_places import ConfigPlaces, ConfigSyntaxError, read_places
from carbonpress.site.configuration import stop_on
from carbonpress.site.earlier_builds import EarlierBuilds
from carbonpress.site.languages import Tongues
from carbonpress.site.material_language import Speech
from carbonpress.site.material_theme import dress
from carbonpress.site.options import Options
from carbonpress.site.search import prepare
from carbonpress.site.stages.read import Read, read_site
from carbonpress.study.data_files import read_data_files
from carbonpress.study.shared_inputs import SharedInputs, read_shared_inputs
from carbonpress.terminal.clock import build_day
from carbonpress.terminal.columns import located


@dataclass(frozen=True, slots=True)
class Configured:
    """What a build was asked for.

    `policed` tells whether pages get a content security policy: `mkdocs serve`
    puts a script of its own into each page, which one would forbid.
    """

    options: Options
    config: MkDocsConfig
    policed: bool
    places: ConfigPlaces
    base_url: str
    tongues: Tongues
    speech: Speech

    @property
    def data(self) -> Path:
        """The data folder."""
        return data_folder(self.config, self.options)

    @property
    def roots(self) -> tuple[str, ...]:
        """The folders of the site that hold a folder for each product."""
        return tuple(self.tongues.uri("p", language) for language in self.tongues.all)

    @property
    def labels(self) -> Labels:
        """The labels that `mkdocs.yml` asks for."""
        given = self.options
        wanted = None if given.labels is None else tuple(given.labels)
        return Labels(wanted, tuple(given.label_images), brand_of(given), given.png, printing_of(given))

    def watched(self) -> list[str]:
        """What `mkdocs serve` must watch beside `docs_dir`."""
        return [] if self.data == Path(self.config.docs_dir) else [str(self.data)]

    def read(self, log: logging.LoggerAdapter[logging.Logger], earlier: EarlierBuilds) -> Read:
        """Read what all declarations share and look through their files.

        Raises
        ------
        Stop
            When something in the data is an error; all errors were shown.
        """
        archive = open_archive(self.data)
        shared = read_shared_inputs(
            self.data, archive, self.base_url, self.tongues.all, interpreted=self.options.interpretation
        )
        former = earlier.cache.former(earlier.site)
        files = read_data_files(self.data, former.header_of)
        return read_site(self, log, earlier, former, files, shared, self._site(shared, files.day))

    def _site(self, shared: SharedInputs, day: str) -> pressed.Site:
        archive = shared.archive
        return pressed.Site(
            self.base_url,
            self.tongues.all,
            build_day(day, archive.ledger.events),
            {language: self.speech.site_name(language) for language in self.tongues.all},
            png=self.options.png,
            interpreted=self.options.interpretation,
            papers=tuple(self.options.papers),
            ledger=bool(archive.ledger.raw),
            signed=bool(archive.keys),
        )


def configure(options: Options, config: MkDocsConfig, policed: bool = True) -> Configured:
    """Check what `mkdocs.yml` says, and set what our sites need on MkDocs's configuration.

    Raises
    ------
    Stop
        When `mkdocs.yml` asks for what cannot be.
    """
    file = config.config_file_path
    given = given_site_url(file) or config.site_url
    try:
        places = read_places(Path(file))
    except (ConfigSyntaxError, OSError):  # MkDocs was given it another way
        places = ConfigPlaces(Path(file).name)
    found = [*own_findings(config, given, places), *folder_findings(config, options, places)]
    stop_on(located(found, Path(file).parent))
    base_url = str(site_address(str(given)))
    if policed:  # the server has set the address that it answers at
        config.site_url = base_url
    dress(config)
    prepare(config)
    tongues = Tongues(tuple(options.languages))
    return Configured(options, config, policed, places, base_url, tongues, Speech(options, config, tongues))
