"""`lca.contribution`: what the footprint is made of."""

from __future__ import annotations

from decimal import Decimal

from carbonpress.lca.contribution import by_flow, by_gas, by_process, by_stage, ranking

ROAD = [{"by": "truck@2024", "distance": "10000 km"}]
LINES = {
    "raw_material_acquisition": [
        {"material": "steel", "amount": "10 kg", "factor": "steel@2024", "transport": ROAD},
        {"material": "gases", "amount": "10 kg", "factor": "gases@2024", "process": "coating"},
    ],
    "production": [
        {"energy": "power", "amount": "60 kWh", "factor": "power@2024", "process": "sheathing"},
        {"energy": "power", "amount": "20 kWh", "factor": "power@2024", "process": "sheathing"},
        {"removal": "wood", "amount": "15 kg"},
    ],
}


def parts(found):
    """Keys and results."""
    return [(part.key, part.result) for part in found]


def test_stages_by_size(declare, footprint_of):
    """The largest first; a stage that is not counted is not there."""
    found = by_stage(footprint_of(declare(**LINES)))
    assert [("raw_material_acquisition", Decimal("35.558")), ("production", Decimal(25))] == parts(found)
    assert Decimal(1) == sum(part.share for part in found).quantize(Decimal("1e-20"))


def test_processes_by_size(declare, footprint_of):
    """Lines of one process of one stage count together, those without a process per stage as well."""
    expected = [
        (("production", "sheathing"), Decimal(40)),
        (("raw_material_acquisition", None), Decimal(30)),
        (("production", None), Decimal(-15)),
        (("raw_material_acquisition", "coating"), Decimal("5.558")),
    ]
    assert expected == parts(by_process(footprint_of(declare(**LINES))))


def test_lines_with_their_legs(declare, footprint_of):
    """A material counts with its transport; a tie stays in the order of the inventory."""
    expected = [
        (("inventory", "raw_material_acquisition", 0), Decimal(30)),
        (("inventory", "production", 0), Decimal(30)),
        (("inventory", "production", 2), Decimal(-15)),
        (("inventory", "production", 1), Decimal(10)),
        (("inventory", "raw_material_acquisition", 1), Decimal("5.558")),
    ]
    assert expected == parts(by_flow(footprint_of(declare(**LINES))))


def test_gases_by_size(declare, footprint_of):
    """CO2e gathers what is not split by gas."""
    expected = [("CO2e", Decimal(70)), ("CO2", Decimal(-10)), ("CH4", Decimal("0.558"))]
    assert expected == parts(by_gas(footprint_of(declare(**LINES))))


def test_ranking_by_absolute_value(declare, footprint_of):
    """Indexes of the activities, the largest first, a removal by its size."""
    assert (3, 0, 5, 1, 4, 2) == ranking(footprint_of(declare(**LINES)))


def test_shares_of_a_total_that_is_not_positive_are_none(declare, footprint_of):
    """A share of a removal means nothing."""
    (part, _) = by_stage(footprint_of(declare(production=LINES["production"][2:])))
    assert part.share is None


def test_assumed_activity_has_no_process(declare, footprint_of):
    """The default of the end of life belongs to no line."""
    line = {"material": "PE", "substance": "polymer", "amount": "10 kg", "factor": "steel@2024"}
    found = by_process(footprint_of(declare(production=[line], boundary="cradle-to-grave")))
    assert (("end_of_life_treatment", None), Decimal("0.5")) == parts(found)[1]
