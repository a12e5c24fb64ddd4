"""The shipped category rules against the documents they encode."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from carbonpress.reference.library import Library, find_factor
from carbonpress.reference.load import shipped_library


@pytest.fixture(scope="module")
def shipped() -> Library:
    return shipped_library()


def test_rules_speak_both_languages(shipped: Library) -> None:
    """Every text of every PCR is there in Chinese and in English."""
    for rules in shipped.rules.values():
        for _, node in rows_of(rules.model_dump()):
            if set(node) == {"zh", "en"}:
                assert node["zh"] and node["en"], rules.id


def rows_of(node: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        yield "", node
        for value in node.values():
            yield from rows_of(value)
    elif isinstance(node, list):
        for value in node:
            yield from rows_of(value)


NUMBERED = (
    "3.1.5 5.1.1 5.1.2 5.1.3 5.1.4 5.2.1 5.2.2 5.2.3 5.2.3.1 5.2.3.2 5.2.3.3 5.2.3.4 5.2.3.5 6.1.1 6.1.2.1 6.1.2.2 "
    "6.1.2.3 6.1.2.4 6.1.2.5 6.1.2.6 6.1.2.7 6.1.3.1 6.1.3.2 6.1.4 6.2.1 6.2.2 6.3 6.4 7.1 7.2.1 7.2.2.1 7.2.2.2 8 9 10"
)
CLAUSES_603 = {*NUMBERED.split(), "annex D", "annex D.2", "annex E"}
"""Clauses of T/CCSA 603-2024, from its contents page and text."""


@pytest.mark.parametrize("id_", ["optical-cable", "optical-fibre", "fibre-preform"])
def test_clauses_exist_in_the_standard(shipped: Library, id_: str) -> None:
    """Every clause that the rules after T/CCSA 603-2024 cite exists there; 5.2.4, which it cites itself, does not."""
    dump = shipped.rules[f"ccsa-603-2024/{id_}"].model_dump()
    cited = {node["clause"] for _, node in rows_of(dump) if "clause" in node}
    cited |= {
        value for _, node in rows_of(dump) for key, value in node.items() if str(key).endswith("_clause") and value
    }
    assert set() == {re.split(r"[ ,]+(?:[a-h]\)|optical|fibre)", clause)[0] for clause in cited} - CLAUSES_603


def test_cable_rules_follow_the_standard(shipped: Library) -> None:
    """Unit, boundary, cut-off, service life and end of life of the cable are those of T/CCSA 603-2024."""
    rules = shipped.rules["ccsa-603-2024/optical-cable"]
    assert [("declared", "length", ["model", "cores"])] == [(u.kind, u.dimension, u.must_name) for u in rules.units]
    assert ["use"] == rules.boundaries["cradle-to-grave"].optional
    assert ["raw_material_acquisition", "production"] == rules.boundaries["cradle-to-gate"].stages
    assert rules.boundaries["cradle-to-gate"].partial and not rules.boundaries["cradle-to-grave"].partial
    limits = rules.cut_off
    assert (Decimal("0.01"), Decimal("0.01")) == (limits.material_mass, limits.solid_waste)
    assert (Decimal("0.01"), Decimal("0.05")) == (limits.single_emission, limits.total_emission)
    assert ["precious-metal", "toxic-substance"] == limits.never
    assert "20 a" == str(rules.defaults.service_life)
    assert not any(parameter.required for parameter in rules.parameters)
    default = rules.defaults.end_of_life
    assert default is not None
    assert ("polymer", "landfill") == (default.substance, default.route)
    assert find_factor(shipped, default.factor) is not None


def test_intensity_is_per_year_only_where_the_use_stage_counts(shipped: Library) -> None:
    """Formula (2) gives kg CO2e/core-km, formula (3) kg CO2e/(core-km·a); the printed slip is not copied."""
    forms = {i.formula: (i.unit, i.when, i.divide_by) for i in shipped.rules["ccsa-603-2024/optical-cable"].intensities}
    assert {
        "(2)": ("kg CO2e/core-km", "use-not-counted", ["core_length"]),
        "(3)": ("kg CO2e/(core-km·a)", "use-counted", ["core_length", "service_life"]),
    } == forms


@pytest.mark.parametrize(
    ("id_", "dimension", "formula"), [("optical-fibre", "length", "(2)"), ("fibre-preform", "mass", "(4)")]
)
def test_fibre_and_preform_cover_three_stages(shipped: Library, id_: str, dimension: str, formula: str) -> None:
    """Fibre and preform take materials, production and distribution; their technical parameters are required."""
    rules = shipped.rules[f"ccsa-603-2024/{id_}"]
    assert {"cradle-to-customer": ["raw_material_acquisition", "production", "distribution"]} == {
        boundary: named.stages for boundary, named in rules.boundaries.items()
    }
    assert [dimension] == [unit.dimension for unit in rules.units]
    assert [formula] == [intensity.formula for intensity in rules.intensities]
    assert all(parameter.required for parameter in rules.parameters)
    assert rules.defaults.end_of_life is None


def test_server_takes_a_functional_unit_for_the_whole_life(shipped: Library) -> None:
    """A server's whole life cycle takes a functional unit that names use, performance and life."""
    rules = shipped.rules["cesa-2024-061/server"]
    assert {
        "functional": ("count", ["cradle-to-grave"], ["intended_use", "performance", "service_life"]),
        "declared": ("count", ["cradle-to-gate", "cradle-to-customer"], ["performance"]),
    } == {unit.kind: (unit.dimension, unit.boundaries, unit.must_name) for unit in rules.units}
    limits = rules.cut_off
    assert (None, Decimal("0.01"), Decimal("0.05")) == (
        limits.material_mass,
        limits.single_emission,
        limits.total_emission,
    )
