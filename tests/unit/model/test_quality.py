"""Scores, uncertainties and scenarios as authors write them, and what is said when they do not fit."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter

from carbonpress.model.decode import decode
from carbonpress.model.quality import Quality, Uncertainty
from carbonpress.model.scenario import Change, MonteCarlo, Scenario
from carbonpress.model.schema import schema
from carbonpress.reference.load import shipped_library
from carbonpress.source.document import parse

UNITS = shipped_library().units


def read(cls: Any, text: str) -> tuple[Any, list[str]]:
    """The model that a YAML text holds, and the findings as `column rule`."""
    document, findings = parse(text.encode(), "x.yml")
    assert document is not None and findings == []
    model, wrong = decode(cls, document, UNITS)
    return model, [f"{finding.line}:{finding.column} {finding.rule}" for finding in wrong]


class Holder(Quality):
    """A model with an uncertainty, as lines have one."""

    uncertainty: Uncertainty | None = None


@pytest.mark.parametrize("text", ["± 10 %", "±10 %", "+/- 10 %", "{within: 10 %}"])
def test_plus_minus_is_short_for_within(text: str) -> None:
    """The short form and the long one say the same."""
    model, wrong = read(Holder, f"time: 1\nuncertainty: {text}\n")
    assert [] == wrong
    assert (Decimal(10), "%") == (model.uncertainty.within.value, model.uncertainty.within.unit.symbol)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("10 %", "2:14 uncertainty"),
        ("± ten %", "2:14 number"),
        ("± 10", "2:14 quantity"),
        ("{within: -1 %}", "2:1 range"),
        ("{sd: 1 kg, gsd: 1.1}", "2:1 uncertainty"),
        ("{source: meter}", "2:1 uncertainty"),
        ("{gsd: 0.9}", "2:20 range"),
        ("{range: [1 kg]}", "2:1 range"),
        ("{range: [2 kg, 1 kg]}", "2:1 range"),
        ("{range: [1 kg, 2 km]}", "2:1 range"),
        ("[1 kg, 2 kg]", "2:14 type"),
        ("{sdd: 1 kg}", "2:15 unknown-key"),
    ],
)
def test_an_uncertainty_that_says_nothing_is_refused(text: str, rule: str) -> None:
    """What is no uncertainty is a finding at its place, with the four forms as what is expected."""
    model, wrong = read(Holder, f"time: 1\nuncertainty: {text}\n")
    assert model is None
    assert [rule] == [one for one in wrong if not one.endswith("missing-key")]


@pytest.mark.parametrize(
    ("text", "rule"), [("{time: 6}", "range"), ("{time: 0}", "range"), ("{}", "too-few"), ("{age: 1}", "unknown-key")]
)
def test_scores_go_from_one_to_five(text: str, rule: str) -> None:
    """Nothing else is a score, and no score at all is none."""
    model, wrong = read(Quality, f"{text}\n")
    assert model is None
    assert [rule] == [one.split()[1] for one in wrong]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("{line: a}", "scenario"),
        ("{factor: a@2024}", "scenario"),
        ("{line: a, instead_of: b@2024, factor: c@2024}", "scenario"),
        ("{instead_of: b@2024}", "scenario"),
        ("{instead_of: b@2024, factor: c@2024, amount: 1 kg}", "scenario"),
        ("{line: a, times: 0}", "range"),
        ("{line: a, uses: 0}", "range"),
        ("{line: a, mass: 1 km}", "dimension"),
    ],
)
def test_a_change_says_what_and_how(text: str, rule: str) -> None:
    """A change names a line or a factor, and something that is different about it."""
    model, wrong = read(Change, f"{text}\n")
    assert model is None
    assert [rule] == [one.split()[1] for one in wrong]


def test_a_scenario_that_changes_nothing_is_refused() -> None:
    """A name alone is no scenario."""
    model, wrong = read(Scenario, "name: other\n")
    assert (None, ["1:1 scenario"]) == (model, wrong)


def test_a_simulation_needs_its_seed() -> None:
    """Without a seed nobody could repeat it; ten thousand runs are usual."""
    assert read(MonteCarlo, "runs: 5000\n")[1] == ["1:1 missing-key"]
    assert 10_000 == read(MonteCarlo, "seed: 1\n")[0].runs
    assert ["1:7 range"] == read(MonteCarlo, "runs: 999\nseed: 1\n")[1]


def test_editors_know_the_short_form() -> None:
    """The schema for editors takes the short form of an uncertainty and the long one."""
    found = schema("declaration")["$defs"]["Uncertainty"]["anyOf"]
    assert ["string", "object"] == [form["type"] for form in found]
    assert TypeAdapter(Uncertainty).validate_python("± 1 %", context={"units": UNITS}).within is not None
