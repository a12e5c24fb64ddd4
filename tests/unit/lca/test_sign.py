"""`lca.sign`: nothing negative, no division by zero."""

from __future__ import annotations

import pytest

from carbonpress.lca.sign import sign_gaps

STEEL = {"material": "steel", "amount": "3 kg", "factor": "steel@2024"}
ROAD = {"by": "truck@2024", "distance": "200 km"}
HERE = ("inventory", "production", 0)
STATED = {"study": "S", "by": "B", "date": "2025-01-01", "total": "5 kg", "stages": {"production": "5 kg"}}
SHARED = {"basis": "length", "share": "1 km", "of": "2 km", "because": "shared"}


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ({**STEEL, "amount": "-3 kg"}, ("amount",)),
        ({**STEEL, "mass": "-3 kg"}, ("mass",)),
        ({**STEEL, "per": "-1 km"}, ("per",)),
        ({**STEEL, "per": "0 km"}, ("per",)),
        ({**STEEL, "transport": [ROAD, {**ROAD, "distance": "-1 km"}]}, ("transport", 1, "distance")),
        (
            {"packaging": "drum", "amount": "1 kg", "factor": "steel@2024"}
            | {"return_transport": [{**ROAD, "distance": "-1 km"}]},
            ("return_transport", 0, "distance"),
        ),
        ({"removal": "wood", "amount": "-1 kg"}, ("amount",)),
        ({"transport": "out", "mass": "1 kg", "legs": [{"fuel": "diesel", "amount": "-1 kg"}]}, ("legs", 0, "amount")),
        ({"operation": "run", "power": "1 W", "service_life": "0 a", "factor": "power@2024"}, ("service_life",)),
        (
            {"attenuation": "x", "coefficient": "0.2 dB/km", "length": "1 km", "laser_power": "1 W"}
            | {"input_power": "0 W", "factor": "power@2024"},
            ("input_power",),
        ),
    ],
)
def test_line_with_a_wrong_sign(declare, inventory_of, line, place):
    """The gap stands at the amount, and nothing raises."""
    declaration = declare(production=[line])
    assert [("negative-amount", (*HERE, *place))] == [(g.rule, g.path) for g in sign_gaps(declaration)]
    assert "negative-amount" in {g.rule for g in inventory_of(declaration).gaps}


def test_zero_is_an_amount(declare):
    """Nothing of something is not wrong."""
    assert [] == list(sign_gaps(declare(production=[{**STEEL, "amount": "0 kg"}])))


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ({"declared_unit": {"amount": "0 km", "of": "c"}}, ("declared_unit", "amount")),
        ({"declared_unit": {"amount": "1 km", "of": "c", "service_life": "0 a"}}, ("declared_unit", "service_life")),
        ({"total_solid_waste": "-1 kg"}, ("total_solid_waste",)),
        (
            {"excluded": [{"name": "ink", "stage": "production", "estimate": "-1 kg", "because": "x"}]},
            ("excluded", 0, "estimate"),
        ),
        ({"allocations": {"a": {**SHARED, "share": "-1 km"}}}, ("allocations", "a", "share")),
        ({"allocations": {"a": {**SHARED, "of": "0 km"}}}, ("allocations", "a", "of")),
        (
            {"allocations": {"a": {**SHARED, "alternatives": [{**SHARED, "of": "0 km"}]}}},
            ("allocations", "a", "alternatives", 0, "of"),
        ),
        (
            {"allocations": {"a": {**SHARED, "others": [{"name": "b", "share": "-1 km"}]}}},
            ("allocations", "a", "others", 0, "share"),
        ),
    ],
)
def test_wrong_sign_outside_the_inventory(declare, inventory_of, given, place):
    """Units, allocations, exclusions and wastes are amounts too."""
    declaration = declare(production=[{**STEEL, "per": "2 km"}], **given)
    assert [("negative-amount", place)] == [(g.rule, g.path) for g in inventory_of(declaration).gaps]


def test_the_waste_of_stated_results_is_an_amount_too(declare):
    """Stated figures may be negative, a mass of waste may not."""
    given = declare(results={**STATED, "total": "-5 kg", "total_solid_waste": "-1 kg"})
    assert [("results", "total_solid_waste")] == [gap.path for gap in sign_gaps(given)]


def test_functional_unit_is_named_as_such(declare):
    """The place is the key that the author wrote."""
    given = declare(production=[STEEL], declared_unit=None, functional_unit={"amount": "-1 km", "of": "c"})
    assert [("functional_unit", "amount")] == [gap.path for gap in sign_gaps(given)]


def test_removal_says_how_it_is_meant(declare, told):
    """A removal is given as a positive mass."""
    (gap,) = sign_gaps(declare(production=[{"removal": "wood", "amount": "-1 kg"}]))
    assert "positive mass" in told(gap).mend


def test_stated_results_may_be_negative(declare, inventory_of):
    """A stage may take up more than it emits."""
    results = {"study": "S", "by": "B", "date": "2025-01-01", "total": "-5 kg", "stages": {"production": "-5 kg"}}
    assert () == inventory_of(declare(results=results)).gaps


@pytest.mark.parametrize(
    ("origin", "amount", "passes"),
    [
        ("fossil", "5 kg", True),
        ("fossil", "-5 kg", False),
        ("biogenic_emission", "-1 kg", False),
        ("biogenic_removal", "-1 kg", True),
        ("biogenic_removal", "0 kg", True),
        ("biogenic_removal", "1 kg", False),
        ("land_use_change", "-1 kg", True),
        ("land_use_change", "1 kg", True),
        ("aircraft", "-1 kg", False),
    ],
)
def test_stated_origins_have_the_sign_of_what_they_are(declare, origin, amount, passes):
    """What is released is never negative, what biomass takes up never positive; land use may be either."""
    given = declare(results={**STATED, "origins": {origin: amount}})
    expected = [] if passes else [("negative-amount", ("results", "origins", origin))]
    assert expected == [(gap.rule, gap.path) for gap in sign_gaps(given)]


@pytest.mark.parametrize(("amount", "passes"), [("1 piece", True), ("0 piece", False), ("-1 piece", False)])
def test_a_reference_flow_is_above_zero(declare, amount, passes):
    """Nothing fulfils no unit."""
    given = declare(production=[STEEL], reference_flow={"amount": amount, "of": "product"})
    expected = [] if passes else [("reference_flow", "amount")]
    assert expected == [gap.path for gap in sign_gaps(given)]
