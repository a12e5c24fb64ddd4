"""Material's search: entries for the pages we press, and an index for each language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from carbonpress.model.language import KNOWN_LANGUAGES
from carbonpress.press.common.page import Page, Site
from carbonpress.site.languages import Tongues

INDEX = "search/search_index.json"
MOST_DECLARATIONS = 1_000
"""Above this number of declarations Material's index grows too big for a browser; they are left out of it."""

UNSPACED = re.compile(
    "|".join(f"{known.plain.pattern}{{2,}}" for known in KNOWN_LANGUAGES.values() if known.plain and not known.spaced)
    or "(?!)"
)
"""Two characters or more of a language that sets no spaces between words."""
LONGEST_WORD = 8
"""Han characters of a query that are compared; more of them are not needed to tell declarations apart."""

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
    """What Material's index keeps of *page*; Material shows it as markup, so it is escaped here."""
    text = page.search_text or page.description
    hidden = " ".join(word_beginnings(f"{page.title} {text}"))
    return {
        "location": site.address(page.address, page.language),
        "title": escape(page.title),
        "text": escape(text) + (f"<i hidden> {hidden}</i>" if hidden else ""),
    }


def word_beginnings(text: str) -> list[str]:
    """For each run of Han characters in *text* what begins at each of them, each once, in order.

    Material's search finds what begins with a query, and Chinese sets no spaces
    between words: so every character but the last of a run begins a word.

    >>> word_beginnings("\u5916\u5149\u7f06 GYTA") == ["\u5916\u5149\u7f06", "\u5149\u7f06"]
    True
    """
    runs = UNSPACED.findall(text)
    words = (run[place : place + LONGEST_WORD] for run in runs for place in range(len(run) - 1))
    return list(dict.fromkeys(words))


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


def _compact(index: Any) -> str:
    return json.dumps(index, ensure_ascii=False, separators=(",", ":"))
