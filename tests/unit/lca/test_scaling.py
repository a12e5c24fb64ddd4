"""From the amount given to the declared unit: allocation, uses, `per`, in this order."""

from __future__ import annotations

from decimal import Decimal

import pytest

from carbonpress.lca.flow import given
from carbonpress.lca.scaling import Scaling, per_unit, scaling_gaps, scaling_of
from carbonpress.lca.scope import Row, Scope

STEEL = {"material": "steel", "amount": "3000 kg", "factor": "steel@2024"}
SHARED = {"basis": "mass", "share": "1 t", "of": "4 t", "because": "same process", "others": []}


@pytest.fixture
def scoped(declare, rules, library):
    """The row of a line and its scope."""

    def make(line, **more):
        declaration = declare(production=[line], **more)
        entry = declaration.inventory["production"][0]
        return Row(("inventory", "production", 0), "production", entry), Scope(declaration, rules, library, {}, None)

    return make


def test_per(quantity):
    """What was given for 10 km is a tenth for one, in whatever unit of length the two are."""
    flow = per_unit(given(quantity("45 kg")), quantity("1 km"), quantity("10000 m"))
    assert (Decimal("4.5"), "per") == (flow.amount.value, flow.steps[-1].kind)


def test_the_order_of_steps(scoped, quantity):
    """Allocated first, then for one use, then for the declared unit."""
    line = {"packaging": "reel", "amount": "80 kg", "factor": "wood@2024", "uses": "4", "per": "2 km"}
    row, scope = scoped({**line, "allocation": "shop"}, allocations={"shop": SHARED})
    scaling = scaling_of(row, scope)
    assert scaling is not None
    flow = scaling.applied(given(quantity("80 kg")))
    assert (Decimal("2.5"), ["given", "share", "uses", "per"]) == (flow.amount.value, [s.kind for s in flow.steps])
    back = scaling.applied(given(quantity("80 kg")), returns=True)
    assert (Decimal("7.5"), ["given", "share", "returns", "per"]) == (back.amount.value, [s.kind for s in back.steps])


def test_nothing_to_scale_leaves_the_flow(quantity):
    """An amount for the declared unit itself takes no step."""
    flow = given(quantity("3 kg"))
    assert flow == Scaling(quantity("1 km")).applied(flow)


@pytest.mark.parametrize(
    ("more", "rule", "key"),
    [
        ({"allocation": "shop"}, "unknown-allocation", "allocation"),
        ({"per": "10 kg"}, "dimension", "per"),
    ],
)
def test_what_cannot_be_scaled_is_a_gap(scoped, more, rule, key):
    """An unknown allocation and a `per` of another dimension give no scaling, and a gap at their key."""
    row, scope = scoped({**STEEL, **more})
    assert scaling_of(row, scope) is None
    (gap,) = scaling_gaps(row, scope)
    assert (rule, (*row.path, key)) == (gap.rule, gap.path)


def test_a_misspelt_allocation_gets_a_hint(scoped):
    """The nearest id is proposed."""
    row, scope = scoped({**STEEL, "allocation": "electricty"}, allocations={"electricity": SHARED})
    assert "electricity" in str(next(iter(scaling_gaps(row, scope))).parameters["hint"])
