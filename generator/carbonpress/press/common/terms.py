"""The wording of the pages, and how a text is said in the language of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache

from markupsafe import Markup

from carbonpress.press.common.template_compiler import filled
from carbonpress.record.shape import LineOrText, Product, Source, Text
from carbonpress.record.wording import edition, words_in


def wording(language: str) -> Mapping[str, str]:
    """All wording of the pages in *language* by `section.key`, from `terms/<language>.yml` of the theme.

    `terms/interpretation.yml` holds further sections, with both languages under
    each key.  A key that is missing raises KeyError here and an undefined error in a
    template; a language without a file raises FileNotFoundError.
    """
    return _wording(language, edition())


@cache
def _wording(language: str, _edition: str) -> Mapping[str, str]:
    sections: dict[str, dict[str, str]] = words_in(f"terms/{language}.yml")
    further: dict[str, dict[str, dict[str, str]]] = words_in("terms/interpretation.yml")
    return {
        **{f"{section}.{key}": words for section, keys in sections.items() for key, words in keys.items()},
        **{f"{section}.{key}": words[language] for section, keys in further.items() for key, words in keys.items()},
    }


def sayer(language: str) -> Callable[[LineOrText | None], str]:
    """How a text is said on pages in *language*; where it is given only in another language, that one, marked as such.

    Plain text, to be escaped by the template, or markup where the language had
    to be marked.  Nothing where there is no text at all.
    """

    def say(text: LineOrText | None) -> str:
        if not text:
            return ""
        if isinstance(text, str):
            return text
        words = text.get(language)
        return _marked(text, language) if words is None else words

    return say


def _marked(text: Mapping[str, str], language: str) -> Markup:
    other = next(iter(text))
    mark = wording(language)[f"language.{other}"]
    pattern = '<span class="cp-other" lang="{language}">{text}<sup class="cp-other-mark">{mark}</sup></span>'
    return filled(pattern, language=other, text=text[other], mark=mark)


def plain(text: LineOrText | None, language: str) -> str:
    """*text* in *language* without any mark, for titles and attributes; any language where that one is missing."""
    if not text:
        return ""
    if isinstance(text, str):
        return text
    return text.get(language) or next(iter(text.values()))


def short_name(product: Product) -> Text:
    """What labels, cards and lists call *product*: its short name, in a language without one its name."""
    return {**product["name"], **(product.get("short_name") or {})}


CITED = ("annex", "drafting_notes", "optical_cable", "optical_fibre", "fibre_preform")
"""Words that stand in citations, as keys of the section `citation`; the rules and their data cite in English."""


def cited(citation: str, language: str) -> str:
    """A document or clause as a page in *language* names it: words like `annex` change, numbers and signs stay."""
    return _cited(citation, language, edition())


@lru_cache(maxsize=4096)
def _cited(citation: str, language: str, _edition: str) -> str:
    english, words = wording("en"), wording(language)
    for key in CITED:
        citation = citation.replace(english[f"citation.{key}"], words[f"citation.{key}"])
    return citation


def reference(source: Source, language: str) -> str:
    """Where a number comes from, in one line: document, table, publisher and year."""
    parts = (plain(source[key], language) for key in ("document", "table", "publisher"))
    return cited(", ".join([*(part for part in parts if part), str(source["year"])]), language)


def listing(words: Iterable[str], language: str) -> Markup:
    """Words as a list in running text, escaped: `a, b, c` or `a、b、c`."""
    return Markup(wording(language)["punctuation.comma"]).join(words)  # noqa: S704  our own wording
