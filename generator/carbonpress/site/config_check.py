"""What is wrong with `mkdocs.yml` beyond what MkDocs looks at: the same for every command and for `mkdocs build`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.utils.yaml import get_yaml_loader, yaml_load
from yaml import YAMLError

from carbonpress.folder.content_security import allowed
from carbonpress.folder.policy_sources import allows
from carbonpress.model.web_address import AddressError, WebAddress, site_address
from carbonpress.site.config_places import PLUGIN, ConfigPlaces
from carbonpress.site.options import Options
from carbonpress.site.public import below
from carbonpress.source.document import KeyPath
from carbonpress.source.finding import Finding, Severity

OPTION = re.compile(rf"Plugin '(?:[^']*/)?{PLUGIN}(?: #\d+)?' option '([^']+)': ")
"""How MkDocs begins what it says of an option of ours."""

PROBES = (
    "organisation.yml",
    *(f"{folder}/a{end}" for folder in ("products", "factors", "rules", "plants/deep") for end in (".yml", ".yaml")),
    *(f"plants/deep/a{end}" for end in (".csv", ".xlsx", ".jsonl")),
    *(f"published/a/v1{end}" for end in (".json", ".jsonl", "-picture.png")),
)
"""Names of files that a data folder may hold: `exclude_docs` keeps data to itself where it names all of them."""

EXCLUDE = "exclude_docs: |  *.yml  *.yaml  *.csv  *.xlsx  *.jsonl  published/"


def given_site_url(config_file: str) -> str | None:
    """The `site_url` in `mkdocs.yml`; MkDocs's server sets a local one, which must not get onto a label."""
    try:
        with Path(config_file).open("rb") as file:
            said = yaml_load(file, get_yaml_loader())
    except (OSError, MkDocsException, YAMLError):
        return None
    given = said.get("site_url") if isinstance(said, dict) else None
    return given if isinstance(given, str) else None


def own_findings(config: MkDocsConfig, given: object, places: ConfigPlaces) -> Iterator[Finding]:
    """Whatever our sites need that the *config* does not say, or says otherwise; *given* is its `site_url`."""
    yield from _address_findings(given, places)
    if len(plugins := list(places.plugins())) > 1:
        what, mend = "the plugin carbonpress is named twice", "keep one entry and write all options below it"
        yield places.config_finding("configuration", plugins[1], what, "one entry", mend)
    theme = config.get("theme")
    named = theme.get("name") if isinstance(theme, dict) else getattr(theme, "name", theme)
    if named != "material":
        what = "carbonpress needs `theme: {name: material}`"
        mend = "write theme: {name: material}; templates of your own go to custom_dir"
        yield places.config_finding("configuration", ("theme",), what, "the theme Material", mend)
    if config.get("use_directory_urls") is False:
        what = "carbonpress needs use_directory_urls: the addresses on labels end in a slash"
        yield places.config_finding("configuration", ("use_directory_urls",), what, "true", "remove the line")


def folder_findings(config: MkDocsConfig, options: Options, places: ConfigPlaces) -> Iterator[Finding]:
    """What cannot be with the folders that *config* and the plugin's *options* name together."""
    data, docs, site = data_folder(config, options), Path(config.docs_dir), Path(config.site_dir)
    if below(data, site) is not None or below(site, data) is not None:
        what = f"the site ({config.site_dir}) and the data ({data}) lie one in the other: a build replaces the site"
        yield places.config_finding("configuration", ("site_dir",), what, "two folders side by side")
    for index, folder in enumerate(options.public):
        if below(data, docs / folder) is not None:
            what = f"the public folder {folder!r} holds the data, which are not published"
            yield places.config_finding("configuration", places.option("public", index), what, "a folder without data")


def _address_findings(given: object, places: ConfigPlaces) -> Iterator[Finding]:
    expected = "https://host/ or https://host/path/"
    if given is None or given == "":
        what = "mkdocs.yml needs a site_url: the QR code of every label leads there"
        yield places.config_finding("site-url", ("site_url",), what, expected, "choose a host that you will keep")
    elif isinstance(given, str):  # of what is no text MkDocs says so
        try:
            site_address(given)
        except AddressError as error:
            # not the address itself: its password belongs into no log
            what = f"site_url is not a plain web address: {error.what}"
            yield places.config_finding("site-url", ("site_url",), what, expected, error.mend)


def local_reason(address: WebAddress) -> str:
    """Why nobody on the web could follow a code to *address*; empty where nothing speaks against it."""
    if address.is_local:
        return f"the host {address.host} is known on one machine or in one network alone"
    return "the address is http: what a reader gets on the way can be changed" if address.scheme == "http" else ""


def advice(config: MkDocsConfig, options: Options, given: object, places: ConfigPlaces) -> Iterator[Finding]:
    """Warnings about a configuration that works, but not for what people do with a site."""
    warning = Severity.WARNING
    address = site_address(given) if isinstance(given, str) else None
    if address is not None and (reason := local_reason(address)):
        what = f"{reason}; `carbonpress publish` refuses it"
        mend = "set the address that the site will have; a printed code is never changed"
        yield places.config_finding("site-url", ("site_url",), what, "an address of the web", mend, warning)
    yield from _blocked(config, options, places)
    folder = below(data_folder(config, options), Path(config.docs_dir))
    if folder is None or _excluded(config, "" if folder == "." else f"{folder}/"):
        return
    what = "the data lie below docs_dir: a build without the plugin, or with another program, would publish them"
    mend = f"move the Markdown pages to a folder of their own and name it as docs_dir, or write {_lines(EXCLUDE)}"
    expected = "docs_dir: declarations/pages, and data_dir: declarations for the plugin"
    yield places.config_finding("layout", ("docs_dir",), what, expected, mend, warning)


def _blocked(config: MkDocsConfig, options: Options, places: ConfigPlaces) -> Iterator[Finding]:
    """Scripts and style sheets of other hosts, which the content security policy blocks on every page."""
    for key, directive in (("extra_javascript", "script-src"), ("extra_css", "style-src")):
        for index, entry in enumerate(config[key]):
            link = str(entry)
            if not allows(allowed(directive, options.sources), link, config.site_url or ""):
                what = f"the content security policy of the site blocks {link[:80]!r} ({directive})"
                mend = f"keep a copy below docs_dir, or add the host under content_security_policy, {directive}"
                expected = "a file of the site, or a host that is added"
                yield places.config_finding("blocked", (key, index), what, expected, mend, Severity.WARNING)


def data_folder(config: MkDocsConfig, options: Options) -> Path:
    """The data folder."""
    return Path(options.data_dir or config.docs_dir)


def _excluded(config: MkDocsConfig, prefix: str) -> bool:
    """Whether `exclude_docs` leaves no data file to MkDocs; *prefix* leads from `docs_dir` to the data."""
    spec = config.exclude_docs
    return spec is not None and all(spec.match_file(prefix + probe) for probe in PROBES)


def _lines(written: str) -> str:
    """*written* with the line ends that it stands for, below the label of a finding."""
    return "these lines:\n    " + re.sub("  +", "\n      ", written)


def told_place(places: ConfigPlaces, key: str, message: str) -> KeyPath:
    """The path of what MkDocs's *message* on the key *key* is about: an option of our plugin where it names one."""
    told = OPTION.match(message)
    return places.option(told[1]) if told else (key,)
