"""`lca.allocation`: shares of a shared process."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import pytest

from carbonpress.lca.allocation import allocated_sum, allocation_choices, allocation_gaps, share, sound
from carbonpress.model.declaration import Declaration
from carbonpress.model.quantity import Quantity
from carbonpress.model.rules import Basis
from carbonpress.reference.bases import shipped_bases
from carbonpress.reference.load import shipped_library

STEEL = {"material": "steel", "amount": "3 kg", "factor": "steel@2024"}
LINE = {"basis": "length", "share": "500 m", "of": "2 km", "because": "shared"}


def choice(declare, **given):
    """The allocation `a` of a declaration."""
    return declare(production=[STEEL], allocations={"a": {**LINE, **given}}).allocations["a"]


def test_share_is_a_part_of_one(declare):
    """500 m of 2 km are a quarter, whatever the units."""
    assert Decimal("0.25") == share(choice(declare))


def test_parts_and_rest_make_the_whole(declare):
    """The product's share and the others' are added in the unit of the whole."""
    result = allocated_sum(choice(declare, others=[{"name": "b", "share": "1 km"}, {"name": "c", "share": "600 m"}]))
    assert (Decimal("2.1"), Decimal("0.1")) == (result.taken.value, result.difference)
    assert ("km", "2 km") == (result.taken.unit.symbol, str(result.whole))


def test_unlike_amounts_are_not_sound(declare):
    """A length is no part of a mass, and nothing is a part of zero."""
    assert sound(choice(declare))
    assert not sound(choice(declare, of="2 t"))
    assert not sound(choice(declare, of="0 km"))


def test_choices_are_found_with_their_places(declare):
    """The chosen allocation comes first, its alternatives behind it."""
    other = {"basis": "mass", "share": "1 t", "of": "4 t", "because": "also possible"}
    given = declare(production=[STEEL], allocations={"a": {**LINE, "alternatives": [other]}})
    assert [("allocations", "a"), ("allocations", "a", "alternatives", 0)] == [p for p, _ in allocation_choices(given)]


def test_unlike_shares_are_gaps(declare):
    """Both the product's own share and those of the others."""
    others = [{"name": "b", "share": "1 km"}, {"name": "c", "share": "1 t"}]
    given = declare(production=[STEEL], allocations={"a": {**LINE, "share": "3 kg", "others": others}})
    found = [(gap.rule, gap.path) for gap in allocation_gaps(given)]
    here = ("allocations", "a")
    assert [("dimension", (*here, "share")), ("dimension", (*here, "others", 1, "share"))] == found


def test_line_with_unsound_allocation_yields_no_activity(declare, inventory_of):
    """The gap stands at the allocation alone; the line is left out instead of divided by zero."""
    line = {**STEEL, "allocation": "a"}
    inventory = inventory_of(declare(production=[line], allocations={"a": {**LINE, "of": "0 km"}}))
    assert [("negative-amount", ("allocations", "a", "of"))] == [(gap.rule, gap.path) for gap in inventory.gaps]
    assert () == inventory.activities


MEASURES = {
    "length": {"length", "core-length"},
    "mass": {"mass"},
    "count": {"count", "number"},
    "hours": {"time"},
    "energy": {"energy"},
    "volume": {"volume", "normal volume"},
    "economic": {"currency"},
}
"""What each basis measures, apart from shares of the whole; `output` is whatever is made, `other` anything."""

MADE = {
    "mass",
    "length",
    "core-length",
    "area",
    "volume",
    "normal volume",
    "energy",
    "freight",
    "count",
    "number",
    "peak power",
}

UNITS_BY_DIMENSION = {unit.dimension: unit for unit in reversed(shipped_library().units.values())}


def fits(basis: str, dimension: str) -> bool:
    """Whether an amount of *dimension* can be a share on *basis*."""
    if dimension == "share" or basis == "other":
        return True
    return dimension in (MADE if basis == "output" else MEASURES[basis])


@pytest.mark.parametrize("dimension", UNITS_BY_DIMENSION)
@pytest.mark.parametrize("basis", get_args(Basis))
def test_amounts_measure_what_the_basis_measures(declare, basis: str, dimension: str):
    """Every basis over every dimension: one finding where they do not go together, none where they do."""
    unit = UNITS_BY_DIMENSION[dimension]
    found = [(gap.rule, gap.path) for gap in allocation_gaps(on_basis(declare, basis, unit, unit))]
    expected = [] if fits(basis, dimension) else [("dimension", ("allocations", "a", "share"))]
    assert expected == found


def test_the_message_names_basis_dimension_and_the_basis_that_would_do(declare, told):
    """`basis mass, share measures length`, and what to write instead."""
    km = UNITS_BY_DIMENSION["length"]
    (gap,) = allocation_gaps(on_basis(declare, "mass", km, km))
    assert told(gap).message.startswith("basis mass, share measures length")
    assert ("an amount of mass or share", True) == (told(gap).expected, "basis: length" in told(gap).mend)


@pytest.mark.parametrize("place", ["share", "of"])
def test_only_the_amount_that_is_off_the_basis_is_named(declare, place: str):
    """A length among masses is the one mistake, whether it is the share or the whole."""
    mass, length = UNITS_BY_DIMENSION["mass"], UNITS_BY_DIMENSION["length"]
    units = (length, mass) if place == "share" else (mass, length)
    assert [("allocations", "a", place)] == [gap.path for gap in allocation_gaps(on_basis(declare, "mass", *units))]


def test_an_alternative_has_its_own_basis(declare):
    """Alternatives are looked at like the choice made."""
    other = {"basis": "economic", "share": "1 kg", "of": "4 kg", "because": "also possible"}
    given = declare(production=[STEEL], allocations={"a": {**LINE, "alternatives": [other]}})
    assert [("allocations", "a", "alternatives", 0, "share")] == [gap.path for gap in allocation_gaps(given)]


def test_every_basis_has_a_row_of_known_dimensions():
    """The data file names each basis that a declaration may, and only dimensions of the unit table."""
    named = {each for row in shipped_bases().values() for each in (*row.dimensions, *row.never)}
    assert set(get_args(Basis)) == set(shipped_bases())
    assert set() == named - set(UNITS_BY_DIMENSION)
    assert [] == [basis for basis, row in shipped_bases().items() if row.dimensions and row.never]


def on_basis(declare, basis: str, part_unit, whole_unit) -> Declaration:
    """An allocation whose share and whole have these units."""
    given = declare(production=[STEEL], allocations={"a": LINE})
    choice = given.allocations["a"]
    amounts = {"share": Quantity(Decimal(1), part_unit), "of": Quantity(Decimal(4), whole_unit)}
    return given.model_copy(update={"allocations": {"a": choice.model_copy(update={"basis": basis, **amounts})}})
