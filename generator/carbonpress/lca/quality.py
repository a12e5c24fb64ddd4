"""How good the data are, in two steps: scores of each datum, then a rating weighted by what rests on it.

Source: T/CCSA 603-2024, 6.1.2.7, 6.1.3.2 and 6.1.4; the pedigree matrix of Weidema and Wesnæs (1996).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from carbonpress.lca.datum import Datum
from carbonpress.lca.evidence import Evidence
from carbonpress.lca.precision import exact_sum, in_decimal128
from carbonpress.lca.scores import Scores, Vector
from carbonpress.lca.terms import Footprint
from carbonpress.model.quality import INDICATORS, Indicator


@dataclass(frozen=True, slots=True)
class Weak:
    """A datum with low scores on which much rests; `share` of the gross emissions."""

    datum: Datum
    scores: Scores
    share: Decimal


@dataclass(frozen=True, slots=True)
class Rated:
    """The scores of a result: means over its data, weighted by the gross emissions that rest on them.

    `stages` holds the stages with data.  `given_share` is the part of the gross
    emissions whose data have at least one score that somebody gave.
    """

    score: Decimal
    indicators: Mapping[Indicator, Decimal]
    stages: Mapping[str, Decimal]
    weak: tuple[Weak, ...]
    given_share: Decimal


@in_decimal128
def rated(evidence: Evidence) -> Rated | None:
    """The two-step evaluation of the data; None for stated results and where nothing was emitted.

    The scores of a contribution are the means of those of its amount and of its
    factor; a gas that is measured directly has no factor.

    Source: T/CCSA 603-2024, 6.1.4.
    """
    result, scores = evidence.result, evidence.scores
    weights = [c.result.copy_abs() for c in result.contributions]
    gross = exact_sum(weights)
    if gross == 0:
        return None
    doubled = [_doubled(*pair) for pair in scores]
    indicators = {
        name: exact_sum(w * d[place] for w, d in zip(weights, doubled, strict=True)) / gross / 2
        for place, name in enumerate(INDICATORS)
    }
    told = (w for w, pair in zip(weights, scores, strict=True) if any(s is not None and s.given for s in pair))
    return Rated(
        score=sum(indicators.values(), Decimal(0)) / len(indicators),
        indicators=indicators,
        stages=_stage_scores(result, weights, doubled),
        weak=_weak(evidence, gross),
        given_share=exact_sum(told) / gross,
    )


def _doubled(amount: Scores, factor: Scores | None) -> Vector:
    """Twice the mean of two vectors of scores, so that it stays whole."""
    other = amount if factor is None else factor
    return tuple(a + b for a, b in zip(amount.values, other.values, strict=True))


def _stage_scores(result: Footprint, weights: Sequence[Decimal], doubled: Sequence[Vector]) -> dict[str, Decimal]:
    """The weighted score of each stage that has data with a result."""
    groups: dict[str, list[int]] = {}
    for index, contribution in enumerate(result.contributions):
        groups.setdefault(contribution.activity.stage, []).append(index)
    found = {}
    for stage in (stage for stage in result.stages if stage in groups):
        whole = exact_sum(weights[index] for index in groups[stage])
        if whole:
            points = exact_sum(weights[index] * sum(doubled[index]) for index in groups[stage])
            found[stage] = points / whole / (2 * len(INDICATORS))
    return found


def _weak(evidence: Evidence, gross: Decimal) -> tuple[Weak, ...]:
    """Amounts and factors of low scores with a large share, the largest first."""
    limit = evidence.pedigree.rating.weak
    found = []
    for datum in evidence.data:
        share = datum.gross / gross
        of_amount, of_factor = evidence.scores[datum.uses[0]]
        own = of_factor if datum.key[0] == "factor" else of_amount
        if datum.key[0] != "distance" and own is not None and share >= limit.share and own.mean > limit.above:
            found.append(Weak(datum, own, share))
    return tuple(sorted(found, key=lambda weak: weak.share, reverse=True))
