"""What counts as a decision, and which file of tests belongs to which module."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.structure.branches import UNIT, astray, case_folder, decides, is_tested, mirror_of, untested
from tests.structure.package import Module, by_name


@pytest.mark.parametrize(
    ("body", "decision"),
    [
        ("return 1", False),
        ("return [each for each in found]", False),
        ("for each in found:\n        print(each)", False),
        ("with found:\n        return found()", False),
        ("if found:\n        return 1", True),
        ("return 1 if found else 2", True),
        ("return found or 2", True),
        ("return [each for each in found if each]", True),
        ("return any(each for each in found if each)", True),
        ("while found:\n        found.pop()", True),
        ("try:\n        return 1\n    except ValueError:\n        return 2", True),
        ("match found:\n        case 1:\n            return 2", True),
    ],
)
def test_what_decides(tmp_path: Path, body: str, decision: bool) -> None:
    """A branch, a filter or a caught error is a decision; a loop over everything is none."""
    module = Module(tmp_path / "some.py")
    module.path.write_text(f"def some(found):\n    {body}\n", encoding="utf-8")
    assert decision == decides(module)


def test_a_branch_outside_functions_decides_nothing(tmp_path: Path) -> None:
    """Imports for type checkers are no decision."""
    module = Module(tmp_path / "some.py")
    module.path.write_text("if TYPE_CHECKING:\n    import other\n\n\ndef some():\n    return 1\n", encoding="utf-8")
    assert not decides(module)


def test_a_module_has_its_file() -> None:
    """The file of tests lies in the same room and is called after the module; a rule may have declarations instead."""
    modules = by_name()
    assert UNIT / "lca" / "test_cut_off.py" == mirror_of(modules["lca/cut_off.py"])
    assert is_tested(modules["lca/cut_off.py"])
    assert "cut-off-total" == case_folder(modules["rules/cut_off_total.py"]).name
    assert is_tested(modules["rules/cut_off_total.py"])


def test_what_has_no_file_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In a folder without tests every module with a decision is untested, but for rules; a file of none is astray."""
    monkeypatch.setattr("tests.structure.branches.UNIT", tmp_path)
    assert {"lca/cut_off.py", "source/document.py"} <= set(untested())
    assert "rules/cut_off_total.py" not in untested()
    (tmp_path / "lca").mkdir()
    for name in ("cut_off", "nonsense"):
        (tmp_path / "lca" / f"test_{name}.py").touch()
    assert "lca/cut_off.py" not in untested()
    assert ["lca/test_nonsense.py"] == list(astray())
