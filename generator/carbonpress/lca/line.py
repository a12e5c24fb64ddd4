"""What each kind of line becomes: activities, or the gaps that keep it from becoming one."""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.lca.activity import RETURN_TRANSPORT, TRANSPORT, Workplace, activity
from carbonpress.lca.factor import fuel_factor, gas_gaps, named_factor
from carbonpress.lca.flow import Flow, given
from carbonpress.lca.mass import stated_mass
from carbonpress.lca.measure import KILOGRAM
from carbonpress.lca.scaling import scaling_gaps
from carbonpress.lca.scope import Row, Scope
from carbonpress.lca.service_life import ServiceLife
from carbonpress.lca.terms import Activity, Gap
from carbonpress.lca.transport import leg_activities
from carbonpress.lca.use import attenuation_flow, line_service_life, operation_flow, storage_flow
from carbonpress.model.declaration import (
    Attenuation,
    Emission,
    Energy,
    Material,
    Operation,
    Packaging,
    Removal,
    Storage,
    Transport,
    Treatment,
)
from carbonpress.model.factor import EmissionFactor, Origin
from carbonpress.model.quantity import Quantity

Items = Iterator[Activity | Gap]

SERVICE_LIFE = "service_life"
"""What `Activity.assumed` says where the service life is the default of the rules."""


def line_activities(row: Row, scope: Scope) -> Items:
    """All activities of one line of the inventory, legs included, and all its gaps."""
    work = Workplace.of(row, scope)
    yield from scaling_gaps(row, scope)
    match row.entry:
        case Material() | Packaging() as entry:
            yield from _good(work, entry)
        case Energy() as entry:
            yield from _energy(work, entry)
        case Emission() as entry:
            yield from _gas(work, entry.gas, entry.amount, entry.origin)
        case Removal() as entry:
            yield from _gas(work, entry.gas, entry.amount, "biogenic_removal")
        case Transport() as entry:
            yield from leg_activities(work, "legs", entry.legs, entry.mass)
        case Storage() as entry:
            yield from _by_factor(work, storage_flow(entry, scope.units), entry.factor)
        case Operation() | Attenuation() as entry:
            yield from _in_use(work, entry)
        case entry:
            assert isinstance(entry, Treatment)  # the kinds of lines end here
            yield from _by_factor(work, given(entry.mass), entry.factor)
            yield from leg_activities(work, "transport", entry.transport, entry.mass, TRANSPORT)


def _by_factor(work: Workplace, flow: Flow | Gap, name: str, assumed: str | None = None) -> Items:
    path = work.place("factor")
    yield from activity(work, flow, named_factor(name, path, work.scope), path, assumed=assumed)


def _good(work: Workplace, entry: Material | Packaging) -> Items:
    """A material or packaging with its legs; its mass stands in where the factor is per mass and the amount is not."""
    path, mass = work.place("factor"), stated_mass(entry)
    factor = named_factor(entry.factor, path, work.scope)
    by_mass = isinstance(factor, EmissionFactor) and factor.per.unit.dimension == KILOGRAM.dimension
    yield from activity(work, given(mass if by_mass and mass else entry.amount), factor, path)
    yield from leg_activities(work, "transport", entry.transport, mass, TRANSPORT)
    if isinstance(entry, Packaging):
        yield from leg_activities(work, "return_transport", entry.return_transport, mass, RETURN_TRANSPORT)


def _energy(work: Workplace, entry: Energy) -> Items:
    if entry.factor is not None:
        yield from _by_factor(work, given(entry.amount), entry.factor)
    else:
        assert entry.fuel is not None  # the model takes one or the other
        path = work.place("fuel")
        yield from activity(work, given(entry.amount), fuel_factor(entry.fuel, path, work.scope), path)


def _gas(work: Workplace, gas: str, amount: Quantity, origin: Origin) -> Items:
    """A gas that leaves or enters directly: its mass is the activity data, there is no factor."""
    yield from gas_gaps(gas, work.place("gas"), work.scope)
    if work.scaling is not None:
        flow = work.scaling.applied(given(amount)).to(KILOGRAM)
        row = work.row
        yield Activity(row.path, row.stage, row.entry.kind, row.entry, flow.amount, flow.steps, None, gas, origin)


def _in_use(work: Workplace, entry: Operation | Attenuation) -> Items:
    life = line_service_life(work, entry.service_life)
    assumed = SERVICE_LIFE if isinstance(life, ServiceLife) and life.given_by == "default" else None
    yield from _by_factor(work, _use_flow(work, entry, life), entry.factor, assumed)


def _use_flow(work: Workplace, entry: Operation | Attenuation, life: ServiceLife | Gap) -> Flow | Gap:
    if isinstance(life, Gap):
        return life
    if isinstance(entry, Operation):
        return operation_flow(entry, life.value, work.scope.units)
    return attenuation_flow(entry, life.value, work.scope.units)
