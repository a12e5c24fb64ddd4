"""Lines of the inventory that can be given in two ways are given in one of them."""

from __future__ import annotations

import pytest
from pydantic import BaseModel
from tests.unit.model.conftest import Decoder

from carbonpress.model.inventory import Energy, Leg, Operation, Storage

DISTANCE, FUEL = "distance: 1 km", "fuel: diesel\namount: 1 kg"


@pytest.mark.parametrize(("model", "text", "rule"), [
    (Leg, f"by: truck@2024\n{DISTANCE}", None),
    (Leg, FUEL, None),
    (Leg, f"by: truck@2024\n{FUEL}", "leg"),
    (Leg, "by: truck@2024", "leg"),
    (Leg, DISTANCE, "leg"),
    (Leg, "fuel: diesel", "leg"),
    (Leg, f"by: truck@2024\n{DISTANCE}\n{FUEL}", "leg"),
    (Energy, "energy: e\namount: 1 kWh\nfactor: f@2024", None),
    (Energy, "energy: e\namount: 1 kg\nfuel: diesel", None),
    (Energy, "energy: e\namount: 1 kWh", "energy-form"),
    (Energy, "energy: e\namount: 1 kWh\nfactor: f@2024\nfuel: diesel", "energy-form"),
    (Storage, "storage: s\namount: 1 kWh\nfactor: f@2024", None),
    (Storage, "storage: s\npower: 1 W\nduration: 1 h\nfactor: f@2024", None),
    (Storage, "storage: s\npower: 1 W\nfactor: f@2024", "storage-form"),
    (Storage, "storage: s\nfactor: f@2024", "storage-form"),
    (Storage, "storage: s\namount: 1 kWh\npower: 1 W\nduration: 1 h\nfactor: f@2024", "storage-form"),
    (Operation, "operation: o\npower: 1 W\nfactor: f@2024", None),
    (Operation, "operation: o\nannual_energy: 1 kWh\nfactor: f@2024", None),
    (Operation, "operation: o\nfactor: f@2024", "operation-form"),
    (Operation, "operation: o\npower: 1 W\nannual_energy: 1 kWh\nfactor: f@2024", "operation-form"),
])  # fmt: skip
def test_one_form(decoded: Decoder, model: type[BaseModel], text: str, rule: str | None) -> None:
    """Neither form and both forms are refused, and the finding says how each is written."""
    found, findings = decoded(model, text)
    assert ([] if rule is None else [rule]) == [finding.rule for finding in findings]
    assert (found is None) == (rule is not None)
    assert all(finding.expected for finding in findings)
