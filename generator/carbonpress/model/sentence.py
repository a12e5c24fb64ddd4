"""What a sentence of the theme is filled with: values that all languages write alike, and words of each language.

A sentence stands in the theme once per language, with names in braces (`{share} of the footprint`).  Whoever has
something to say names the sentence by its key and gives what those names stand for.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from carbonpress.model.hint import nearest
from carbonpress.model.quantity import Quantity
from carbonpress.model.text import Text


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words inside a sentence that each language has of its own, by their key among its phrases."""

    key: str
    parameters: Parameters = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Names of which one is meant: `a, b or c`, in English joined by `or`."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """Something of the category rules that has an id and a name: `{stage.id}` and `{stage.name}` in a sentence."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class Quoted:
    """What another rule says: `{gap.message}`, `{gap.expected}` and `{gap.mend}`."""

    rule: str
    key: str
    parameters: Parameters


Parameter = str | int | datetime.date | Decimal | Quantity | Text | Phrase | AnyOf | Named | Quoted
Parameters = Mapping[str, Parameter]


def did_you_mean(word: str, known: Iterable[str]) -> Phrase | str:
    """The hint that *word* may be a misspelling of a known word; nothing where it is not like any."""
    found = nearest(word, known)
    return Phrase("did-you-mean", {"name": found}) if found else ""
