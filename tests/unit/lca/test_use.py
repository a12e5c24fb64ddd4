"""`lca.use` and `lca.service_life`: energy in use and in storage."""

from __future__ import annotations

from decimal import Decimal

import pytest

RACK = {"operation": "running", "power": "200 W", "factor": "power@2024"}
CABLE = {
    "attenuation": "light lost",
    "coefficient": "0.2 dB/km",
    "length": "1 km",
    "laser_power": "1.5 W",
    "factor": "power@2024",
}
LIFE = {"boundary": ["use"]}


def test_power_runs_all_year_unless_hours_are_given(activity_of):
    """200 W x 8760 h x 5 a = 8760 kWh; the hours are an operand of the step."""
    activity = activity_of({**RACK, "service_life": "5 a"}, stage="use", **LIFE)
    assert Decimal(8760) == activity.amount.value
    symbols = [(symbol, str(operand)) for symbol, operand in activity.steps[0].operands]
    assert [("power", "200 W"), ("hours_per_year", "8760 1"), ("service_life", "5 a")] == symbols
    assert "power-life" == activity.steps[0].kind


def test_given_hours_hold(activity_of):
    """200 W x 2000 h x 5 a = 2000 kWh."""
    activity = activity_of({**RACK, "hours_per_year": "2000", "service_life": "5 a"}, stage="use", **LIFE)
    assert Decimal(2000) == activity.amount.value


def test_annual_energy_times_years(activity_of):
    """1760.3 kWh a year over 4 years."""
    line = {"operation": "running", "annual_energy": "1760.3 kWh", "service_life": "4 a", "factor": "power@2024"}
    activity = activity_of(line, stage="use", **LIFE)
    assert (Decimal("7041.2"), "annual-energy") == (activity.amount.value, activity.steps[0].kind)


@pytest.mark.parametrize(
    ("line", "unit", "parameter", "years", "assumed"),
    [
        ("3 a", "4 a", "5 a", 3, None),
        (None, "4 a", "5 a", 4, None),
        (None, None, "5 a", 5, None),
        (None, None, None, 20, "service_life"),
        (None, None, "five", 20, "service_life"),
    ],
)
def test_service_life_is_the_nearest_given(activity_of, line, unit, parameter, years, assumed):
    """The line's own, the unit's, the parameter's, and last the default of the rules, which is marked."""
    given = {"functional_unit": {"amount": "1 km", "of": "cable"} | ({"service_life": unit} if unit else {})}
    given["product"] = {"name": "C", "model": "C"} | ({"parameters": {"service_life": parameter}} if parameter else {})
    activity = activity_of(
        {**RACK, "power": "1 kW", "hours_per_year": "1"} | ({"service_life": line} if line else {}),
        stage="use",
        declared_unit=None,
        **given,
        **LIFE,
    )
    assert (Decimal(years), assumed) == (activity.amount.value, activity.assumed)


def test_no_service_life_anywhere_is_a_gap(declare, inventory_of, make_rules):
    """Nothing is assumed where the rules name no default; other references of the line are still checked."""
    rules = make_rules(defaults={})
    inventory = inventory_of(declare(use=[{**RACK, "factor": "powr"}], **LIFE), rules=rules)
    assert ["no-service-life", "unknown-factor"] == [gap.rule for gap in inventory.gaps]
    assert ("inventory", "use", 0) == inventory.gaps[0].path


def test_attenuation_follows_annex_e(activity_of):
    """1 km, 0.2 dB/km, 1.5 W, 20 a: 11 827.9 Wh, not 96 984."""
    activity = activity_of(CABLE, stage="use", **LIFE)
    assert Decimal("11827.9") == (activity.amount.value * 1000).quantize(Decimal("0.1"))
    assert ["laser_power", "length", "coefficient", "service_life"] == [s for s, _ in activity.steps[0].operands]
    assert ("attenuation", "service_life") == (activity.steps[0].kind, activity.assumed)


def test_input_power_does_not_change_the_energy(activity_of):
    """C x P_in is the laser's power whatever P_in is."""
    given = activity_of({**CABLE, "input_power": "1 W"}, stage="use", **LIFE)
    assert activity_of(CABLE, stage="use", **LIFE).amount == given.amount


def test_storage_by_power_and_duration(activity_of):
    """12 W over 30 days are 8.64 kWh."""
    line = {"storage": "warehouse", "power": "12 W", "duration": "30 d", "factor": "power@2024"}
    activity = activity_of(line, stage="distribution", boundary=["distribution"])
    assert (Decimal("8.64"), "power-time") == (activity.amount.value, activity.steps[0].kind)


def test_storage_by_energy(activity_of):
    """Energy may be given as such."""
    line = {"storage": "warehouse", "amount": "0.8 kWh", "per": "4 km", "factor": "power@2024"}
    assert Decimal("0.2") == activity_of(line, stage="distribution", boundary=["distribution"]).amount.value
