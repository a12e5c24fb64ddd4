"""What a rules file names exists, is named once, and leaves something to count."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.reference.conftest import LANDFILL, RULES, loaded


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("id: example-displays/liquid-crystal-monitor", "id: cesa-2024-061/server", "rules-taken"),
        ("gwp: ipcc-ar6-100", "gwp: ipcc-ar6-10", "rules-gwp"),
        ("stages: [raw_material_acquisition, production]", "stages: [raw_materials, production]", "rules-stage"),
        ("    partial: yes", "    optional: [use]\n    partial: yes", "rules-stage"),
        (
            "    partial: yes",
            "    optional: [raw_material_acquisition, production]\n    partial: yes",
            "rules-nothing-counted",
        ),
        ("stages: [raw_material_acquisition, production]", "stages: []", "too-few"),
        (
            "[raw_material_acquisition, production]",
            "[raw_material_acquisition, raw_material_acquisition]",
            "rules-twice",
        ),
        ("must_name: [model, diagonal]", "must_name: [model, model]", "rules-twice"),
        ("boundaries: [cradle-to-gate]", "boundaries: [cradle-to-gate, cradle-to-gate]", "rules-twice"),
        ("boundaries: [cradle-to-gate]", "boundaries: [cradle-to-grave]", "rules-unit"),
        ("divide_by: [count, service_life]", "divide_by: [count, count]", "rules-twice"),
        ("divide_by: [count, service_life]", "divide_by: []", "too-few"),
        ("allocation: [physical, economic]", "allocation: []", "too-few"),
        ("allocation: [physical, economic]", "allocation: [physical, physical]", "rules-twice"),
        ("never: [precious-metal, toxic-substance]", "never: [precious-metal, precious-metal]", "rules-twice"),
        ("total_emission: 0.05", "total_emission: -1", "range"),
        ("total_emission: 0.05", "total_emission: 1.01", "range"),
        ("single_emission: 0.01", "single_emission: 5", "range"),
        ("single_emission: 0.01", "material_mass: -0.01", "range"),
        ("single_emission: 0.01", "solid_waste: 1.5", "range"),
        ("single_emission: 0.01", "single_emission: 0.06", "rules-cut-off"),
        ("service_life: 6 a", "service_life: 0 a", "rules-default"),
        ("service_life: 6 a", "service_life: -6 a", "rules-default"),
        ("kind: quantity, dimension: mass", "kind: quantity, dimension: length", "rules-kind"),
        ("kind: quantity, dimension: mass", "kind: text", "rules-kind"),
        ("kind: quantity, dimension: length", "kind: text, dimension: length", "rules-kind"),
        ("- {id: diagonal,", "- {id: count, name: x, kind: text, clause: '1'}\n  - {id: diagonal,", "rules-kind"),
        ("defaults:\n", f"defaults:\n  end_of_life: {LANDFILL % 'electricity-cn'}\n", "rules-factor"),
        (
            "    dimension: count\n    must_name: [model, diagonal]",
            "    dimension: pieces\n    must_name: [model]",
            "rules-dimension",
        ),
        ("must_name: [model, diagonal]", "must_name: [model, diagonale]", "rules-parameter"),
        ("kind: quantity, dimension: time", "kind: quantity, dimension: duration", "rules-dimension"),
        ("kind: quantity, dimension: time", "kind: quantity", "rules-dimension"),
        ("boundaries: [cradle-to-gate]", "boundaries: [cradle-to-door]", "rules-boundary"),
        ("divide_by: [count, service_life]", "divide_by: [counts, service_life]", "rules-divisor"),
        ("unit: kg CO2e/(piece·a)", "unit: kg CO2e/piece", "rules-intensity"),
        ("- {id: panel,", "- {id: backlight,", "rules-twice"),
        ("defaults:\n", f"defaults:\n  end_of_life: {LANDFILL % 'landfill-plastic-gb'}\n", "rules-factor"),
    ],
)
def test_rules_that_name_what_does_not_exist_are_findings(tmp_path: Path, old: str, new: str, rule: str) -> None:
    """Stages, boundaries, parameters, dimensions, divisors, factors and GWP sets that a PCR names must exist."""
    assert old in RULES
    _, findings = loaded(tmp_path, rules__monitor=RULES.replace(old, new, 1))
    assert {rule} == {finding.rule for finding in findings}
    assert all(finding.line > 1 and finding.file == "rules/monitor.yml" for finding in findings)
