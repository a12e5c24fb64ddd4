"""What changed between two versions: amounts, factors, method; and that the parts make up the whole."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from carbonpress.lca.history import CAUSES, Flow, Side, development

D = Decimal
STAGES = frozenset({"raw_material_acquisition", "production"})


def flow(name: str, amount: str, *terms: tuple[str, str, str], **more: Any) -> Flow:
    """A line: kg, and gas, factor and GWP of each term."""
    found = {("fossil", gas): (D(factor), D(gwp)) for gas, factor, gwp in terms}
    given = {"key": name, "name": {"en": name}, "stage": "production", "unit": "kg", **more}
    return Flow(amount=D(amount), terms=found, **given)


def side(*flows: Flow, **more: Any) -> Side:
    return Side(sum((f.result for f in flows), D(0)), more.pop("stages", STAGES), flows, **more)


def test_a_change_of_one_thing_is_that_thing() -> None:
    """More steel is activity, a better factor is a factor, a new GWP is method."""
    old = side(flow("steel", "10", ("CH4", "2", "28")))
    for new, cause, change in (
        (flow("steel", "12", ("CH4", "2", "28")), "activity", 112),
        (flow("steel", "10", ("CH4", "1.5", "28")), "factor", -140),
        (flow("steel", "10", ("CH4", "2", "27.9")), "method", -2),
    ):
        found = development(old, side(new))
        assert {**dict.fromkeys(CAUSES, D(0)), cause: D(change)} == found.causes
        assert (D(560), D(560 + change)) == (found.before, found.after)


def test_changes_of_two_things_share_their_product() -> None:
    """10 x 2 to 12 x 3: amounts 2 x 2.5 = 5, factor 1 x 11 = 11, together 16."""
    found = development(side(flow("a", "10", ("CO2", "2", "1"))), side(flow("a", "12", ("CO2", "3", "1"))))
    assert {"activity": D(5), "factor": D(11), "method": D(0), "undisclosed": D(0)} == found.causes


def test_the_order_of_changes_does_not_matter() -> None:
    """Backwards, every part has the other sign."""
    one = side(flow("a", "10", ("CO2", "2", "1"), ("CH4", "0.1", "28")))
    other = side(flow("a", "13", ("CO2", "1.7", "1"), ("CH4", "0.2", "27.9")))
    there, back = development(one, other).causes, development(other, one).causes
    assert there == {cause: -part for cause, part in back.items()}


def test_lines_that_come_and_go_are_activity() -> None:
    """A line more or less is a change of what goes in."""
    found = development(side(flow("a", "1", ("CO2", "2", "1"))), side(flow("b", "1", ("CO2", "5", "1"))))
    assert D(3) == found.causes["activity"]
    assert [D(5), D(-2)] == [shift.total for shift in found.shifts]


def test_a_stage_that_begins_to_count_is_method() -> None:
    """What a wider boundary brings is no change of the product."""
    use = flow("use", "1", ("CO2", "7", "1"), stage="use")
    found = development(side(), side(use, stages=STAGES | {"use"}))
    assert D(7) == found.causes["method"]


def test_another_basis_of_allocation_is_method() -> None:
    """An amount that changed because it is divided otherwise has not changed."""
    old, new = (flow("a", n, ("CO2", "2", "1"), basis=basis) for n, basis in (("10", "length"), ("12", "mass")))
    assert D(4) == development(side(old), side(new)).causes["method"]


def test_another_unit_replaces_the_line() -> None:
    """Amounts in other units cannot be set against each other; the whole change is one of activity."""
    old, new = flow("a", "10", ("CO2", "2", "1")), flow("a", "3", ("CO2", "8", "1"), unit="km")
    assert D(4) == development(side(old), side(new)).causes["activity"]


def test_a_gas_that_is_new_is_a_change_of_the_factor() -> None:
    """A factor that tells a gas more has changed, not its GWP."""
    old, new = flow("a", "10", ("CO2", "2", "1")), flow("a", "10", ("CO2", "2", "1"), ("CH4", "0.1", "28"))
    assert D(28) == development(side(old), side(new)).causes["factor"]


def test_confidential_lines_tell_their_sum_alone() -> None:
    """What confidential lines did to the total is one figure, with no cause."""
    found = development(side(undisclosed=D(4)), side(undisclosed=D(9)))
    assert (D(5), ()) == (found.causes["undisclosed"], found.shifts)


@pytest.mark.parametrize("undisclosed", ["0", "3.25"])
def test_causes_and_lines_make_up_the_difference(undisclosed: str) -> None:
    """Causes add up to the change of the total, and so do the lines with what is not disclosed."""
    old = (flow("a", "10.5", ("CO2", "2.125", "1"), ("CH4", "0.5", "28")), flow("b", "3", ("CO2", "4", "1")))
    new = (flow("a", "9.25", ("CO2", "2.5", "1"), ("N2O", "0.25", "273")), flow("c", "1", ("CO2", "4.75", "1")))
    found = development(side(*old), side(*new, undisclosed=D(undisclosed)))
    change = sum((f.result for f in new), D(0)) - sum((f.result for f in old), D(0)) + D(undisclosed)
    assert abs(change - sum(found.causes.values(), D(0))) < D("1e-25")
    assert abs(change - D(undisclosed) - sum((s.total for s in found.shifts), D(0))) < D("1e-25")
