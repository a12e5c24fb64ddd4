"""What a pressed page is made of, and what pages know of the site around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from carbonpress.model.language import LANGUAGES


@dataclass(frozen=True, slots=True)
class Page:
    """One page before it is poured into the shell of its language.

    `address` is relative to the site's root without the language prefix, ends in
    a slash (`p/x/v1/`) and is empty for the home page.  `title` and
    `description` are plain text; `head` and `body` are markup made by our
    templates alone.  Links inside are relative to the page itself.
    """

    address: str
    language: str
    title: str
    description: str
    head: str
    body: str
    search_text: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """What pages know of the site: its address, languages, files and the day it was built."""

    base_url: str
    """Absolute, ends in a slash."""
    languages: tuple[str, ...] = LANGUAGES
    """The first one lives at the root, the others under `/<language>/`."""
    built_on: str = ""
    """Day of the build, `YYYY-MM-DD`; what is past its validity by then is shown as expired."""
    name: Mapping[str, str] = field(default_factory=dict)
    palette: Mapping[str, str] = field(default_factory=dict)
    png: bool = True
    """Whether labels and codes exist as PNG beside the SVG."""
    papers: tuple[str, ...] = ()
    """Documents for paper that every version has, see `press.common.outputs`."""
    ledger: bool = False
    """Whether anything was published, so that readers can check it."""
    interpreted: bool = True
    """Whether records made for this site tell of uncertainty, sensitivity and scenarios."""
    signed: bool = False
    """Whether the company signs what it publishes."""

    def address(self, address: str, language: str) -> str:
        """Address of a page in *language* below the root: `en/p/x/v1/`."""
        return address if language == self.languages[0] else f"{language}/{address}"
