"""The table of units."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import pint
import pytest

from carbonpress.model.quantity import Quantity, Units
from carbonpress.reference.load import DATA
from carbonpress.reference.units import units_of

PINT_NAMES = {
    "kg": "kilogram", "g": "gram", "mg": "milligram", "t": "metric_ton",
    "km": "kilometer", "m": "meter", "cm": "centimeter", "mm": "millimeter",
    "m3": "meter**3", "L": "liter", "mL": "milliliter",
    "J": "joule", "kJ": "kilojoule", "MJ": "megajoule", "GJ": "gigajoule", "TJ": "terajoule",
    "Wh": "watt_hour", "kWh": "kilowatt_hour", "MWh": "megawatt_hour",
    "W": "watt", "mW": "milliwatt", "kW": "kilowatt",
    "s": "second", "min": "minute", "h": "hour", "d": "day",
    "tkm": "metric_ton*kilometer", "kgkm": "kilogram*kilometer",
}  # fmt: skip


@pytest.fixture(scope="module")
def units() -> Units:
    table, findings = units_of((DATA / "units.yml").read_bytes(), "units.yml")
    assert [] == findings
    return table


@pytest.fixture(scope="module")
def oracle() -> pint.UnitRegistry:
    return pint.UnitRegistry(non_int_type=Fraction)


def test_sizes_agree_with_pint(units: Units, oracle: pint.UnitRegistry) -> None:
    """Every pair of units of one dimension has exactly the ratio that pint gives it, and other pairs have none."""
    compared = 0
    for one, other in combinations(PINT_NAMES, 2):
        left, right = (oracle.Quantity(Fraction(1), PINT_NAMES[name]) for name in (one, other))
        same = units[one].dimension == units[other].dimension
        assert same == left.is_compatible_with(right), (one, other)
        if same:
            assert left.to(right.units).magnitude == units[one].size / units[other].size, (one, other)
            compared += 1
    assert compared > 50


def test_a_year_has_8760_hours(units: Units) -> None:
    """A year is 365 x 24 h, annex E of T/CCSA 603-2024, and not the 365.25 days of astronomers."""
    assert Decimal(8760) == Quantity(Decimal(1), units["a"]).to(units["h"]).value


def test_a_bel_is_ten_decibels(units: Units) -> None:
    """0.2 dB/km is 0.02 B/km."""
    assert Decimal("0.02") == Quantity(Decimal("0.2"), units["dB/km"]).to(units["B/km"]).value


def test_gas_at_normal_conditions_is_no_plain_volume(units: Units) -> None:
    """10^4 Nm3 is 10,000 Nm3, and neither is a volume."""
    assert Decimal(10_000) == Quantity(Decimal(1), units["10^4Nm3"]).to(units["Nm3"]).value
    assert "volume" != units["Nm3"].dimension


def test_things_count_one_each(units: Units) -> None:
    """Pieces, servers, sets and reels are counted, one is one."""
    assert {"piece": 1, "server": 1, "set": 1, "reel": 1} == {
        symbol: unit.size for symbol, unit in units.items() if unit.dimension == "count"
    }


def test_money_share_and_core_length_are_dimensions_of_their_own(units: Units) -> None:
    """Units that must not be mixed with others have a dimension of their own."""
    assert ["core-length", "number", "share", "currency"] == [units[s].dimension for s in ("core-km", "1", "%", "CNY")]


def test_every_dimension_but_share_has_a_unit_of_size_one(units: Units) -> None:
    """Sizes of a dimension are counted in one of its own units; per cent are counted in parts of one."""
    dimensions = {unit.dimension for unit in units.values()}
    assert {"share"} == dimensions - {unit.dimension for unit in units.values() if unit.size == 1}


def test_ambiguous_names_are_no_units(units: Units) -> None:
    """Names that mean several things (ton, pcs, cal, gal) are not in the table."""
    assert set() == {"ton", "tons", "tonne", "pcs", "cal", "gal", "oz", "l", "KG", "Kg"} & set(units)


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("x: {dimension: mass, size: 0.0}", "size"),
        ("x: {dimension: mass, size: 1e3}", "size"),
        ("x: {dimension: mass, size: 0}", "size"),
        ("x: {dimension: mass, size: 1/0}", "size"),
        ("x: {dimension: mass, size: -1}", "size"),
        ("x: {size: 1}", "missing-key"),
        ("x: {dimension: mass}", "missing-key"),
    ],
)
def test_a_unit_without_dimension_or_exact_size_does_not_load(row: str, rule: str) -> None:
    """A size is a whole number, a decimal or a fraction above zero; nothing of an unsound table is used."""
    raw = f"title: T\nsource: {{document: D, year: 2019}}\nunits:\n  {row}\n".encode()
    table, findings = units_of(raw, "units.yml")
    assert [rule] == [finding.rule for finding in findings]
    assert {} == table


def test_a_unit_without_source_does_not_load() -> None:
    """A row has its source from the file or brings its own."""
    raw = b"title: T\nsource: {document: D}\nunits:\n  x: {dimension: mass, size: 1}\n"
    table, findings = units_of(raw, "units.yml")
    assert {} == table
    assert all(finding.rule == "missing-key" for finding in findings) and findings


def test_broken_yaml_is_a_finding() -> None:
    """A table that is no YAML yields no unit and says why."""
    table, findings = units_of(b"title: [", "units.yml")
    assert {} == table
    assert 1 == len(findings)
