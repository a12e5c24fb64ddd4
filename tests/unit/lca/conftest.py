"""A small world for the arithmetic: units, a GWP set, fuels, round factors, one PCR; and a maker of declarations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from carbonpress.lca.evidence import evidence_of
from carbonpress.lca.footprint import footprint
from carbonpress.lca.inventory import characterisation, resolve
from carbonpress.lca.terms import Activity, Footprint, Gap, Inventory
from carbonpress.lca.uncertainty import Scatter, scatter
from carbonpress.model.declaration import Declaration
from carbonpress.model.factor import EmissionFactor, Fuel, GwpSet
from carbonpress.model.quality import Uncertainty
from carbonpress.model.quantity import Quantity, Unit
from carbonpress.model.rules import CategoryRules
from carbonpress.reference.library import Library
from carbonpress.reference.pedigree import shipped_pedigree
from carbonpress.rules.wording import Words, remark_words

SIZES = {
    "mass": {"kg": "1", "g": "1/1000", "t": "1000"},
    "length": {"m": "1", "km": "1000"},
    "core-length": {"core-km": "1"},
    "freight": {"tkm": "1", "kgkm": "1/1000"},
    "energy": {"kWh": "3600000", "Wh": "3600", "MWh": "3600000000", "MJ": "1000000", "GJ": "1000000000"},
    "power": {"W": "1", "kW": "1000"},
    "time": {"h": "1", "d": "24", "a": "8760"},
    "attenuation": {"dB/km": "1", "B/km": "10"},
    "volume": {"L": "1/1000", "m3": "1"},
    "normal volume": {"Nm3": "1", "10^4Nm3": "10000"},
    "count": {"piece": "1", "server": "1"},
    "share": {"%": "1/100"},
    "number": {"1": "1"},
}
UNITS = {s: Unit(s, dimension, Fraction(f)) for dimension, row in SIZES.items() for s, f in row.items()}
CONTEXT = {"units": UNITS}
SOURCE = {"document": "made up for a test", "year": "2024"}

GASES = {"CO2": "1", "CH4": "27.9", "N2O": "273", "SF6": "25200"}
GWP = GwpSet.model_validate(
    {
        "id": "test-gwp",
        "title": "GWP for tests",
        "metric": "GWP",
        "horizon": "100 a",
        "edition": "T",
        "year": "2021",
        "unit": "kg CO2e/kg",
        "source": SOURCE,
        "values": {gas: {"name": gas, "formula": gas, "value": value} for gas, value in GASES.items()},
    },
    context=CONTEXT,
)

FUELS = {
    name: Fuel.model_validate(
        {"name": name, "per": per, "net_calorific_value": ncv, "carbon_content": c, "oxidation": o, "source": SOURCE}
        | {"geography": "CN", "priority": "2"},
        context=CONTEXT,
    )
    for name, per, ncv, c, o in (
        ("diesel", "1 t", "42.652 GJ", "0.0202", "0.98"),
        ("natural-gas", "1 10^4Nm3", "389.31 GJ", "0.0153", "0.99"),
    )
}


def factor(name: str, per: str = "1 kg", **given: Any) -> EmissionFactor:
    """A factor `id@edition`."""
    id_, _, edition = name.partition("@")
    row = {"id": id_, "edition": edition, "name": id_, "per": per, "year": edition, "geography": "CN", "source": SOURCE}
    return EmissionFactor.model_validate(row | given, context=CONTEXT)


FACTORS = [
    factor("steel@2020", co2e="1.9 kg", priority="3"),
    factor("steel@2024", co2e="2 kg", priority="3"),
    factor("wood@2024", co2e={"fossil": "0.4 kg", "biogenic_removal": "-1.5 kg"}, data="primary"),
    factor("gases@2024", gases={"CO2": "500 g", "CH4": "2 g"}, priority="4", illustrative="yes"),
    factor("fluorinated@2024", gases={"SF7": "1 g"}),
    factor("fibre@2024", "1 km", co2e="2.3 kg"),
    factor("connector@2024", "1 piece", co2e="0.25 kg"),
    factor("power@2024", "1 kWh", co2e="0.5 kg", priority="2"),
    factor("truck@2024", "1 tkm", co2e="0.1 kg"),
    factor("van@2024", "1 km", co2e="0.3 kg"),
    factor("plane@2024", "1 tkm", co2e={"fossil": "0.6 kg", "aircraft": "0.4 kg"}),
    factor("landfill@2024", co2e="0.05 kg", priority="5"),
]


def _stage(id_: str) -> dict[str, Any]:
    return {"id": id_, "name": id_, "short": id_, "content": id_, "clause": "5"}


STAGES = ["raw_material_acquisition", "production", "distribution", "use", "end_of_life_treatment"]

RULES: dict[str, Any] = {
    "id": "test/cable",
    "title": "Rules for tests",
    "product": "cable",
    "document": "T",
    "document_title": "Rules for tests",
    "status": "none",
    "source": SOURCE,
    "gwp": "test-gwp",
    "stages": [_stage(id_) for id_ in STAGES],
    "boundaries": {
        "cradle-to-grave": {"name": "whole", "stages": STAGES, "optional": ["use"], "clause": "5"},
        "cradle-to-gate": {"name": "gate", "stages": STAGES[:2], "partial": "yes", "clause": "5"},
    },
    "units": [{"kind": "declared", "dimension": "length", "clause": "5", "text": "length"}],
    "components": [],
    "components_clause": "5",
    "parameters": [
        {"id": "net_mass", "name": "mass", "kind": "quantity", "dimension": "mass", "clause": "5"},
        {"id": "service_life", "name": "life", "kind": "quantity", "dimension": "time", "clause": "5"},
        {"id": "cores", "name": "cores", "kind": "number", "clause": "5"},
        {"id": "sheath", "name": "sheath", "kind": "text", "clause": "5"},
    ],
    "cut_off": {"material_mass": "0.01", "single_emission": "0.01", "total_emission": "0.05", "clause": "5"},
    "allocation": ["physical", "economic", "other"],
    "allocation_clause": "6",
    "defaults": {
        "service_life": "20 a",
        "end_of_life": {
            "substance": "polymer",
            "route": "landfill",
            "factor": "landfill@2024",
            "text": "polymers to landfill",
            "clause": "6",
        },
    },
    "intensities": [
        {"id": "i2", "name": "by length", "formula": "(2)", "clause": "7", "divide_by": ["core_length"]}
        | {"unit": "kg CO2e/core-km", "when": "use-not-counted"},
        {"id": "i3", "name": "by length", "formula": "(3)", "clause": "7", "divide_by": ["core_length", "service_life"]}
        | {"unit": "kg CO2e/(core-km·a)", "when": "use-counted"},
    ],
    "secondary_priority": {"1": "supplier"},
    "priority_clause": "6",
    "clauses": [],
    "declaration_clause": "10",
}

DECLARATION: dict[str, Any] = {
    "id": "cable",
    "version": "1",
    "rules": "test/cable",
    "product": {"name": "Cable", "model": "C-1"},
    "declared_unit": {"amount": "1 km", "of": "cable"},
    "boundary": "cradle-to-gate",
    "period": {"from": "2025-01-01", "to": "2025-12-31"},
    "geography": "CN",
    "study": {"goal": "test", "intended_use": "test"},
    "validity": {"from": "2026-01-01", "to": "2028-12-31"},
}


@pytest.fixture
def units() -> dict[str, Unit]:
    """The units."""
    return UNITS


@pytest.fixture
def library() -> Library:
    """Everything that a declaration of these tests may name."""
    factors = {f.name_at_edition: f for f in FACTORS}
    editions: dict[str, tuple[int, ...]] = {}
    for f in FACTORS:
        editions[f.id] = tuple(sorted({*editions.get(f.id, ()), f.edition}))
    return Library(UNITS, {GWP.id: GWP}, FUELS, factors, {}, editions, GWP.id)


@pytest.fixture
def gwp() -> GwpSet:
    """The GWP set."""
    return GWP


@pytest.fixture
def make_rules() -> Callable[..., CategoryRules]:
    """Makes the PCR, with parts of it replaced."""

    def make(**replaced: Any) -> CategoryRules:
        return CategoryRules.model_validate({**RULES, **replaced}, context=CONTEXT)

    return make


@pytest.fixture
def rules(make_rules: Callable[..., CategoryRules]) -> CategoryRules:
    """The PCR as it stands."""
    return make_rules()


@pytest.fixture
def quantity() -> Callable[[str], Quantity]:
    """Reads `12.5 kg`."""

    def read(text: str) -> Quantity:
        number, _, symbol = text.rpartition(" ")
        return Quantity(Decimal(number), UNITS[symbol])

    return read


@pytest.fixture
def declare() -> Callable[..., Declaration]:
    """Makes a declaration; *given* replaces keys of a plain one, None takes a key away.

    Lines may be given per stage as `production=[…]`.
    """

    def make(**given: Any) -> Declaration:
        inventory = {stage: given.pop(stage) for stage in STAGES if stage in given}
        data = {**DECLARATION, **({"inventory": inventory} if inventory else {}), **given}
        return Declaration.model_validate({k: v for k, v in data.items() if v is not None}, context=CONTEXT)

    return make


@pytest.fixture
def inventory_of(rules: CategoryRules, library: Library) -> Callable[..., Inventory]:
    """Resolves a declaration."""

    def make(declaration: Declaration, declared: Mapping[str, EmissionFactor] = {}, **other: Any) -> Inventory:
        return resolve(declaration, other.get("rules", rules), other.get("library", library), declared)

    return make


@pytest.fixture
def footprint_of(rules: CategoryRules, library: Library) -> Callable[..., Footprint]:
    """Computes a declaration that must be without gaps."""

    def make(declaration: Declaration, declared: Mapping[str, EmissionFactor] = {}, **other: Any) -> Footprint:
        pcr = other.get("rules", rules)
        inventory = resolve(declaration, pcr, library, declared)
        assert inventory.gaps == ()
        gwp = characterisation(declaration, pcr, library)
        assert gwp is not None
        return footprint(declaration, pcr, gwp, inventory)

    return make


@pytest.fixture
def activity_of(declare: Any, inventory_of: Any) -> Callable[..., Activity]:
    """The only activity of a declaration with the one line *line*."""

    def make(line: dict[str, Any], stage: str = "production", **given: Any) -> Activity:
        inventory = inventory_of(declare(**{stage: [line]}, **given))
        assert inventory.gaps == ()
        (activity,) = inventory.activities
        return activity

    return make


@pytest.fixture
def certain(library: Library) -> Library:
    """The library with factors about which nothing is uncertain."""
    exact = Uncertainty(gsd=Decimal(1))
    factors = {name: f.model_copy(update={"uncertainty": exact}) for name, f in library.factors.items()}
    return replace(library, factors=factors)


@pytest.fixture
def told() -> Callable[[Gap], Words]:
    """The English words of the rule that reports a gap."""
    return lambda gap: remark_words(gap.rule, gap.key, gap.parameters, "en")


@pytest.fixture
def scattered(declare: Any, inventory_of: Any, rules: Any, gwp: Any, certain: Library) -> Callable[..., Scatter]:
    """The uncertainty of a declaration whose factors are certain, unless `library=` has others."""

    def make(**given: Any) -> Scatter:
        library = given.pop("library", certain)
        declaration = declare(**given)
        result = footprint(declaration, rules, gwp, inventory_of(declaration, library=library))
        found = scatter(evidence_of(declaration, result, shipped_pedigree()))
        assert found is not None
        return found

    return make
