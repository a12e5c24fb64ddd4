"""What each kind of line becomes."""

from __future__ import annotations

from decimal import Decimal

import pytest

LEG = {"by": "truck@2024", "distance": "100 km"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ({"material": "m", "amount": "10 kg", "factor": "steel@2024"}, [("material", None, "10 kg")]),
        (
            {"material": "m", "amount": "2 km", "mass": "10 kg", "factor": "steel@2024"},
            [("material", None, "10 kg")],
        ),
        ({"material": "m", "amount": "2 km", "mass": "10 kg", "factor": "fibre@2024"}, [("material", None, "2 km")]),
        (
            {"packaging": "p", "amount": "10 kg", "factor": "wood@2024", "transport": [LEG], "uses": "2"}
            | {"return_transport": [LEG]},
            [("packaging", None, "5 kg"), ("transport", "transport", "0.5 tkm"),
             ("transport", "return_transport", "0.5 tkm")],
        ),
        ({"energy": "e", "amount": "10 kWh", "factor": "power@2024"}, [("energy", None, "10 kWh")]),
        ({"energy": "e", "amount": "10 kg", "fuel": "diesel"}, [("energy", None, "0.01 t")]),
        ({"emission": "x", "gas": "CH4", "amount": "500 g"}, [("emission", None, "0.5 kg")]),
        ({"removal": "x", "gas": "CO2", "amount": "2 kg"}, [("removal", None, "2 kg")]),
        ({"transport": "t", "mass": "1 t", "legs": [LEG, LEG]}, [("transport", None, "100 tkm")] * 2),
        ({"storage": "s", "power": "100 W", "duration": "10 h", "factor": "power@2024"}, [("storage", None, "1 kWh")]),
        (
            {"treatment": "t", "mass": "10 kg", "route": "landfill", "factor": "landfill@2024", "transport": [LEG]},
            [("treatment", None, "10 kg"), ("transport", "transport", "1 tkm")],
        ),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)  # fmt: skip
def test_activities_of_a_line(declare, inventory_of, line, expected):
    """Kind, part of the line, and amount of each activity; mass stands in for a length if the factor is per mass."""
    inventory = inventory_of(declare(production=[line]))
    assert () == inventory.gaps
    found = [(a.kind, a.sub, f"{a.amount.value.normalize():f} {a.amount.unit.symbol}") for a in inventory.activities]
    assert expected == found


def test_a_removal_is_taken_off(declare, footprint_of):
    """What is taken from the air has a minus sign and an origin of its own."""
    (contribution,) = footprint_of(declare(production=[{"removal": "x", "gas": "CO2", "amount": "2 kg"}])).contributions
    assert (Decimal(-2), "biogenic_removal") == (contribution.result, contribution.terms[0].origin)


@pytest.mark.parametrize(("given", "assumed"), [({}, "service_life"), ({"service_life": "5 a"}, None)])
def test_the_default_service_life_is_an_assumption(declare, inventory_of, given, assumed):
    """Energy in use over the years of the rules says that these are assumed, over years of its own does not."""
    line = {"operation": "o", "annual_energy": "10 kWh", "factor": "power@2024", **given}
    (activity,) = inventory_of(declare(use=[line], boundary="cradle-to-grave")).activities
    assert assumed == activity.assumed


def test_without_any_service_life_there_is_a_gap(declare, make_rules, inventory_of):
    """No number of years is made up."""
    line = {"operation": "o", "annual_energy": "10 kWh", "factor": "power@2024"}
    declaration = declare(use=[line], boundary="cradle-to-grave")
    assert ["no-service-life"] == [gap.rule for gap in inventory_of(declaration, rules=make_rules(defaults={})).gaps]
