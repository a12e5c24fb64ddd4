"""Loading the shipped library and a company's own files."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from tests.unit.reference.conftest import LANDFILL, RULES, factors, loaded

from carbonpress.reference.library import find_factor
from carbonpress.reference.load import library_at, shipped_library
from carbonpress.source.finding import Finding


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


def test_a_factor_given_twice_is_a_finding(tmp_path: Path) -> None:
    """The same id and edition in two files is named where it comes second."""
    made, findings = loaded(tmp_path, factors__a=factors(("own", 2025)), factors__b=factors(("own", 2025)))
    assert [("factors/b.yml", "factor-twice")] == [(f.file, f.rule) for f in findings]
    assert "own@2025" in made.factors


def test_own_rules_join_the_library(tmp_path: Path) -> None:
    """A rules file of one's own stands beside the shipped ones."""
    made, findings = loaded(tmp_path, rules__monitor=RULES)
    assert [] == findings
    assert "example-displays/liquid-crystal-monitor" in made.rules


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
