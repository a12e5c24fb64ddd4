"""Material's search: entries for the pages we press, and an index for each language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from carbonpress.press.page import Page, Site
from carbonpress.site.languages import Tongues

INDEX = "search/search_index.json"
MOST_DECLARATIONS = 1_000
"""Above this number of declarations Material's index grows too big for a browser; they are left out of it."""

ZERO_WIDTH_SPACE = "\u200b"
BETWEEN_HAN = re.compile(r"(?<=[㐀-鿿豈-﫿])(?=[㐀-鿿豈-﫿])")


SEPARATOR = r"[\s\u200b\u3000\-、。，．？！；：（）/]+"
"""What lies between two words in either language."""


def prepare(config: MkDocsConfig) -> None:
    """Let Material's search find beginnings of words in both languages, where `mkdocs.yml` does not say otherwise.

    Material's default for Chinese stems English words, and a stem is not found
    by the word that it was cut from.
    """
    for name, plugin in config.plugins.items():
        if name.split("/")[-1] == "search" and "pipeline" in plugin.config:
            if plugin.config["pipeline"] is None:
                plugin.config["pipeline"] = []
            plugin.config["separator"] = plugin.config["separator"] or SEPARATOR


def entry(page: Page, site: Site) -> dict[str, str]:
    """What Material's index keeps of *page*; Material shows it as markup, so it is escaped here.

    Han characters are set apart: Material's search takes what lies between
    separators as a word, and finds the words of a query by itself.
    """
    return {
        "location": site.address(page.address, page.language),
        "title": _apart(escape(page.title)),
        "text": _apart(escape(page.search_text or page.description)),
    }


def write_indexes(site_dir: Path, entries: Iterable[dict[str, str]], tongues: Tongues) -> None:
    """Add *entries* to the index that Material wrote, and give each language an index of its own.

    The index of another language than the first lies below `<language>/`, with
    locations relative to that folder.  Does nothing where search is switched off.
    """
    whole = site_dir / INDEX
    if not whole.is_file():
        return
    index = json.loads(whole.read_text(encoding="utf-8"))
    docs = [*index["docs"], *entries]
    for language in tongues.all:
        own = [doc for doc in docs if tongues.of(doc["location"]) == language]
        kept = [{**doc, "location": tongues.plain(doc["location"])} for doc in own]
        path = site_dir / tongues.uri(INDEX, language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_compact({"config": index["config"], "docs": kept}), encoding="utf-8")


def _apart(text: str) -> str:
    return BETWEEN_HAN.sub(ZERO_WIDTH_SPACE, text)


def _compact(index: Any) -> str:
    return json.dumps(index, ensure_ascii=False, separators=(",", ":"))
