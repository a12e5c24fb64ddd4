"""How documents speak: as the pages do, in plain text, with a few words of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial

from carbonpress.press.common.frame import Voice, voice
from carbonpress.press.common.terms import wording
from carbonpress.record.shape import LineOrText
from carbonpress.record.wording import edition, words_in


@dataclass(frozen=True, slots=True)
class Words:
    """The wording of documents in one language; `voice` is what the functions of the pages are asked with."""

    language: str
    voice: Voice

    @property
    def t(self) -> Mapping[str, str]:
        """The wording of the pages, by `section.key`."""
        return self.voice.words

    def say(self, text: LineOrText | None) -> str:
        """*text* in the language of the document, or in another one, marked."""
        return self.voice.say(text)

    def unit(self, symbol: str) -> str:
        """How a unit is shown."""
        return self.voice.unit(symbol)

    def cite(self, citation: str) -> str:
        """A document or clause in the language of the document."""
        return self.voice.cite(citation)

    def sentences(self, *given: str) -> str:
        """Sentences one after the other; Chinese ones without a space between."""
        return self.own("gap").join(part for part in given if part)

    def own(self, key: str, **values: object) -> str:
        """Wording *key* that only documents have, filled in where *values* are given."""
        words: str = words_in("terms/document.yml")[key][self.language]
        return words.format(**values) if values else words


def words_of(language: str) -> Words:
    """The wording of documents in *language*, of the wording in force."""
    return _words_of(language, edition())


@cache
def _words_of(language: str, _edition: str) -> Words:
    say: Callable[[LineOrText | None], str] = partial(said, language=language)
    listing: Callable[[list[str]], str] = wording(language)["punctuation.comma"].join
    return Words(language, voice(language)._replace(say=say, listing=listing))


def said(text: LineOrText | None, language: str) -> str:
    """*text* in *language*; where it is given only in another one, that one, with its name in brackets."""
    if not text:
        return ""
    if isinstance(text, str):
        return text
    words = text.get(language)
    if words is not None:
        return words
    other = next(iter(text))
    return f"{text[other]} [{wording(language)[f'language.{other}']}]"
