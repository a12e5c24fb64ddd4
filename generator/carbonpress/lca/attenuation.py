"""Energy that the attenuation of a cable costs the transmission system, T/CCSA 603-2024 annex E."""

from __future__ import annotations

from decimal import Decimal

from carbonpress.lca.precision import in_decimal128
from carbonpress.model.quantity import Quantity, Units

HOURS_PER_YEAR = Decimal(365 * 24)
"""365 x 24 h, as formula (E.1) writes it."""


@in_decimal128
def lost_share(length: Quantity, coefficient: Quantity, units: Units) -> Decimal:
    """The share of the light that the cable swallows: 1 - 10^(-L x alpha).

    The document gives no unit for alpha.  The power of ten is right for bel per
    km only; makers state decibel per km, a tenth of it (1 B = 10 dB).  The unit
    is part of *coefficient*, so 0.2 dB/km enters here as 0.02 B/km.
    """
    bels = length.to(units["km"]).value * coefficient.to(units["B/km"]).value
    return 1 - Decimal(10) ** -bels


@in_decimal128
def conversion_efficiency(laser_power: Quantity, input_power: Quantity) -> Decimal:
    """C = P_laser / P_in, formula (E.2); both powers above zero.

    The name in the document is misleading: C is electrical over optical power,
    the reciprocal of an efficiency.
    """
    return laser_power.value / input_power.to(laser_power.unit).value


@in_decimal128
def attenuation_energy(
    laser_power: Quantity, length: Quantity, coefficient: Quantity, service_life: Quantity, units: Units
) -> Quantity:
    """E = C x P_in x (1 - 10^(-L x alpha)) x 365 x 24 x Y, formula (E.1), in kWh.

    C x P_in is the laser's electrical power by (E.2), whatever P_in is, so the
    input power is not asked for.  1 km at 0.2 dB/km with 1.5 W over 20 years
    costs 11.8279 kWh.
    """
    power = laser_power.to(units["kW"]).value
    hours = HOURS_PER_YEAR * service_life.to(units["a"]).value
    return Quantity(power * lost_share(length, coefficient, units) * hours, units["kWh"])
