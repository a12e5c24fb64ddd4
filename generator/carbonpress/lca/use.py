"""The use stage and storage: energy from power, time and service life, or from attenuation."""

from __future__ import annotations

from carbonpress.lca.activity import Workplace
from carbonpress.lca.attenuation import HOURS_PER_YEAR, attenuation_energy
from carbonpress.lca.flow import Flow, computed, given
from carbonpress.lca.measure import energy, number
from carbonpress.lca.service_life import ServiceLife, service_life
from carbonpress.lca.terms import Gap
from carbonpress.model.declaration import Attenuation, Operation, Storage
from carbonpress.model.quantity import Quantity, Units


def storage_flow(entry: Storage, units: Units) -> Flow:
    """Energy of storage or sale: as given, or power x duration.

    Source: T/CCSA 603-2024, table A.4.
    """
    if entry.amount is not None:
        return given(entry.amount)
    assert entry.power is not None and entry.duration is not None  # the model takes one form or the other
    total = energy(entry.power, entry.duration, units)
    return computed("power-time", total, power=entry.power, time=entry.duration)


def operation_flow(entry: Operation, life: Quantity, units: Units) -> Flow:
    """Energy over the service life: power x hours a year (8760 unless given) x years, or energy a year x years.

    Source: CESA-2024-061, use stage.
    """
    years = life.to(units["a"]).value
    if entry.annual_energy is not None:
        total = Quantity(entry.annual_energy.value * years, entry.annual_energy.unit)
        return computed("annual-energy", total, annual_energy=entry.annual_energy, service_life=life)
    assert entry.power is not None  # the model takes one form or the other
    hours = HOURS_PER_YEAR if entry.hours_per_year is None else entry.hours_per_year
    total = energy(entry.power, Quantity(hours * years, units["h"]), units)
    return computed("power-life", total, power=entry.power, hours_per_year=number(hours), service_life=life)


def attenuation_flow(entry: Attenuation, life: Quantity, units: Units) -> Flow:
    """Energy that the attenuation of a cable costs the transmission system over the service life.

    Source: T/CCSA 603-2024, annex E.
    """
    total = attenuation_energy(entry.laser_power, entry.length, entry.coefficient, life, units)
    return computed(
        "attenuation",
        total,
        laser_power=entry.laser_power,
        length=entry.length,
        coefficient=entry.coefficient,
        service_life=life,
    )


def line_service_life(work: Workplace, line: Quantity | None) -> ServiceLife | Gap:
    """The service life that holds for a line of the use stage."""
    scope = work.scope
    life = service_life(scope.declaration, scope.rules, scope.units, line)
    return life or Gap(work.row.path, "no-service-life", "missing")
