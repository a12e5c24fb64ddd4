"""What a name in the brackets of a finding means, and how to mend it: `error[number]`."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from carbonpress.model.language import KNOWN_LANGUAGES
from carbonpress.press.common.terms import cited
from carbonpress.rules.registry import BY_ID
from carbonpress.rules.wording import documentation
from carbonpress.source.theme import theme_data

WIDTH = 100


@dataclass(frozen=True, slots=True)
class Advice:
    """The documentation of one finding in one language; a slip and its remedy where a few lines can show them."""

    name: str
    clause: str
    paragraphs: Sequence[str]
    wrong: str = ""
    right: str = ""


def names() -> list[str]:
    """All names that a finding can have: first those of loader, model and pipeline, then the rules."""
    return [*_pages(), *BY_ID]


def advice(name: str, language: str) -> Advice:
    """What the finding *name* means; KeyError where no finding has that name."""
    if name in BY_ID:
        rule = BY_ID[name]
        return Advice(name, cited(rule.clause, language), documentation(rule, language))
    page = _pages()[name]
    mend = f"{_words(language)['mend']}{page['mend'][language]}"
    stop = _words(language)["stop"]
    paragraphs = (f"{page['title'][language]}{stop}", page["told"][language], mend)
    return Advice(name, "", paragraphs, page.get("wrong", ""), page.get("right", ""))


def as_text(given: Advice, language: str) -> str:
    """The documentation for a terminal."""
    head = f"{given.name}  ({given.clause})" if given.clause else given.name
    parts = [head, *("\n".join(_wrapped(paragraph, language)) for paragraph in given.paragraphs)]
    if given.wrong:
        words = _words(language)
        parts += [f"{words[key]}\n{textwrap.indent(text, '    ')}" for key, text in _examples(given)]
    return "\n\n".join(parts) + "\n"


def as_page(language: str) -> str:
    """The documentation of all findings that are no rules, as Markdown."""
    words = _words(language)
    parts = [f"# {words['page_title']}", words["page_text"]]
    for name in _pages():
        given = advice(name, language)
        parts += [f"## {name}", *("\n".join(_wrapped(paragraph, language)) for paragraph in given.paragraphs)]
        if given.wrong:
            parts += [f"{words[key]}\n\n```yaml\n{text}\n```" for key, text in _examples(given)]
    return "\n\n".join(parts) + "\n"


def _examples(given: Advice) -> Iterator[tuple[str, str]]:
    yield "wrong", given.wrong
    yield "right", given.right


def _wrapped(paragraph: str, language: str) -> list[str]:
    """The paragraph in lines; where there are no spaces to break at, as in Chinese, it stays one line."""
    text = " ".join(paragraph.split())
    if not KNOWN_LANGUAGES[language].spaced:
        return [text]
    return textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _pages() -> Mapping[str, Any]:
    pages: Mapping[str, Any] = theme_data("terminal/findings.yml")["findings"]
    return pages


def _words(language: str) -> Mapping[str, str]:
    words: Mapping[str, str] = theme_data("terminal/findings.yml")["words"][language]
    return words
