"""Loading the shipped library and a company's own files."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from carbonpress.reference.library import factor_hint, find_factor
from carbonpress.reference.load import library, library_at, shipped_library
from carbonpress.source.finding import Finding

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


def test_a_newer_edition_of_a_shipped_factor_may_be_added(tmp_path: Path) -> None:
    """A company need not wait for us: a later edition under a shipped id is welcome and then the newest."""
    made, findings = loaded(tmp_path, factors__a=factors(("electricity-cn", 2025)))
    assert [] == findings
    assert (2023, 2024, 2025) == made.editions["electricity-cn"]
    assert 2025 == find_factor(made, "electricity-cn").edition


def test_a_shipped_factor_is_never_replaced(tmp_path: Path) -> None:
    """The id and edition of a shipped factor are taken; its figure stays."""
    made, findings = loaded(tmp_path, factors__a=factors(("electricity-cn", 2024)))
    assert [("factors/a.yml", 3, "factor-shadows")] == [(f.file, f.line, f.rule) for f in findings]
    assert "0.5777 kg" == str(made.factors["electricity-cn@2024"].masses()[0][2])


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
            "    dimension: count\n    must_name: [model, diagonal]",
            "    dimension: pieces\n    must_name: [model]",
            "rules-dimension",
        ),
        ("must_name: [model, diagonal]", "must_name: [model, diagonale]", "rules-parameter"),
        ("kind: quantity, dimension: time", "kind: quantity, dimension: duration", "rules-dimension"),
        ("kind: quantity, dimension: time", "kind: quantity", "rules-dimension"),
        ("boundaries: [cradle-to-gate]", "boundaries: [cradle-to-door]", "rules-boundary"),
        ("divide_by: [count, service_life]", "divide_by: [counts, service_life]", "rules-divisor"),
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
    _, findings = loaded(tmp_path, factors__a=factors(("own/landfill", 2025)), rules__monitor=text)
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
    assert "did you mean 'electricity-cn@2024'?" == factor_hint(shipped, "electricity-ch@2024")
    assert "" == factor_hint(shipped, "zzz")
