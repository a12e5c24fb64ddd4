"""Which emission factors may be meant by some words, in any language: the likeliest first."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from carbonpress.model.factor import EmissionFactor
from carbonpress.model.language import KNOWN_LANGUAGES
from carbonpress.reference.library import Library

WORD = re.compile(r"[a-z]{2,}|[0-9]+")
NEAREST = 5
"""So many factors are worth reading in a finding; more would hide the likeliest."""
STEM = 5
"""A word of so many letters counts, by half, where another word begins with it: `electric` in `electricity`."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a factor must be besides being called so; None where anything will do.

    `unit` is the symbol of a unit of the same dimension as the activity that the
    factor is given for, `place` the beginning of its geography.
    """

    unit: str | None = None
    category: str | None = None
    place: str | None = None

    def fits(self, factor: EmissionFactor, library: Library) -> bool:
        """Whether *factor* is one of these."""
        unit = library.units.get(self.unit) if self.unit else None
        return (
            (self.unit is None or (unit is not None and unit.dimension == factor.per.unit.dimension))
            and (self.category is None or (factor.category or "").casefold() == self.category.casefold())
            and (self.place is None or factor.geography.casefold().startswith(self.place.casefold()))
        )


def newest(library: Library) -> list[EmissionFactor]:
    """Each factor once, in its newest edition, by id."""
    return [library.factors[f"{id_}@{editions[-1]}"] for id_, editions in sorted(library.editions.items())]


def search(library: Library, words: str, wanted: Wanted | None = None) -> list[EmissionFactor]:
    """The factors that *words* may mean, the likeliest first; all that fit, by id, where there are no words.

    Newest editions only.  A word counts the more, the fewer factors have it, so
    that `of` and `CN` hardly matter.  Factors that share no word are left out.
    """
    among = [factor for factor in newest(library) if wanted is None or wanted.fits(factor, library)]
    asked = tokens(words)
    return _ranked(among, asked) if asked else among


def nearest(library: Library, texts: Iterable[str]) -> list[EmissionFactor]:
    """At most `NEAREST` factors that are called like *texts*, the names of a factor or of an inventory line."""
    return _ranked(newest(library), frozenset().union(*map(tokens, texts)))[:NEAREST]


def tokens(text: str) -> frozenset[str]:
    """What a text is compared by: words and numbers; characters and pairs of them where a script sets no spaces.

    >>> sorted(tokens("PE, \u94dd\u5e26")) == ["pe", "\u5e26", "\u94dd", "\u94dd\u5e26"]
    True
    """
    even = unicodedata.normalize("NFKC", text).casefold()
    found = set(WORD.findall(even))
    for language in KNOWN_LANGUAGES.values():
        if language.plain is not None and not language.spaced:
            for run in re.findall(f"(?:{language.plain.pattern})+", even):
                found |= {*run, *(run[at : at + 2] for at in range(len(run) - 1))}
    return frozenset(found)


def _ranked(factors: Sequence[EmissionFactor], asked: frozenset[str]) -> list[EmissionFactor]:
    """Those of *factors* that share something with *asked*; of two that share the same, the shorter one first."""
    told = {factor.id: _told(factor) for factor in factors}
    holders = Counter(token for found in told.values() for token in found)
    rare = {token: math.log(1 + len(told) / count) for token, count in holders.items()}
    scores = {
        id_: sum(_weight(token, found, rare) for token in asked) / math.sqrt(len(found)) for id_, found in told.items()
    }
    return sorted((f for f in factors if scores[f.id] > 0), key=lambda f: (-scores[f.id], f.id))


def _weight(token: str, found: frozenset[str], rare: Mapping[str, float]) -> float:
    """What it says for a factor with the tokens *found* that *token* was asked for."""
    if token in found:
        return rare[token]
    return max((rare[one] / 2 for one in found if _begins(token, one)), default=0.0)


def _begins(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= STEM and short.isascii() and long.startswith(short)


def _told(factor: EmissionFactor) -> frozenset[str]:
    texts = (factor.id, factor.category or "", factor.geography, *factor.name.by_language().values())
    return frozenset().union(*map(tokens, texts))
