"""From a flow and a factor to an activity per declared unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from carbonpress.lca.factor import factor_gas_gaps
from carbonpress.lca.flow import Flow
from carbonpress.lca.scaling import Scaling, scaling_of
from carbonpress.lca.scope import Row, Scope
from carbonpress.lca.terms import Activity, Gap
from carbonpress.model.factor import EmissionFactor

Path = tuple[str | int, ...]

TRANSPORT, RETURN_TRANSPORT = "transport", "return_transport"
"""What `Activity.sub` says of the legs of a material, packaging or treatment."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """A line at work: where it stands, what it may refer to, how its amounts are scaled.

    `scaling` is None when its allocation or its `per` is a gap; then references
    are still looked at, but no activity comes out.
    """

    row: Row
    scope: Scope
    scaling: Scaling | None

    @classmethod
    def of(cls, row: Row, scope: Scope) -> Workplace:
        """The workplace of one line."""
        return cls(row, scope, scaling_of(row, scope))

    def place(self, *below: str | int) -> Path:
        """A place inside the line."""
        return (*self.row.path, *below)


def activity(
    work: Workplace,
    flow: Flow | Gap,
    factor: EmissionFactor | Gap,
    path: Path,
    *,
    kind: str | None = None,
    sub: str | None = None,
    assumed: str | None = None,
) -> Iterator[Activity | Gap]:
    """The activity of a flow with its factor, or all gaps that keep it from being one.

    *path* is where the factor is named; the activity stands one level above.
    """
    gaps = [thing for thing in (flow, factor) if isinstance(thing, Gap)]
    yield from gaps
    if isinstance(factor, Gap):
        return
    yield from factor_gas_gaps(factor, path, work.scope)
    if isinstance(flow, Gap):
        return
    if flow.amount.unit.dimension != factor.per.unit.dimension:
        yield _factor_unit(flow, factor, path)
    elif work.scaling is not None:
        scaled = work.scaling.applied(flow, returns=sub == RETURN_TRANSPORT).to(factor.per.unit)
        yield Activity(
            path=path[:-1],
            stage=work.row.stage,
            kind=kind or work.row.entry.kind,
            entry=work.row.entry,
            amount=scaled.amount,
            steps=scaled.steps,
            factor=factor,
            assumed=assumed,
            sub=sub,
        )


def _factor_unit(flow: Flow, factor: EmissionFactor, path: Path) -> Gap:
    given, per = flow.amount.unit, factor.per.unit
    return Gap(
        path,
        "factor-unit",
        "other-unit",
        {
            "factor": factor.name_at_edition,
            "per": per.symbol,
            "per_dimension": per.dimension,
            "given": given.symbol,
            "given_dimension": given.dimension,
        },
    )
