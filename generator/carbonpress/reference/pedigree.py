"""The pedigree matrix as data: what scores mean, how they follow from a datum, how far a datum of them scatters."""

from __future__ import annotations

import functools
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from carbonpress.model.decode import decode
from carbonpress.model.factor import Source
from carbonpress.model.quality import Indicator, Score
from carbonpress.model.scalar import Id, Line, Number, Positive, Whole
from carbonpress.model.text import Text, Words
from carbonpress.reference.load import DATA
from carbonpress.source.document import parse

Basic = Literal["demand", "transport", "carbon_dioxide", "other_gas"]
Scores = dict[Indicator, Score]
Factors = Annotated[list[Positive], Field(min_length=5, max_length=5)]


class Meaning(Words):
    """An indicator and what its scores mean."""

    name: Text
    scores: dict[Score, Text]


class Years(Words):
    """Fewer years than these between a datum and the period of the study give the scores 1 to 4."""

    values: Annotated[list[Whole], Field(min_length=4, max_length=4)]
    unit: Literal["a"]
    source: Source


class Derived(Words):
    """Scores where nobody gives them."""

    source: Source
    activity: dict[Literal["primary", "secondary", "assumed"], Scores]
    verified_primary_reliability: Score
    short_period_completeness: Score
    factor: dict[Line, Scores]
    illustrative: Scores
    larger_area: Score
    part_of_area: Score
    other_area: Score


class BasicFactors(Words):
    """Basic uncertainty by what a datum is about."""

    source: Source
    demand: Positive
    transport: Positive
    carbon_dioxide: Positive
    other_gas: Positive


class UncertaintyFactors(Words):
    """Contributions to the square of the geometric standard deviation."""

    unit: Line
    source: Source
    additional: dict[Indicator, Factors]
    basic: BasicFactors


class RatingClass(Words):
    """A word for a mean of scores."""

    id: Id
    up_to: Number
    name: Text


class Weak(Words):
    """Which data are named as weak: a mean score above `above` with at least this share of the footprint."""

    above: Number
    share: Number


class Rating(Words):
    """Words for means of scores."""

    source: Source
    classes: list[RatingClass]
    weak: Weak


class Pedigree(Words):
    """The data file `pedigree.yml`."""

    title: Text
    source: Source
    indicators: dict[Indicator, Meaning]
    years: Years
    derived: Derived
    uncertainty: UncertaintyFactors
    rating: Rating

    def rated(self, score: Decimal) -> RatingClass:
        """The class of a mean of scores."""
        return next((c for c in self.rating.classes if score <= c.up_to), self.rating.classes[-1])


@functools.cache
def shipped_pedigree() -> Pedigree:
    """The matrix that comes with the package; read once per process.

    Raises
    ------
    RuntimeError
        When the shipped file has an error, which is a defect of ours.
    """
    document, findings = parse((DATA / "pedigree.yml").read_bytes(), "pedigree.yml")
    pedigree, wrong = (None, findings) if document is None else decode(Pedigree, document, {})
    if pedigree is None:
        raise RuntimeError("\n".join(str(finding) for finding in (*findings, *wrong)))
    return pedigree
