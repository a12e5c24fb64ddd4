"""What a footprint rests on: its data, and the scores of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from carbonpress.lca.datum import Datum, data_of
from carbonpress.lca.precision import in_decimal128
from carbonpress.lca.scores import Scores, all_scores
from carbonpress.lca.terms import Footprint
from carbonpress.model.declaration import Declaration
from carbonpress.reference.pedigree import Pedigree


@dataclass(frozen=True, slots=True)
class Evidence:
    """A footprint with its data and their scores; `scores` holds amount and factor of each contribution, in order.

    Stated results have neither: their data stay in their study.
    """

    declaration: Declaration
    result: Footprint
    pedigree: Pedigree
    data: tuple[Datum, ...]
    scores: Sequence[tuple[Scores, Scores | None]]


@in_decimal128
def evidence_of(declaration: Declaration, result: Footprint, pedigree: Pedigree) -> Evidence:
    """The data behind a footprint, gathered once for all that asks about them."""
    return Evidence(declaration, result, pedigree, data_of(result), all_scores(declaration, result, pedigree))
