"""The languages that a declaration may speak, as the theme lists them in `languages.yml`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from carbonpress.source.theme import theme_data


@dataclass(frozen=True, slots=True)
class Language:
    """What the program must know of a language; all words are in the theme.

    `plain` finds characters that make a plain text one of this language alone;
    None where no character does.  `locales` is how names of locales begin.
    """

    id: str
    name: str
    english: str
    tag: str
    plain: re.Pattern[str] | None
    spaced: bool
    locales: str


def _read() -> dict[str, Language]:
    return {
        id_: Language(
            id_,
            row["name"],
            row["english"],
            row["tag"],
            re.compile(row["plain"]) if row["plain"] else None,
            row["spaced"] == "yes",
            row["locales"],
        )
        for id_, row in theme_data("languages.yml").items()
    }


KNOWN_LANGUAGES = _read()

LANGUAGES = tuple(KNOWN_LANGUAGES)
"""Their ids, in the order of the theme."""

DEFAULT = LANGUAGES[0]
"""The language of what is printed if no other one is chosen."""

FALLBACK = next(id_ for id_, language in KNOWN_LANGUAGES.items() if not language.locales)
"""The language of findings, and of a terminal whose locale speaks none of the others."""


def joined(language: str, *sentences: str) -> str:
    """Sentences one after another, as *language* sets them: with a space between, or without."""
    return (" " if KNOWN_LANGUAGES[language].spaced else "").join(sentences)
