"""What a declaration as a whole must and must not say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from carbonpress.model.allocation import Allocation
from carbonpress.model.declaration import Declaration, Period, StatedResults, Verification
from carbonpress.model.inventory import KINDS, Attenuation, Energy, Leg, Operation, Storage, Transport, kind_of
from carbonpress.model.rules import CutOff

Decoder = Callable[..., tuple[Any, list[Any]]]

START = """\
id: a
version: 1
rules: a/b
product: {name: A, model: B}
boundary: all
period: {from: 2025-01-01, to: 2025-01-01}
geography: CN
study: {goal: G, intended_use: U}
validity: {from: 2026-01-01, to: 2026-12-31}
"""
UNIT = "declared_unit: {amount: 1 km, of: A}\n"
INVENTORY = "inventory: {production: [{energy: E, amount: 1 kWh, factor: f}]}\n"
RESULTS = "results: {study: S, by: B, date: 2025-01-01, stages: {production: 3 kg CO2e}, total: 3 kg CO2e}\n"


def rules(decoded: Decoder, cls: Any, text: str) -> list[str]:
    return [finding.rule for finding in decoded(cls, text)[1]]


def test_the_least_declaration_says_what_is_assumed(decoded: Decoder) -> None:
    """What is left out is a draft, a footprint, for businesses, not verified and without any list."""
    declaration, findings = decoded(Declaration, START + UNIT + INVENTORY)
    assert [] == findings
    assert ("draft", "footprint", "business") == (declaration.status, declaration.communication, declaration.audience)
    assert "none" == declaration.verification.kind
    assert ([], {}, None) == (declaration.excluded, declaration.allocations, declaration.gwp)
    assert "1 km" == str(declaration.unit.amount)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (UNIT + INVENTORY, []),
        (UNIT + RESULTS, []),
        (UNIT.replace("declared", "functional") + INVENTORY, []),
        (INVENTORY, ["unit-form"]),
        (UNIT + UNIT.replace("declared", "functional") + INVENTORY, ["unit-form"]),
        (UNIT, ["inventory-form"]),
        (UNIT + INVENTORY + RESULTS, ["inventory-form"]),
    ],
)
def test_a_declaration_has_one_unit_and_one_kind_of_result(text: str, expected: list[str], decoded: Decoder) -> None:
    """A declaration has a declared or a functional unit, and an inventory or stated results."""
    assert expected == rules(decoded, Declaration, START + text)


@pytest.mark.parametrize(("text", "expected"), [("all", "all"), ("[production, use]", ["production", "use"])])
def test_a_boundary_is_a_name_or_a_list_of_stages(text: str, expected: object, decoded: Decoder) -> None:
    """A boundary is one that the rules name, or the list of its stages."""
    written = START.replace("boundary: all", f"boundary: {text}")
    assert expected == decoded(Declaration, written + UNIT + INVENTORY)[0].boundary


def test_a_period_may_be_one_day_but_not_run_backwards(decoded: Decoder) -> None:
    """First and last day may be the same; the last must not come first."""
    assert [] == rules(decoded, Period, "from: 2025-01-01\nto: 2025-01-01\n")
    assert ["period"] == rules(decoded, Period, "from: 2025-01-02\nto: 2025-01-01\n")


@pytest.mark.parametrize(
    ("cls", "text", "expected"),
    [
        (Leg, "{by: road, distance: 1 km}", []),
        (Leg, "{by: road, distance: 1 km, load: 18 t}", []),
        (Leg, "{fuel: diesel, amount: 3 kg}", []),
        (Leg, "{by: road}", ["leg"]),
        (Leg, "{distance: 1 km}", ["leg"]),
        (Leg, "{fuel: diesel}", ["leg"]),
        (Leg, "{by: road, distance: 1 km, fuel: diesel, amount: 3 kg}", ["leg"]),
        (Leg, "{fuel: diesel, amount: 3 kWh}", ["dimension"]),
        (Energy, "{energy: E, amount: 1 kWh, factor: f}", []),
        (Energy, "{energy: E, amount: 1 kg, fuel: coke}", []),
        (Energy, "{energy: E, amount: 1 kWh}", ["energy-form"]),
        (Energy, "{energy: E, amount: 1 kWh, factor: f, fuel: coke}", ["energy-form"]),
        (Storage, "{storage: S, amount: 1 kWh, factor: f}", []),
        (Storage, "{storage: S, power: 1 W, duration: 2 h, factor: f}", []),
        (Storage, "{storage: S, power: 1 W, factor: f}", ["storage-form"]),
        (Storage, "{storage: S, duration: 1 h, factor: f}", ["storage-form"]),
        (Storage, "{storage: S, amount: 1 kWh, power: 1 W, duration: 2 h, factor: f}", ["storage-form"]),
        (Operation, "{operation: O, power: 1 W, factor: f}", []),
        (Operation, "{operation: O, annual_energy: 1 kWh, factor: f}", []),
        (Operation, "{operation: O, factor: f}", ["operation-form"]),
        (Operation, "{operation: O, power: 1 W, annual_energy: 1 kWh, factor: f}", ["operation-form"]),
        (Operation, "{operation: O, power: 1 W, hours_per_year: 0, factor: f}", ["range"]),
        (Attenuation, "{attenuation: A, coefficient: 0.2, length: 1 km, laser_power: 1 W, factor: f}", ["quantity"]),
        (Transport, "{transport: T, mass: 1 kg, legs: []}", ["too-few"]),
        (StatedResults, "{study: S, by: B, date: 2025-01-01, stages: {use: -3 kg CO2e}, total: -3 kg}", []),
        (StatedResults, "{study: S, by: B, date: 2025-01-01, stages: {}, total: 3 km}", ["dimension"]),
        (Verification, "{kind: nobody}", ["choice"]),
        (
            Allocation,
            "{basis: mass, share: 1 kg, of: 2 kg, because: B, alternatives: [{basis: mass}]}",
            ["missing-key"] * 3,
        ),
        (CutOff, "{total_emission: 5 %, clause: C}", ["number"]),
    ],
)
def test_each_form_is_complete_and_only_one(cls: Any, text: str, expected: list[str], decoded: Decoder) -> None:
    """Where there are several forms, one is given and given whole."""
    assert expected == rules(decoded, cls, text)


def test_a_kind_is_known_by_its_key() -> None:
    """Each kind of line has its name among its keys; a list of legs named `transport` is none."""
    for kind, cls in KINDS.items():
        assert kind in cls.model_fields
        assert kind == kind_of({"amount": "1 kg", kind: "x"})
    assert "material" == kind_of({"transport": [{}], "material": "x"})
    assert None is kind_of({"transport": [{}]})
    assert None is kind_of({"amount": "1 kg"})
    assert None is kind_of("material")


def test_models_cannot_be_changed(decoded: Decoder) -> None:
    """What was read stays as it was read."""
    declaration, _ = decoded(Declaration, START + UNIT + INVENTORY)
    with pytest.raises(ValidationError):
        declaration.version = 2
