"""Rows of a factor file: one form, a source of their own or the file's, origins by default fossil."""

from __future__ import annotations

import pytest
from tests.unit.model.conftest import Decoder

from carbonpress.model.factor import EmissionFactor, FactorFile, FuelTable

ROW = """\
id: own
edition: 2025
name: {zh: 自有, en: Own}
per: 1 kWh
year: 2025
geography: CN
"""
SOURCE = "source: {document: Sheet, year: 2025}\n"


@pytest.mark.parametrize(("amount", "rule"), [
    ("co2e: 0.4 kg", None),
    ("gases: {CO2: 0.4 kg}", None),
    ("", "factor-form"),
    ("co2e: 0.4 kg\ngases: {CO2: 0.4 kg}", "factor-form"),
    ("co2e: {}", "factor-form"),
    ("gases: {fossil: {}}", "factor-form"),
])  # fmt: skip
def test_one_form(decoded: Decoder, amount: str, rule: str | None) -> None:
    """CO2 equivalent or gases, and never nothing."""
    _, findings = decoded(EmissionFactor, ROW + SOURCE + amount)
    assert ([] if rule is None else [rule]) == [finding.rule for finding in findings]


@pytest.mark.parametrize("per", ["0 kWh", "-1 kWh"])
def test_per_is_some_activity(decoded: Decoder, per: str) -> None:
    """Per nothing, or less, no emission can be told."""
    _, findings = decoded(EmissionFactor, ROW.replace("1 kWh", per) + SOURCE + "co2e: 0.4 kg")
    assert ["number"] == [finding.rule for finding in findings]


def test_what_is_not_split_is_fossil(decoded: Decoder) -> None:
    """A mass alone and gases without origin are fossil; what is split keeps its order."""
    plain, _ = decoded(EmissionFactor, ROW + SOURCE + "co2e: 0.4 kg")
    gases, _ = decoded(EmissionFactor, ROW + SOURCE + "gases: {CH4: 1 g, CO2: 2 g}")
    split, _ = decoded(EmissionFactor, ROW + SOURCE + "co2e: {biogenic_removal: -1 kg, fossil: 2 kg}")
    assert [("fossil", "CO2e")] == [mass[:2] for mass in plain.masses()]
    assert [("fossil", "CH4"), ("fossil", "CO2")] == [mass[:2] for mass in gases.masses()]
    assert ["biogenic_removal", "fossil"] == [mass[0] for mass in split.masses()]
    assert "own@2025" == plain.name_at_edition


def indented(row: str) -> str:
    return "  - " + row.replace("\n", "\n    ").rstrip() + "\n"


def test_the_source_of_the_file_serves_rows_without_one(decoded: Decoder) -> None:
    """A row's own source goes first; a row without any does not load."""
    rows = indented(ROW + "co2e: 1 kg") + indented(ROW + "co2e: 1 kg\n" + SOURCE.replace("Sheet", "Own"))
    file, findings = decoded(FactorFile, f"title: T\n{SOURCE}factors:\n{rows}")
    assert [] == findings
    assert ["Sheet", "Own"] == [str(factor.source.document) for factor in file.factors]
    _, findings = decoded(FactorFile, f"title: T\nfactors:\n{rows}")
    assert ["missing-key"] == [finding.rule for finding in findings]


def test_an_unsound_source_of_the_file_is_told_once(decoded: Decoder) -> None:
    """Ten rows that share it do not repeat what is wrong with it."""
    rows = indented(ROW + "co2e: 1 kg") * 10
    _, findings = decoded(FactorFile, f"title: T\nsource: {{document: Sheet, year: soon}}\nfactors:\n{rows}")
    assert [2] == [finding.line for finding in findings]


FUELS = """\
title: T
source: {document: Table, year: 2024}
geography: CN
priority: 2
carbon_unit: t C/GJ
marks: {a: {document: Marked, year: 2020}}
values:
  diesel: {name: d, per: 1 t, net_calorific_value: 42.652 GJ, carbon_content: 0.0202, oxidation: 0.98%s}
"""


def test_columns_of_fuels_have_sources_by_mark(decoded: Decoder) -> None:
    """A letter stands for the source of that mark; what the table says of all rows serves each."""
    table, findings = decoded(FuelTable, FUELS % ", columns: {carbon_content: a}")
    assert [] == findings
    fuel = table.values["diesel"]
    assert ("CN", 2, "Marked") == (fuel.geography, fuel.priority, str(fuel.columns["carbon_content"].document))


@pytest.mark.parametrize("columns", ["{carbon_content: b}", "[a]", "{carbon_content: 7}", "{ash: a}"])
def test_an_unknown_mark_is_refused(decoded: Decoder, columns: str) -> None:
    """No figure has a source that is not there."""
    table, findings = decoded(FuelTable, FUELS % f", columns: {columns}")
    assert table is None and findings
