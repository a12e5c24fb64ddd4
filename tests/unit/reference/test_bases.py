"""What amounts of an allocation may measure on each basis."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from carbonpress.model.rules import Basis
from carbonpress.reference import bases
from carbonpress.reference.bases import BasisRow, shipped_bases
from carbonpress.reference.load import shipped_library


@pytest.mark.parametrize(("basis", "dimension", "allowed"), [
    ("mass", "mass", True), ("mass", "length", False), ("economic", "currency", True), ("economic", "mass", False),
    ("hours", "time", True), ("output", "mass", True), ("output", "time", False), ("output", "currency", False),
    ("other", "attenuation", True),
])  # fmt: skip
def test_what_a_basis_allows(basis: Basis, dimension: str, allowed: bool) -> None:
    """Mass is divided by mass and value by money; output by anything that comes out; another basis by anything."""
    assert allowed == shipped_bases()[basis].allows(dimension)


def test_every_basis_has_its_row_and_takes_shares() -> None:
    """Per cent fit every basis, for they do not say what was measured; each dimension named is one of a unit."""
    assert set(get_args(Basis)) == set(shipped_bases())
    dimensions = {unit.dimension for unit in shipped_library().units.values()}
    for name, row in shipped_bases().items():
        assert row.allows("share"), name
        assert {*row.dimensions, *row.never} <= dimensions, name


def test_named_dimensions_go_before_ruled_out_ones() -> None:
    """A row that allows some rules out all others, whatever else it says."""
    assert not BasisRow(dimensions=("mass",), never=("time",)).allows("length")
    assert BasisRow(never=("time",)).allows("length")


def test_an_unsound_table_is_a_defect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shipped file with an error raises, with the place of the error."""
    (tmp_path / "allocation-bases.yml").write_text("title: T\nbases: {mass: {dimension: [mass]}}\n", encoding="utf-8")
    monkeypatch.setattr(bases, "DATA", tmp_path)
    with pytest.raises(RuntimeError, match=r"allocation-bases\.yml:2:"):
        shipped_bases.__wrapped__()
