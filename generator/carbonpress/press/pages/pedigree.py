"""The pedigree matrix as the method page shows it: meanings, factors, ratings, and where each comes from."""

from __future__ import annotations

from typing import TypedDict

from carbonpress.press.common.frame import Voice
from carbonpress.record.subject import source, text
from carbonpress.reference.pedigree import shipped_pedigree


class IndicatorRow(TypedDict):
    """An indicator, and for each score what it means and its factor."""

    name: str
    scores: list[tuple[int, str, str]]


class PedigreeView(TypedDict):
    """The matrix; basic factors and ratings (the largest factor of each class) are name and number."""

    indicators: list[IndicatorRow]
    basic: list[tuple[str, str]]
    ratings: list[tuple[str, str]]
    sources: list[str]


def pedigree(spoken: Voice) -> PedigreeView:
    """The matrix with its five indicators, the factors of each score, the basic factors, and the words for means."""
    given = shipped_pedigree()
    factors = given.uncertainty
    sources = (given.source, factors.source, factors.basic.source, given.rating.source)
    return {
        "indicators": [
            {
                "name": spoken.say(text(meaning.name)),
                "scores": [
                    (score, spoken.say(text(words)), f"{factors.additional[name][score - 1]:f}")
                    for score, words in meaning.scores.items()
                ],
            }
            for name, meaning in given.indicators.items()
        ],
        "basic": [
            (spoken.words[f"pedigree_basic.{name}"], f"{getattr(factors.basic, name):f}")
            for name in ("demand", "transport", "carbon_dioxide", "other_gas")
        ],
        "ratings": [(spoken.say(text(rating.name)), f"{rating.up_to:f}") for rating in given.rating.classes],
        "sources": [spoken.reference(source(each)) for each in sources],
    }
