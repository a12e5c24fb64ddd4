"""Whether the figures of a factor make sense: signs, gases, years, ids."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.reference.conftest import factors, loaded

from carbonpress.source.finding import Severity


@pytest.mark.parametrize("gas", ["", "CO2", "CH4"])
@pytest.mark.parametrize(
    ("origin", "mass", "rule"),
    [
        ("fossil", "-4", "factor-sign"),
        ("biogenic_emission", "-0.001", "factor-sign"),
        ("aircraft", "-1", "factor-sign"),
        ("biogenic_removal", "1.7", "factor-sign"),
        ("biogenic_removal", "-1.7", None),
        ("biogenic_removal", "0", None),
        ("land_use_change", "-1", None),
        ("land_use_change", "1", None),
        ("fossil", "0", None),
    ],
)
def test_emissions_and_removals_have_their_signs(
    tmp_path: Path, gas: str, origin: str, mass: str, rule: str | None
) -> None:
    """Only a removal is below zero and never above it; a change of land use may be either."""
    amount = f"gases: {{{origin}: {{{gas}: {mass} kg}}}}" if gas else f"co2e: {{{origin}: {mass} kg}}"
    text = factors(("own", 2025, amount))
    _, findings = loaded(tmp_path, factors__a=text)
    assert ([rule] if rule else []) == [f.rule for f in findings]
    line = 1 + [amount in one for one in text.splitlines()].index(True)
    assert all((line, True) == (f.line, f.column > 10) for f in findings)


@pytest.mark.parametrize("amount", ["co2e: {}", "gases: {}", "gases: {fossil: {}}"])
def test_a_factor_has_emissions(tmp_path: Path, amount: str) -> None:
    """An empty mapping is not a factor of zero."""
    made, findings = loaded(tmp_path, factors__a=factors(("own", 2025, amount)))
    assert ["factor-form"] == [f.rule for f in findings]
    assert "own@2025" not in made.factors


def test_the_ids_of_declarations_are_reserved(tmp_path: Path) -> None:
    """A factor named like a declaration could never be used."""
    made, findings = loaded(tmp_path, factors__a=factors(("declaration/zz", 2025), ("declarations/zz", 2025)))
    assert [(3, "factor-reserved")] == [(f.line, f.rule) for f in findings]
    assert "declaration/zz@2025" not in made.factors
    assert "declarations/zz@2025" in made.factors


@pytest.mark.parametrize(("year", "ahead"), [(2024, False), (2025, False), (2026, True), (2099, True)])
def test_a_factor_that_lies_ahead_of_its_source_is_warned_of(tmp_path: Path, year: int, ahead: bool) -> None:
    """A source of 2025 cannot have measured the year after."""
    text = factors(("own", 2025)).replace("    year: 2025\n", f"    year: {year}\n")
    _, findings = loaded(tmp_path, factors__a=text)
    assert [("factor-year", Severity.WARNING)] * ahead == [(f.rule, f.severity) for f in findings]


def test_an_unknown_gas_is_a_finding_with_a_hint(tmp_path: Path) -> None:
    """A gas that no GWP set knows cannot be characterised; the nearest one is named."""
    _, findings = loaded(tmp_path, factors__a=factors(("own", 2025, "gases: {HFC134A: 0.1 kg}")))
    assert [("unknown-gas", "did you mean 'HFC134a'?")] == [(f.rule, f.mend) for f in findings]
