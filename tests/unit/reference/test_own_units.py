"""Units that rules files add."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from tests.unit.reference.conftest import RULES, factors, loaded

from carbonpress.reference.load import shipped_library

OWN_UNITS = """\
own_units:
  ream: {name: {zh: 令, en: ream}, size: 500, of: piece, clause: "1"}
  yd: {name: {zh: 码, en: yard}, size: 0.9144, of: m, clause: "1"}
  third: {name: {zh: 三分之一升, en: third}, size: 1/3, of: L, clause: "1"}
  pallet: {name: {zh: 托盘, en: pallet}, clause: "1"}
"""


def test_rules_add_units(tmp_path: Path) -> None:
    """A unit of a rules file is exactly so many of a shipped one, or counts; all files may use it."""
    made, findings = loaded(
        tmp_path,
        rules__monitor=RULES + OWN_UNITS,
        factors__a=factors(("own", 2025)).replace("per: 1 kg", "per: 1 ream").replace("per: 1 kWh", "per: 1 ream"),
    )
    assert [] == findings
    units = made.units
    assert (units["piece"].dimension, 500 * units["piece"].size) == (units["ream"].dimension, units["ream"].size)
    assert (units["m"].dimension, Fraction("0.9144")) == (units["yd"].dimension, units["yd"].size)
    assert units["L"].size / 3 == units["third"].size
    assert ("count", 1) == (units["pallet"].dimension, units["pallet"].size)
    assert shipped_library().units.items() <= units.items()


@pytest.mark.parametrize(
    ("unit", "rule"),
    [
        ("kg: {name: x, size: 2, of: g, clause: '1'}", "unit-definition"),
        ("kg: {name: x, clause: '1'}", "unit-definition"),
        ("Mg: {name: x, size: 500, of: kg, clause: '1'}", "unit-definition"),
        ("dozen: {name: x, size: 10, of: piece, clause: '1'}", "unit-definition"),
        ("box: {name: x, size: 12, of: pieces, clause: '1'}", "unit-definition"),
        ("box: {name: x, size: 12, clause: '1'}", "unit-definition"),
        ("box: {name: x, of: piece, clause: '1'}", "unit-definition"),
        ("box: {name: x, size: 0, of: piece, clause: '1'}", "size"),
        ("box: {name: x, size: -1, of: piece, clause: '1'}", "size"),
        ("box: {name: x, size: 0.000, of: piece, clause: '1'}", "size"),
        ("box: {name: x, size: 1e3, of: piece, clause: '1'}", "size"),
        ("box: {name: x, size: 12, of: piece}", "missing-key"),
        ("'a b': {name: x, size: 12, of: piece, clause: '1'}", "text"),
        ("'12': {name: x, size: 12, of: piece, clause: '1'}", "text"),
    ],
)
def test_a_unit_changes_none_that_exists(tmp_path: Path, unit: str, rule: str) -> None:
    """Neither a shipped unit nor what everyone takes a symbol for is made another amount; sizes are exact."""
    made, findings = loaded(tmp_path, rules__monitor=RULES + f"own_units:\n  {unit}\n")
    assert [rule] == [f.rule for f in findings]
    assert all(f.line > 90 for f in findings)
    assert shipped_library().units == made.units


def test_two_rules_files_agree_on_a_unit(tmp_path: Path) -> None:
    """The same unit may stand in two files; another amount under one symbol is a finding."""
    other = RULES.replace("liquid-crystal-monitor", "other") + OWN_UNITS
    _, findings = loaded(tmp_path, rules__a=RULES + OWN_UNITS, rules__b=other)
    assert [] == findings
    _, findings = loaded(tmp_path, rules__a=RULES + OWN_UNITS, rules__b=other.replace("size: 500", "size: 480"))
    assert [("rules/b.yml", "unit-definition")] == [(f.file, f.rule) for f in findings]
