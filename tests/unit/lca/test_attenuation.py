"""`lca.attenuation`: formulas (E.1) and (E.2)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from carbonpress.lca.attenuation import attenuation_energy, conversion_efficiency, lost_share


def test_check_value_of_annex_e(quantity, units):
    """1 km at 0.2 dB/km with 1.5 W over 20 a costs 11 827.9 Wh."""
    energy = attenuation_energy(quantity("1.5 W"), quantity("1 km"), quantity("0.2 dB/km"), quantity("20 a"), units)
    assert Decimal("11827.9") == energy.to(units["Wh"]).value.quantize(Decimal("0.1"))


def test_bel_taken_for_decibel_would_be_eight_times_too_much(quantity, units):
    """0.2 B/km is another cable: 96 984 Wh."""
    energy = attenuation_energy(quantity("1.5 W"), quantity("1 km"), quantity("0.2 B/km"), quantity("20 a"), units)
    assert Decimal(96984) == energy.to(units["Wh"]).value.quantize(Decimal(1))


def test_ten_decibels_leave_a_tenth(quantity, units):
    """10 dB swallow nine tenths, exactly."""
    assert Decimal("0.9") == lost_share(quantity("50 km"), quantity("0.2 dB/km"), units)


def test_no_length_no_loss(quantity, units):
    """A cable of no length swallows nothing."""
    assert Decimal(0) == lost_share(quantity("0 km"), quantity("0.2 dB/km"), units)


@pytest.mark.parametrize(("length", "coefficient"), [("500 m", "0.4 dB/km"), ("2 km", "0.01 B/km")])
def test_unit_of_length_and_coefficient_does_not_matter(quantity, units, length, coefficient):
    """0.2 dB are 0.2 dB."""
    expected = lost_share(quantity("1 km"), quantity("0.2 dB/km"), units)
    assert expected == lost_share(quantity(length), quantity(coefficient), units)


def test_conversion_efficiency_is_electrical_over_optical_power(quantity):
    """C = 1.5 W / 500 W x 10^-3."""
    assert Decimal(3) == conversion_efficiency(quantity("1.5 W"), quantity("0.0005 kW"))
