"""What an amount in an unknown unit is in a unit of the table."""

from __future__ import annotations

import pytest

from carbonpress.model.quantity import Units
from carbonpress.model.unit_hint import unit_hint
from carbonpress.model.unit_words import writings


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("Mg", "write 58 t (58 Mg = 58 t)"),
        ("kt", "write 58000 t (58 kt = 58000 t)"),
        ("µg", "write 0.058 mg (58 µg = 0.058 mg)"),
        ("ug", "write 0.058 mg (58 ug = 0.058 mg)"),
        ("GWh", "write 58000 MWh (58 GWh = 58000 MWh)"),
        ("MW", "write 58000 kW (58 MW = 58000 kW)"),
        ("ML", "write 58000 m3 (58 ML = 58000 m3)"),
        ("hl", "write 5800 L (58 hl = 5800 L)"),
        ("dm3", "write 58 L (58 dm3 = 58 L)"),
        ("km²", "write 58000000 m2 (58 km² = 58000000 m2)"),
        ("ha", "write 580000 m2 (58 ha = 580000 m2)"),
        ("dozen", "write 696 piece (58 dozen = 696 piece)"),
        ("万kWh", "write 580 MWh (58 万kWh = 580 MWh)"),
        ("万元", "did you mean '10^4CNY'?"),
        ("tonne", "did you mean 't'?"),
        ("Kilograms", "did you mean 'kg'?"),
        ("千瓦时", "did you mean 'kWh'?"),
        ("kwp", "did you mean 'kWp'?"),
        ("KWH", "did you mean 'kWh'?"),
        ("peice", "did you mean 'piece'?"),
        ("MWH", "'MWH' may be MWh or mWh; write which of them is meant"),
        ("MG", "'MG' may be mg or Mg; write which of them is meant"),
        ("ton", "'ton' means three different masses; write t or kg"),
        ("Tons", "'ton' means three different masses; write t or kg"),
        ("MT", ""),
        ("mt", ""),
        ("ft", ""),
        ("T", ""),
        ("S", ""),
        ("kg/km", ""),
        ("lb", ""),
        ("smoots", ""),
    ],
)
def test_a_unit_that_is_not_in_the_table_is_converted_or_left(word: str, hint: str, units: Units) -> None:
    """The hint says what the same amount is in a unit of the table; where nobody can be sure, there is none."""
    assert hint == unit_hint("58", word, units, units)


def test_a_unit_of_another_kind_is_no_hint(units: Units) -> None:
    """A unit is proposed only where its kind of amount is asked for."""
    lengths = {symbol: unit for symbol, unit in units.items() if unit.dimension == "length"}
    for word in ("公斤", "Mg", "GWh", "ton", "MWH", "KG"):
        assert "" == unit_hint("58", word, units, lengths)


def test_co2e_stays_co2e(units: Units) -> None:
    """A mass of CO2e keeps saying so; a mass of CO2 alone is not made one."""
    masses = {symbol: unit for symbol, unit in units.items() if unit.dimension == "mass"}
    assert "did you mean 'kg CO2e'?" == unit_hint("58", "kgCO2eq", units, masses, co2e=True)
    assert "write 58000 t CO2e (58 kt CO2e = 58000 t CO2e)" == unit_hint("58", "kt CO2e", units, masses, co2e=True)
    assert "write kg alone: this is no amount of CO2e" == unit_hint("58", "kg CO2e", units, masses)
    assert "" == unit_hint("58", "kg CO2", units, masses, co2e=True)


def test_words_for_units_point_to_units_of_the_table(units: Units) -> None:
    """Each word for a unit points to a unit of the table, and none that is a unit itself to another amount."""
    for word, written in writings().items():
        assert written.of in units
        assert written.size > 0
        if word in units:
            meant = units[written.of]
            assert (units[word].dimension, units[word].size) == (meant.dimension, meant.size * written.size)
