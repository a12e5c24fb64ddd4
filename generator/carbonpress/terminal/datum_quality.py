"""What is known of each datum behind a figure, for the eyes of the company: its scores, and how far it may be off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from carbonpress.lca.evidence import evidence_of
from carbonpress.lca.terms import Footprint
from carbonpress.lca.uncertainty import scatter
from carbonpress.model.declaration import Declaration
from carbonpress.reference.pedigree import shipped_pedigree


@dataclass(frozen=True, slots=True)
class Known:
    """One datum of an activity: amount, distance or factor.

    `scores` are those of the pedigree matrix in its order, none for a distance,
    whose uncertainty is the basic one of transport.  95 % of what the datum may
    be lie between `low` and `high`, of one; `given` says whether somebody gave
    that.
    """

    kind: str
    scores: tuple[int, ...]
    low: Decimal
    high: Decimal
    given: bool


def known_data(declaration: Declaration, result: Footprint) -> Mapping[int, Sequence[Known]]:
    """What is known of the data behind each activity, by its number among all; nothing for stated results."""
    evidence = evidence_of(declaration, result, shipped_pedigree())
    found = scatter(evidence)
    by_number: dict[int, list[Known]] = {}
    for one in found.data if found is not None else ():
        kind, spread = one.datum.key[0], one.spread
        for index in one.datum.uses:
            of_amount, of_factor = evidence.scores[index]
            scores = {"amount": of_amount, "factor": of_factor}.get(kind)
            values = () if scores is None else scores.values
            by_number.setdefault(index + 1, []).append(Known(kind, values, spread.low, spread.high, spread.given))
    return {number: sorted(data, key=lambda known: known.kind) for number, data in by_number.items()}
