"""What a record says to whoever wants to compare its figure with another."""

from __future__ import annotations

from decimal import Decimal

from carbonpress.lca.comparison import Comparable
from carbonpress.lca.precision import exact_sum
from carbonpress.record.shape import Record


def comparable(record: Record, valid: bool) -> Comparable:
    """A record as `lca.comparison` takes it; *valid* when the figure is in force.

    Of the data only factors can be the same in two products; amounts are each
    product's own.  A record without that block has no known uncertainty.
    """
    block, unit, gwp = record.get("interpretation"), record["unit"], record["gwp"]
    told = None if block is None else block["comparison"]
    own = None if told is None or told["own_variance"] is None else Decimal(told["own_variance"])
    if told is not None and own is not None:
        own = exact_sum([own, *(Decimal(effect) ** 2 for effect in told["amounts"].values())])
    known = None if block is None else block["uncertainty"]
    return Comparable(
        rules=record["rules"]["id"],
        unit=(unit["kind"], Decimal(unit["value"]), unit["unit"]),
        function={} if told is None else told["function"],
        stages=tuple(stage["id"] for stage in record["boundary"]["stages"] if stage["included"]),
        gwp=None if gwp is None else gwp["id"],
        valid=valid,
        total=Decimal(record["total"]["value"]),
        own_variance=own,
        shared={} if told is None else {name: Decimal(effect) for name, effect in told["factors"].items()},
        mean=None if known is None else Decimal(known["total"]["mean"]),
    )
