"""Which legs each kind of line has, and where they stand."""

from __future__ import annotations

import pytest

from carbonpress.lca.legs import legs_of

LEG = {"by": "truck@2024", "distance": "1 km"}
OTHER = {"by": "van@2024", "distance": "2 km"}


@pytest.mark.parametrize(
    ("line", "places"),
    [
        ({"material": "steel", "amount": "1 kg", "factor": "steel@2024"}, []),
        (
            {"material": "steel", "amount": "1 kg", "factor": "steel@2024", "transport": [LEG, OTHER]},
            [("transport", 0), ("transport", 1)],
        ),
        (
            {"packaging": "reel", "amount": "1 kg", "factor": "wood@2024", "uses": "2", "transport": [LEG]}
            | {"return_transport": [OTHER]},
            [("transport", 0), ("return_transport", 0)],
        ),
        ({"transport": "to site", "mass": "1 kg", "legs": [LEG, OTHER]}, [("legs", 0), ("legs", 1)]),
        (
            {"treatment": "waste", "mass": "1 kg", "route": "landfill", "factor": "landfill@2024", "transport": [LEG]},
            [("transport", 0)],
        ),
        ({"energy": "power", "amount": "1 kWh", "factor": "power@2024"}, []),
    ],
    ids=["none", "material", "packaging", "transport", "treatment", "energy"],
)
def test_legs_stand_in_the_order_of_the_line(declare, line, places):
    """A line tells key and index of each leg as the author wrote them."""
    (entry,) = declare(production=[line]).inventory["production"]
    assert places == [(key, index) for key, index, _ in legs_of(entry)]
