"""The house holds to its measures; a measure that finds nothing would find what is put before it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.structure import measures
from tests.structure.measures import (
    MEASURES,
    ceilings,
    code_lines,
    explained_names,
    lowered,
    private_words_of,
)
from tests.structure.package import Module, body_lines


@pytest.mark.parametrize("name", MEASURES)
def test_no_measure_is_above_its_ceiling(name: str) -> None:
    """Each count is at most its ceiling; `make measures` says what it is made of."""
    assert MEASURES[name]() <= ceilings()[name]


def test_every_measure_has_a_ceiling() -> None:
    """Ceilings and measures have the same names."""
    assert MEASURES.keys() == ceilings().keys()


def test_every_reason_is_a_sentence() -> None:
    """A file name that two rooms share is explained by what each of them holds."""
    assert [] == [name for name, why in explained_names().items() if ": " not in why or not name.endswith(".py")]


CODE = '''"""A shelf of goods."""

from typing import Any

# somebody stands for it


def standing(of: dict[str, Any]) -> int:
    """Tell.

    In two paragraphs.
    """
    text = "光缆"
    return len(text)


class Shelf:
    def _hidden(self) -> None:
        pass
'''


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Module:
    """A module with one fault of each kind, alone in a package."""
    monkeypatch.setattr("tests.structure.package.PACKAGE", tmp_path)
    (tmp_path / "room").mkdir()
    made = Module(tmp_path / "room" / "bench.py")
    made.path.write_text(CODE, encoding="utf-8")
    monkeypatch.setattr(measures, "modules", lambda: (made,))
    return made


def test_faults_are_counted(module: Module) -> None:
    """Chinese in code, `dict[str, Any]`, a class without a docstring and a name that another room has are counted."""
    assert 1 == measures.files_with_han()
    assert 1 == measures.untyped_dicts()
    assert 1 == measures.undocumented()
    assert {"room": 1} == measures.files_per_room()
    assert 1 == measures.files_in_the_fullest_room()


def test_private_words_are_counted_in_names_comments_and_texts(module: Module) -> None:
    """Words are found in names of files, functions and classes, in comments and in docstrings, phrases as wholes."""
    found = {"bench": 1, "goods": 1, "shelf": 2, "somebody": 1, "standing": 1, "stands for": 1}
    assert found == private_words_of(module)


def test_code_is_what_is_neither_blank_nor_told(module: Module) -> None:
    """Docstrings, comments and blank lines are no lines of code; a body begins after its docstring."""
    code = [
        line for line in CODE.splitlines() if line.strip() and not line.lstrip().startswith(('"""', "#", "In two", "T"))
    ]
    assert len(code) == len(code_lines(module)) == measures.lines_of_code()
    assert [2, 1] == [body_lines(function) for function in module.functions()]


def test_long_files_and_bodies_are_counted(module: Module, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four hundred lines and forty are allowed, one more is counted."""
    for lines, files in ((40, 0), (41, 0), (399, 0), (400, 1)):
        module.path.write_text("def long():\n" + "    pass\n" * lines, encoding="utf-8")
        fresh = Module(module.path)
        monkeypatch.setattr(measures, "modules", lambda fresh=fresh: (fresh,))
        assert (files, int(lines > 40)) == (measures.long_files(), measures.long_bodies())


def test_names_that_rooms_share_are_counted(module: Module, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two files of one name are found unless the name is explained."""
    other = Module(module.path.parents[1] / "other" / module.path.name)
    monkeypatch.setattr(measures, "modules", lambda: (module, other))
    assert {"bench.py": ["other", "room"]} == measures.same_names()
    assert 1 == measures.unexplained_names()
    monkeypatch.setattr(measures, "explained_names", lambda: {"bench.py": "of wood"})
    assert 0 == measures.unexplained_names()


def test_a_ceiling_falls_and_never_rises() -> None:
    """`--lower` takes the count where it is below the ceiling and leaves a ceiling that is below it; reasons stay."""
    text = '[ceilings]\n"a" = 9  # why\n"b" = 3\n\n["same names"]\n"c.py" = "x: y"\n'
    expected = '[ceilings]\n"a" = 5  # why\n"b" = 3\n\n["same names"]\n"c.py" = "x: y"\n'
    assert expected == lowered(text, {"a": 5, "b": 7})
