"""`carbonpress factors` finds factors without a project, and those of a project in its folder."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest

from carbonpress.commands.main import run
from carbonpress.model.language import LANGUAGES
from carbonpress.reference.factor_search import newest
from carbonpress.reference.load import shipped_library
from carbonpress.terminal.columns import width

OWN = """\
title: {zh: 供应商, en: Suppliers}
factors:
  - id: supplier/jelly
    edition: 2025
    name: {zh: 填充油膏, en: filling jelly}
    per: 1 kg
    co2e: 1.5 kg
    year: 2025
    geography: CN
    source: {document: "=1+1", year: 2025}
"""


@pytest.fixture(autouse=True)
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder, no project."""
    monkeypatch.chdir(tmp_path)


def told(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What the command prints."""
    assert 0 == run(["factors", *words])
    return capsys.readouterr().out


def test_without_a_project(capsys: pytest.CaptureFixture[str]) -> None:
    """The name as a declaration writes it, the figure as the data file has it, and the source."""
    text = told(capsys, "聚乙烯护套料", "--language", "zh")
    assert text.startswith("polyethylene-hd-cn@2019")
    assert "2620 kg CO2e/t  CN 2019\n    高密度聚乙烯。GB/T 51366-2019" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_of_them(capsys: pytest.CaptureFixture[str], language: str) -> None:
    """Without words every factor is listed once; figures stand under each other, unless a name is too long for that."""
    lines = told(capsys, "--language", language).splitlines()
    heads = lines[:-1:2]
    assert [factor.name_at_edition for factor in newest(shipped_library())] == [line.split()[0] for line in heads]
    assert {"kg"} == {line.split()[2] for line in heads}
    places = {width(line[: line.index(" kg CO2e") - len(line.split()[1])]) for line in heads}
    assert 46 == min(places)


def test_gases_are_characterised(capsys: pytest.CaptureFixture[str]) -> None:
    """A factor by gas says kg CO2e by the set asked for; one given in CO2e names no set."""
    found = json.loads(told(capsys, "--format", "json", "--gwp", "ipcc-ar5-100"))
    sets = shipped_library().gwp["ipcc-ar5-100"].values
    for row in found:
        by_hand = sum(
            Decimal(mass["value"])
            * {"kg": 1, "g": Decimal("0.001"), "t": 1000}[mass["unit"].removesuffix(" CO2e")]
            * (1 if mass["gas"] == "CO2e" else sets[mass["gas"]].value)
            for mass in row["masses"]
        ) / Decimal(row["masses_per"]["value"])
        assert abs(by_hand - Decimal(row["kg_co2e"])) <= abs(by_hand) * Decimal("1e-12"), row["factor"]
        assert (row["gwp"] is None) == all(mass["gas"] == "CO2e" for mass in row["masses"])
    assert {None, "ipcc-ar5-100"} == {row["gwp"] for row in found}


def test_the_factors_of_a_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In the folder of a project its own factors are found, and a table holds nothing that a spreadsheet would run."""
    (tmp_path / "declarations" / "factors").mkdir(parents=True)
    (tmp_path / "declarations" / "products").mkdir()
    (tmp_path / "declarations" / "factors" / "own.yml").write_text(OWN, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nplugins: [{carbonpress: {data_dir: declarations}}]\n")
    rows = list(csv.DictReader(io.StringIO(told(capsys, "jelly", "--format", "csv").removeprefix("\ufeff"))))
    assert [("supplier/jelly@2025", "1.5", "kg", "")] == [
        (row["factor"], row["kg_co2e"], row["per"], row["gwp"]) for row in rows
    ]
    assert rows[0]["source"].startswith("'=1+1")


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["--unit", "KG"], "did you mean 'kg'"),
        (["--category", "electricty"], "did you mean 'electricity'"),
        (["--gwp", "ipcc-ar5"], "known are"),
    ],
)
def test_what_is_unknown_is_refused(words: list[str], hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt filter finds not nothing: it is refused, with what may have been meant."""
    assert 2 == run(["factors", *words])
    assert hint in capsys.readouterr().err


def test_nothing_found(capsys: pytest.CaptureFixture[str]) -> None:
    """No factor: exit code 1, and what else to try."""
    assert 1 == run(["factors", "qqqq", "--language", "en"])
    assert "Try fewer or other words" in capsys.readouterr().out
