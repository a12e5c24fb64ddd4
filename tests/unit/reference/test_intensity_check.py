"""An intensity of one's own rules divides by each thing once, and its unit is that of its divisors."""

from __future__ import annotations

import itertools

import pytest

from carbonpress.model.rules import CategoryRules, Intensity, UnitRule
from carbonpress.model.text import Text
from carbonpress.reference.intensity_check import intensity_slips
from carbonpress.reference.load import shipped_library

LIBRARY = shipped_library()
CABLE = LIBRARY.rules["ccsa-603-2024/optical-cable"]
TEXT = Text(zh="强度", en="Intensity")


def rules(
    divide_by: list[str], unit: str, dimension: str = "length", parameters: tuple[str, ...] = ()
) -> CategoryRules:
    """The rules for cable with one intensity of one's own, and a unit of *dimension*."""
    intensity = Intensity(id="own", name=TEXT, formula="F", clause="1", divide_by=divide_by, unit=unit)
    units = [UnitRule(kind="declared", dimension=dimension, clause="1", text=TEXT)]
    more = [
        p.model_copy(update={"id": f"own_{d}", "kind": "quantity", "dimension": d})
        for d in parameters
        for p in CABLE.parameters[:1]
    ]
    return CABLE.model_copy(
        update={"intensities": [intensity], "units": units, "parameters": [*CABLE.parameters, *more]}
    )


def found(*given, **more) -> list[tuple[str | int, ...]]:
    """Where something is wrong with the intensity."""
    slips = list(intensity_slips(rules(*given, **more), LIBRARY.units))
    assert {"rules-intensity"} >= {slip.rule for slip in slips}
    return [slip.path[2:] for slip in slips]


@pytest.mark.parametrize("pcr", LIBRARY.rules.values(), ids=lambda pcr: pcr.id)
def test_shipped_intensities_are_sound(pcr: CategoryRules) -> None:
    """Formulas (2) to (4) divide once and have the unit of their divisors."""
    assert [] == list(intensity_slips(pcr, LIBRARY.units))


@pytest.mark.parametrize(
    ("divide_by", "unit", "place"),
    [
        (["core_length", "length"], "kg CO2e/(core-km·km)", 1),
        (["length", "core_length"], "kg CO2e/(core-km·km)", 0),
        (["core_length", "cores"], "kg CO2e/core-km", 1),
        (["length", "length"], "kg CO2e/(km·km)", 1),
        (["service_life", "core_length", "service_life"], "kg CO2e/(core-km·a·a)", 2),
    ],
)
def test_what_is_in_another_divisor_divides_again(divide_by: list[str], unit: str, place: int) -> None:
    """Core-kilometres hold kilometres and cores; nothing divides twice."""
    assert [("divide_by", place)] == found(divide_by, unit)


@pytest.mark.parametrize(
    ("dimension", "divide_by", "unit"),
    [
        ("core-length", ["length"], "kg CO2e/km"),
        ("core-length", ["cores"], "kg CO2e/core-km"),
        ("core-length", ["own_length"], "kg CO2e/km"),
        ("length", ["own_length"], "kg CO2e/km"),
        ("mass", ["own_mass"], "kg CO2e/kg"),
        ("time", ["service_life"], "kg CO2e/a"),
        ("time", ["own_time"], "kg CO2e/a"),
        ("freight", ["own_length"], "kg CO2e/km"),
        ("freight", ["own_mass"], "kg CO2e/kg"),
    ],
)
def test_what_is_in_the_unit_divides_again(dimension: str, divide_by: list[str], unit: str) -> None:
    """A footprint per core-kilometre is per kilometre already, one per tonne-kilometre per tonne."""
    assert [("divide_by", 0)] == found(divide_by, unit, dimension, ("length", "mass", "time"))


@pytest.mark.parametrize(
    ("dimension", "divide_by", "unit"),
    [
        ("length", ["length"], "kg CO2e/km"),
        ("length", ["core_length", "service_life"], "kg CO2e/(core-km·a)"),
        ("length", ["core_length", "service_life"], "kg CO2e/(a·core-km)"),
        ("mass", ["net_mass"], "kg CO2e/kg"),
        ("count", ["count", "service_life"], "kg CO2e/(server·a)"),
        ("count", ["own_length"], "kg CO2e/m"),
        ("count", ["own_length"], "kg CO2e/mm"),
        ("count", ["own_area"], "kg CO2e/m2"),
        ("count", ["cores"], "kg CO2e/core"),
        ("length", ["core_length"], "kg CO2e per core and kilometre"),
    ],
)
def test_sound_intensities_pass(dimension: str, divide_by: list[str], unit: str) -> None:
    """The amount of the unit itself, what it does not measure, and units that only their author knows."""
    assert [] == found(divide_by, unit, dimension, ("length", "area"))


BUILT_IN = {"length": "km", "core_length": "core-km", "net_mass": "kg", "service_life": "a"}


@pytest.mark.parametrize(("name", "symbol"), [*itertools.product(BUILT_IN, [*BUILT_IN.values(), "m", "g", "t", "h"])])
def test_the_unit_is_that_of_the_divisor(name: str, symbol: str) -> None:
    """Divided by kilometres, a figure is per kilometre, not per metre, and not per kilogram."""
    assert ([] if BUILT_IN[name] == symbol else [("unit",)]) == found([name], f"kg CO2e/{symbol}", "count")


@pytest.mark.parametrize("mass", ["g", "t", "mg"])
def test_an_intensity_is_in_kilograms(mass: str) -> None:
    """The total that is divided is in kilograms."""
    assert [("unit",)] == found(["length"], f"{mass} CO2e/km")
