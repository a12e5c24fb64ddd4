"""Legs of transport: mass x distance, vehicle distance, or the fuel that was burned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from carbonpress.lca.activity import Workplace, activity
from carbonpress.lca.factor import fuel_factor, named_factor
from carbonpress.lca.flow import Flow, computed, given
from carbonpress.lca.measure import freight
from carbonpress.lca.terms import Activity, Gap
from carbonpress.model.declaration import Leg
from carbonpress.model.factor import EmissionFactor
from carbonpress.model.quantity import Quantity


def leg_activities(
    work: Workplace, field: str, legs: Sequence[Leg], mass: Quantity | None, sub: str | None = None
) -> Iterator[Activity | Gap]:
    """One activity per leg; *mass* is what is moved, None where the line does not tell.

    *field* is the key under which the legs stand, *sub* says whose legs they are
    when they do not stand for themselves.

    Source: T/CCSA 603-2024, 5.2.3 and table A.3.
    """
    for index, leg in enumerate(legs):
        path = work.place(field, index)
        if leg.fuel is not None and leg.amount is not None:
            burnt = fuel_factor(leg.fuel, (*path, "fuel"), work.scope)
            yield from activity(work, given(leg.amount), burnt, (*path, "fuel"), kind="transport", sub=sub)
        else:
            assert leg.by is not None and leg.distance is not None  # the model takes one form or the other
            factor = named_factor(leg.by, (*path, "by"), work.scope)
            flow = _by_mode(work, factor, mass, leg.distance)
            yield from activity(work, flow, factor, (*path, "by"), kind="transport", sub=sub)


def _by_mode(work: Workplace, factor: EmissionFactor | Gap, mass: Quantity | None, distance: Quantity) -> Flow | Gap:
    if isinstance(factor, EmissionFactor) and factor.per.unit.dimension == distance.unit.dimension:
        return computed("distance", distance, distance=distance)  # a factor per kilometre of the vehicle
    if mass is None:
        return Gap(work.place("amount"), "dimension", "transported-mass")
    return computed("mass-distance", freight(mass, distance, work.scope.units), mass=mass, distance=distance)
