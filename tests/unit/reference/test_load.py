"""Loading the shipped library and a company's own files."""

from __future__ import annotations

import dataclasses
from fractions import Fraction
from pathlib import Path

import pytest

from carbonpress.reference.library import factor_hint, find_factor
from carbonpress.reference.load import library, library_at, shipped_library
from carbonpress.source.finding import Finding, Severity

FACTOR = """\
  - id: {id}
    edition: {edition}
    name: {{zh: 自有, en: Own}}
    per: 1 kWh
    {amount}
    priority: 1
    year: 2025
    geography: CN
    source: {{document: Supplier sheet, year: 2025}}
"""
MONITOR = Path(__file__).parents[2] / "declarations" / "own-rules" / "rules" / "liquid-crystal-monitor.yml"
RULES = MONITOR.read_text(encoding="utf-8")
LANDFILL = "{substance: polymer, route: landfill, factor: %s, text: T, clause: '9'}"


def factors(*rows: tuple[str, int] | tuple[str, int, str]) -> str:
    parts = [FACTOR.format(id=r[0], edition=r[1], amount=r[2] if len(r) > 2 else "co2e: 0.4 kg") for r in rows]
    return "title: {zh: 自有, en: Own}\nfactors:\n" + "".join(parts)


def loaded(root: Path, **files: str) -> tuple[object, list[Finding]]:
    """The library of a folder with these files (`factors__a` is factors/a.yml), and the findings."""
    for name, text in files.items():
        path = root / (name.replace("__", "/") + ".yml")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    findings: list[Finding] = []
    return library(root, findings), findings


def test_a_folder_without_own_files_gives_the_shipped_library(tmp_path: Path) -> None:
    """A company that adds nothing works with the shipped library alone."""
    made, findings = loaded(tmp_path)
    assert [] == findings
    assert shipped_library() == made


def test_the_shipped_library_is_read_once() -> None:
    """Asked again, the same object comes back."""
    assert shipped_library() is shipped_library()


def test_a_library_cannot_be_changed() -> None:
    """A library is frozen."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        shipped_library().newest_gwp = "other"  # type: ignore[misc]


def test_a_shipped_file_with_an_error_is_a_defect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unsound file in the package raises, as no user can mend it."""
    (tmp_path / "units.yml").write_text("title: T\n", encoding="utf-8")
    monkeypatch.setattr("carbonpress.reference.load.DATA", tmp_path)
    with pytest.raises(RuntimeError, match=r"units\.yml:1:1"):
        shipped_library.__wrapped__()


def test_a_missing_unit_table_is_a_finding(tmp_path: Path) -> None:
    """Without units nothing else is read."""
    findings: list[Finding] = []
    assert {} == library_at(tmp_path, findings).units
    assert ["no-file"] == [finding.rule for finding in findings]


def test_own_factors_join_the_library(tmp_path: Path) -> None:
    """A factor of one's own is found by id and by id and edition."""
    made, findings = loaded(tmp_path, factors__a=factors(("own/fibre", 2024), ("own/fibre", 2025)))
    assert [] == findings
    assert (2024, 2025) == made.editions["own/fibre"]
    assert "own/fibre@2025" == find_factor(made, "own/fibre").name_at_edition
    assert "own/fibre@2024" == find_factor(made, "own/fibre@2024").name_at_edition
    assert find_factor(made, "own/fibre@2023") is None
    assert find_factor(made, "own/other") is None


@pytest.mark.parametrize("edition", [1999, 2023, 2024, 2025, 2099])
def test_an_id_of_the_package_is_taken_with_all_its_editions(tmp_path: Path, edition: int) -> None:
    """No edition of a shipped factor can be replaced, nor one be put in front of it or behind."""
    made, findings = loaded(tmp_path, factors__a=factors(("electricity-cn", edition)))
    assert [("factors/a.yml", 3, "factor-taken")] == [(f.file, f.line, f.rule) for f in findings]
    assert shipped_library().editions == made.editions
    assert "0.5777 kg" == str(find_factor(made, "electricity-cn").masses()[0][2])


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


def test_a_factor_given_twice_is_a_finding(tmp_path: Path) -> None:
    """The same id and edition in two files is named where it comes second."""
    made, findings = loaded(tmp_path, factors__a=factors(("own", 2025)), factors__b=factors(("own", 2025)))
    assert [("factors/b.yml", "factor-twice")] == [(f.file, f.rule) for f in findings]
    assert "own@2025" in made.factors


def test_an_unknown_gas_is_a_finding_with_a_hint(tmp_path: Path) -> None:
    """A gas that no GWP set knows cannot be characterised; the nearest one is named."""
    _, findings = loaded(tmp_path, factors__a=factors(("own", 2025, "gases: {HFC134A: 0.1 kg}")))
    assert [("unknown-gas", "did you mean 'HFC134a'?")] == [(f.rule, f.mend) for f in findings]


def test_own_rules_join_the_library(tmp_path: Path) -> None:
    """A rules file of one's own stands beside the shipped ones."""
    made, findings = loaded(tmp_path, rules__monitor=RULES)
    assert [] == findings
    assert "example-displays/liquid-crystal-monitor" in made.rules


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
        ("divide_by: [count, service_life]", "divide_by: [count, service_life, count]", "rules-intensity"),
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


def test_rules_are_never_replaced(tmp_path: Path) -> None:
    """A PCR with a shipped id leaves the shipped one in place."""
    text = RULES.replace("id: example-displays/liquid-crystal-monitor", "id: cesa-2024-061/server")
    made, findings = loaded(tmp_path, rules__monitor=text)
    assert ["rules-taken"] == [finding.rule for finding in findings]
    assert shipped_library().rules["cesa-2024-061/server"] == made.rules["cesa-2024-061/server"]


def test_rules_may_name_own_factors(tmp_path: Path) -> None:
    """The default of a PCR may rest on a factor that the same company adds."""
    text = RULES.replace("defaults:\n", f"defaults:\n  end_of_life: {LANDFILL % 'own/landfill'}\n", 1)
    _, findings = loaded(tmp_path, factors__a=factors(("own/landfill", 2025)).replace("kWh", "kg"), rules__monitor=text)
    assert [] == findings


def test_all_errors_of_all_files_come_in_one_run(tmp_path: Path) -> None:
    """A broken file does not hide the errors of the others, nor what is sound."""
    made, findings = loaded(
        tmp_path,
        factors__a="title: [",
        factors__b=factors(("electricity-cn", 2024), ("own", 2025)),
        rules__monitor=RULES.replace("gwp: ipcc-ar6-100", "gwp: none"),
    )
    assert ["factors/a.yml", "factors/b.yml", "rules/monitor.yml"] == [finding.file for finding in findings]
    assert "own@2025" in made.factors


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """A factor file that is a symbolic link is refused."""
    (tmp_path / "factors").mkdir()
    (tmp_path / "real.txt").write_text(factors(("own", 2025)), encoding="utf-8")
    (tmp_path / "factors" / "a.yml").symlink_to(tmp_path / "real.txt")
    made, findings = loaded(tmp_path)
    assert ["symlink"] == [finding.rule for finding in findings]
    assert "own@2025" not in made.factors


def test_a_file_that_is_too_big_is_a_finding(tmp_path: Path) -> None:
    """A file beyond a megabyte is not read; the others are."""
    big = "# " + "x" * 1_000_000
    made, findings = loaded(tmp_path, factors__a=big, factors__b=factors(("own", 2025)))
    assert [("factors/a.yml", "too-big")] == [(f.file, f.rule) for f in findings]
    assert "own@2025" in made.factors


def test_hints_for_factor_names() -> None:
    """An unknown edition is answered with the known ones, an unknown id with the nearest."""
    shipped = shipped_library()
    assert "'electricity-cn' has the editions 2023, 2024" == factor_hint(shipped, "electricity-cn@2022")
    assert "did you mean 'electricity-cn'?" == factor_hint(shipped, "electricity_cn")
    assert "did you mean 'electricity-cn@2024'?" == factor_hint(shipped, "electricty-cn@2024")
    assert "" == factor_hint(shipped, "electricity-ch@2024"), "the factor of another country is another factor"
    assert "" == factor_hint(shipped, "zzz")
