"""Check lists for completeness and consistency, filled from the data."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from carbonpress.lca.completeness import COMPLETENESS, Check, checks
from carbonpress.lca.mass import material_mass

STEEL = {"material": "steel", "amount": "10 kg", "factor": "steel@2024", "component": "core"}
POWER = {"energy": "power", "amount": "40 kWh", "factor": "power@2024"}
WHOLE = {"raw_material_acquisition": [STEEL], "production": [POWER], "data": {"type": "primary", "source": "meters"}}


@pytest.fixture
def check(declare: Any, make_rules: Any, library: Any, footprint_of: Any) -> Callable[..., dict[str, Check]]:
    def of(components: tuple[str, ...] = ("core",), **given: Any) -> dict[str, Check]:
        rules = make_rules(components=[{"id": c, "name": c} for c in components])
        declaration = declare(**{**WHOLE, **given})
        materials = material_mass(declaration, rules, library)
        return {c.id: c for c in checks(declaration, rules, library, footprint_of(declaration), materials)}

    return of


def test_a_whole_inventory_passes(check: Any) -> None:
    """With every stage, component, energy, source and a whole year, only what nobody can tell stays open."""
    found = check(product={"name": "C", "model": "C-1", "parameters": {"net_mass": "10 kg"}})
    assert {"characterised"} == {id_ for id_, one in found.items() if one.verdict != "met"}
    assert set(COMPLETENESS) < set(found)


def test_a_stage_without_data_is_named(check: Any) -> None:
    """Stages inside the boundary that nothing was given for are named."""
    found = check(boundary=["raw_material_acquisition", "production", "use"])["stages"]
    assert ("gap", ("use",), Decimal(2), Decimal(3)) == (found.verdict, found.missing, found.found, found.of)


def test_a_component_of_the_rules_that_is_missing_is_named(check: Any) -> None:
    """Components of the rules' list that no line names are named."""
    found = check(components=("core", "sheath"))["components"]
    assert ("gap", ("sheath",)) == (found.verdict, found.missing)


def test_rules_without_components_ask_for_none(check: Any) -> None:
    """Where the rules list no components there is nothing to check."""
    assert "components" not in check(components=())


@pytest.mark.parametrize(
    ("net", "verdict"), [("10 kg", "met"), ("10.05 kg", "met"), ("10.2 kg", "gap"), (None, "unknown")]
)
def test_the_materials_weigh_the_product(check: Any, net: str | None, verdict: str) -> None:
    """Ten kilograms of material make a product of ten, less the limit of one per cent; no more."""
    parameters = {} if net is None else {"net_mass": net}
    found = check(product={"name": "C", "model": "C-1", "parameters": parameters})["mass"]
    assert (verdict, Decimal(10)) == (found.verdict, found.found)


def test_auxiliaries_do_not_weigh(check: Any) -> None:
    """Cooling water, which is no component, does not make up for missing material."""
    water = {"material": "water", "amount": "500 kg", "factor": "steel@2024"}
    product = {"name": "C", "model": "C-1", "parameters": {"net_mass": "20 kg"}}
    assert "gap" == check(product=product, production=[POWER, water])["mass"].verdict


def test_production_without_energy_is_a_gap(check: Any) -> None:
    """Nothing is made without energy."""
    assert "gap" == check(production=[STEEL])["energy"].verdict


def test_half_a_year_is_no_year(check: Any) -> None:
    """Data of six months leave half of the seasons out."""
    found = check(period={"from": "2025-01-01", "to": "2025-06-30"})["period"]
    assert ("gap", Decimal(6)) == (found.verdict, found.found)


def test_lines_without_source_are_counted(check: Any) -> None:
    """Without a default, a line that names no source lacks one."""
    found = check(data=None, production=[{**POWER, "source": "meter"}])["sources"]
    assert ("gap", Decimal(1), Decimal(2)) == (found.verdict, found.found, found.of)


def test_other_years_and_places_are_named(check: Any) -> None:
    """Amounts of another year or country do not go with the others."""
    found = check(production=[{**POWER, "year": "2019", "geography": "GB"}, {**POWER, "geography": "CN-east"}])
    assert ("gap", ("2019",)) == (found["years"].verdict, found["years"].missing)
    assert ("gap", ("GB",)) == (found["places"].verdict, found["places"].missing)


def test_the_part_given_as_co2e_is_told(check: Any) -> None:
    """What comes in as CO2 equivalent rests on potentials that somebody else chose: here all of it."""
    assert Decimal(1) == check()["characterised"].found
    gases = {"material": "g", "amount": "10 kg", "factor": "gases@2024"}
    assert "met" == check(raw_material_acquisition=[gases], production=[gases])["characterised"].verdict


def test_stated_results_have_no_lists(declare: Any, rules: Any, library: Any, footprint_of: Any) -> None:
    """The data of stated results stay in their study."""
    results = {"study": "S", "by": "B", "date": "2025-01-01", "stages": {"production": "1 kg"}, "total": "1 kg"}
    declaration = declare(results=results)
    assert () == checks(declaration, rules, library, footprint_of(declaration), None)
