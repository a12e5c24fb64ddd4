"""A unit of a rules file is so many of another one, or counts."""

from __future__ import annotations

import re

import pytest
from tests.unit.model.conftest import Decoder

from carbonpress.model.rules import UNIT_SYMBOL, OwnUnit


@pytest.mark.parametrize(("given", "rule"), [
    ("size: 500\nof: piece", None),
    ("size: 1/12\nof: m", None),
    ("", None),
    ("size: 500", "unit-definition"),
    ("of: piece", "unit-definition"),
])  # fmt: skip
def test_size_and_of_go_together(decoded: Decoder, given: str, rule: str | None) -> None:
    """One without the other says nothing."""
    _, findings = decoded(OwnUnit, f"name: {{zh: 令, en: ream}}\nclause: '1'\n{given}\n")
    assert ([] if rule is None else [rule]) == [finding.rule for finding in findings]


@pytest.mark.parametrize(("symbol", "fits"), [
    ("ream", True), ("core-km", True), ("m2", True), ("kg/m3", True), ("2m", False), ("m²", False), ("a b", False),
    ("-m", False), ("m-", False), ("", False), ("m12", False),
])  # fmt: skip
def test_symbols(symbol: str, fits: bool) -> None:
    """Letters, joined by a hyphen or a stroke, with one digit at the end at most."""
    assert fits == (re.fullmatch(UNIT_SYMBOL, symbol) is not None)
