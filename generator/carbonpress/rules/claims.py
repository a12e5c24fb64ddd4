"""The words by which claims are known, in every language, from the data file `claims.yml`."""

from __future__ import annotations

import functools
import re
from importlib import resources

from pydantic import Field

from carbonpress.model.decode import decode
from carbonpress.model.factor import Source
from carbonpress.model.scalar import Id, Line
from carbonpress.model.text import Text, Words
from carbonpress.source.document import parse


class Claim(Words):
    """Regular expressions by language, and the document that speaks of such claims."""

    source: Source
    words: dict[str, list[Line]]
    titles: dict[str, list[Line]] = Field(default_factory=dict)


class ClaimFile(Words):
    """The data file `claims.yml`."""

    title: Text
    claims: dict[Id, Claim]


@functools.cache
def claim_words(rule: str) -> re.Pattern[str]:
    """What the claims that *rule* speaks of look like; KeyError when the data file has no such rule."""
    return re.compile(_any_of(_claims()[rule].words), re.IGNORECASE)


@functools.cache
def titles_with_claim_words(rule: str) -> str:
    """The titles of documents that hold such words themselves, as a regular expression."""
    return _any_of(_claims()[rule].titles)


def _any_of(words: dict[str, list[str]]) -> str:
    return "|".join(word for language in words.values() for word in language)


@functools.cache
def _claims() -> dict[str, Claim]:
    raw = (resources.files("carbonpress.reference") / "data" / "claims.yml").read_bytes()
    document, findings = parse(raw, "claims.yml")
    file, faults = decode(ClaimFile, document, {}) if document is not None else (None, findings)
    if file is None:
        raise ValueError(f"the shipped words of claims do not load: {faults}")
    return file.claims
