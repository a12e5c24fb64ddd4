"""`lca.data_quality`: which data the footprint rests on."""

from __future__ import annotations

from decimal import Decimal

from carbonpress.lca.data_quality import data_quality

STEEL = {"material": "steel", "factor": "steel@2024"}
PRIMARY = {"type": "primary", "source": "meter log"}


def test_shares_of_gross_emissions(declare, footprint_of):
    """40 kg on primary data with a secondary factor, 10 kg measured directly, 50 kg secondary."""
    lines = [
        {**STEEL, "amount": "20 kg", "data": "primary"},
        {"emission": "measured", "gas": "CO2", "amount": "10 kg", "data": "primary"},
        {**STEEL, "amount": "25 kg"},
    ]
    declaration = declare(production=lines)
    quality = data_quality(declaration, footprint_of(declaration))
    assert (Decimal("0.5"), Decimal("0.1")) == (quality.primary_activity_share, quality.primary_share)
    assert {0: Decimal("0.1"), 3: Decimal("0.9")} == dict(quality.by_priority)


def test_secondary_amount_of_a_primary_factor_is_not_wholly_primary(declare, footprint_of):
    """Both data must be primary; the factor alone decides on the class."""
    line = {"material": "wood", "factor": "wood@2024", "amount": "1 kg", "data": "secondary"}
    declaration = declare(production=[line])
    quality = data_quality(declaration, footprint_of(declaration))
    assert (0, 0, {0: 1}) == (quality.primary_activity_share, quality.primary_share, dict(quality.by_priority))


def test_default_of_the_declaration_holds_where_a_line_is_silent(declare, footprint_of):
    """A line's own word comes first."""
    lines = [{**STEEL, "amount": "1 kg"}, {**STEEL, "amount": "3 kg", "data": "secondary"}]
    declaration = declare(production=lines, data=PRIMARY)
    assert Decimal("0.25") == data_quality(declaration, footprint_of(declaration)).primary_activity_share


def test_what_is_assumed_is_not_primary(declare, footprint_of):
    """A default of the rules is nobody's measurement."""
    lines = [{**STEEL, "substance": "polymer", "amount": "1 kg"}]
    declaration = declare(production=lines, data=PRIMARY, boundary="cradle-to-grave")
    quality = data_quality(declaration, footprint_of(declaration))
    assert Decimal(2) == (quality.primary_activity_share * Decimal("2.05")).quantize(Decimal("1e-20"))
    assert [3, 5] == list(quality.by_priority)


def test_removal_does_not_hide_emissions(declare, footprint_of):
    """Gross emissions count both: 0.4 + 1.5 of primary wood, 2 of steel."""
    wood = {"material": "wood", "factor": "wood@2024", "amount": "1 kg", "data": "primary"}
    declaration = declare(production=[wood, {**STEEL, "amount": "1 kg"}])
    quality = data_quality(declaration, footprint_of(declaration))
    assert Decimal(19) == (quality.primary_share * 39).quantize(Decimal("1e-20"))
    assert 1 == sum(quality.by_priority.values()).quantize(Decimal("1e-20"))


def test_factor_without_class_comes_last(declare, footprint_of):
    """What has no class is shown as such, behind the others."""
    line = {"emission": "estimated", "gas": "CO2", "amount": "1 kg"}
    declaration = declare(production=[line, {**STEEL, "amount": "1 kg"}])
    assert [3, None] == list(data_quality(declaration, footprint_of(declaration)).by_priority)


def test_illustrative_factors_are_counted(declare, footprint_of):
    """The share that rests on invented factors is known."""
    declaration = declare(production=[{**STEEL, "amount": "1 kg", "factor": "gases@2024"}])
    assert Decimal(1) == data_quality(declaration, footprint_of(declaration)).illustrative_share


def test_nothing_to_rate(declare, footprint_of):
    """Stated results and footprints of nothing have no data quality of ours."""
    results = {"study": "S", "by": "B", "date": "2025-01-01", "total": "5 kg", "stages": {"production": "5 kg"}}
    for declaration in (declare(results=results), declare(production=[{**STEEL, "amount": "0 kg"}])):
        assert data_quality(declaration, footprint_of(declaration)) is None
