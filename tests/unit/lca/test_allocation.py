"""`lca.allocation`: shares of a shared process."""

from __future__ import annotations

from decimal import Decimal

from carbonpress.lca.allocation import allocated_sum, allocation_choices, allocation_gaps, share, sound

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
