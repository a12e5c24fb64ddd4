"""Let Material speak the language of the page it is about to render."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from carbonpress.site.languages import Tongues
from carbonpress.site.material_theme import named_palette
from carbonpress.site.options import Options
from carbonpress.source.theme import theme_data

ALTERNATE = re.compile(r'\s*<link rel="alternate" href="[^"]*" hreflang="[^"]*">')


class Speech:
    """The parts of MkDocs's configuration that change from language to language.

    MkDocs renders page after page with one configuration; setting it before
    each page is what its own plugins for languages do too.
    """

    def __init__(self, options: Options, config: MkDocsConfig, tongues: Tongues) -> None:
        self.options = options
        self.config = config
        self.tongues = tongues
        self.palette = config.theme.get("palette")
        self.given = {key: config[key] for key in ("site_name", "site_description", "copyright")}

    def site_name(self, language: str) -> str:
        """The name of the site in *language*."""
        return str(self._said(language)["site_name"])

    def nav_title(self, address: str, language: str) -> str:
        """What the navigation calls the page of ours at *address* (without language); empty for others of ours."""
        return str(words(language)["nav"].get(address.strip("/") or "home", ""))

    def speak(self, language: str) -> None:
        """Set Material's wording and the names of the site to *language*."""
        theme = self.config.theme
        theme["language"] = language
        theme["palette"] = named_palette(self.palette, words(language)["palette"])
        for key, said in self._said(language).items():
            self.config[key] = said

    def switch(self, links: Mapping[str, str]) -> None:
        """Let the language switch lead to *links* (by language); there is none on a site of one language."""
        if len(links) > 1:
            self.config.extra["alternate"] = [
                {"name": words(language)["language"], "link": link, "lang": language}
                for language, link in links.items()
            ]

    def _said(self, language: str) -> dict[str, object]:
        return {**self.given, **self.options.translated(language)}


def words(language: str) -> Mapping[str, Any]:
    """The wording of the frame in *language*."""
    said: Mapping[str, Any] = theme_data(f"frame/{language}.yml")
    return said


def without_alternates(html: str) -> str:
    """*html* without the links to other languages that Material puts into the head from the language switch."""
    return ALTERNATE.sub("", html)
