"""A scenario changes something, and a change says what of."""

from __future__ import annotations

import pytest
from tests.unit.model.conftest import Decoder

from carbonpress.model.scenario import Change, MonteCarlo, Scenario


@pytest.mark.parametrize(("text", "sound"), [
    ("line: steel\nfactor: f@2024", True),
    ("line: steel\ntimes: 0.5", True),
    ("line: steel\nlegs: []", True),
    ("line: steel\nleft_out: yes", True),
    ("line: steel\nroute: recycling", True),
    ("instead_of: f@2024\nfactor: g@2024", True),
    ("line: steel", False),
    ("stage: use\nfactor: f@2024", False),
    ("line: steel\ninstead_of: f@2024\nfactor: g@2024", False),
    ("instead_of: f@2024", False),
    ("instead_of: f@2024\nfactor: g@2024\ntimes: 2", False),
    ("instead_of: f@2024\nfactor: g@2024\nleft_out: yes", False),
])  # fmt: skip
def test_a_change(decoded: Decoder, text: str, sound: bool) -> None:
    """One line or one factor, and at least one thing that is different; a factor is replaced by a factor alone."""
    found, findings = decoded(Change, text)
    assert ([] if sound else ["scenario"]) == [finding.rule for finding in findings]
    assert sound == (found is not None)


@pytest.mark.parametrize(("more", "sound"), [
    ("service_life: 5 a", True),
    ("changes: [{line: steel, times: 2}]", True),
    ("changes: []", False),
    ("because: {zh: 无, en: none}", False),
])  # fmt: skip
def test_a_scenario_changes_something(decoded: Decoder, more: str, sound: bool) -> None:
    """A name and a reason alone are no scenario."""
    _, findings = decoded(Scenario, f"name: {{zh: 另, en: other}}\n{more}")
    assert ([] if sound else ["scenario"]) == [finding.rule for finding in findings]


@pytest.mark.parametrize(("runs", "sound"), [("999", False), ("1000", True), ("1000000", True), ("1000001", False)])
def test_runs_of_a_simulation(decoded: Decoder, runs: str, sound: bool) -> None:
    """A thousand to a million draws; the seed is always given, so that the figures can be had again."""
    _, findings = decoded(MonteCarlo, f"runs: {runs}\nseed: 1")
    assert sound == (findings == [])
    _, findings = decoded(MonteCarlo, f"runs: {runs}")
    assert "missing-key" in [finding.rule for finding in findings]
