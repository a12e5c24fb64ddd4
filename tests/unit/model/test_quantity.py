"""Amounts convert exactly, and only within their dimension."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from carbonpress.model.quantity import Quantity, Unit, UnitError, Units


def test_conversion_is_exact(units: Units) -> None:
    """A thousand units of the smaller are one of the larger, to the last digit."""
    assert Quantity(Decimal("412600.0"), units["kWh"]) == Quantity(Decimal("412.6"), units["MWh"]).to(units["kWh"])
    assert Decimal("3.6") == Quantity(Decimal(1), units["kWh"]).to(units["MJ"]).value
    assert Decimal(175_200) == Quantity(Decimal(20), units["a"]).to(units["h"]).value


def test_conversion_to_the_same_unit_changes_nothing(units: Units) -> None:
    """An amount in its own unit is the very same amount."""
    amount = Quantity(Decimal("1.10"), units["kg"])
    assert amount.to(units["kg"]) is amount


def test_units_of_different_dimensions_do_not_mix(units: Units) -> None:
    """A length is never a mass."""
    with pytest.raises(UnitError, match="km measures length, kg measures mass"):
        Quantity(Decimal(1), units["km"]).to(units["kg"])


def test_an_amount_is_written_plainly() -> None:
    """An amount is written without exponent and trailing zeros."""
    unit = Unit("kg", "mass", Fraction(1))
    assert "1200 kg" == str(Quantity(Decimal("1.2E3"), unit))
    assert "0.00000001 kg" == str(Quantity(Decimal("1.0E-8"), unit))
    assert f"{'7' * 34} kg" == str(Quantity(Decimal("7" * 34), unit))
