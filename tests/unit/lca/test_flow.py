"""A flow keeps every step it has taken."""

from __future__ import annotations

from decimal import Decimal

from carbonpress.lca.flow import computed, given
from carbonpress.lca.terms import Step


def test_steps_follow_each_other(quantity, units):
    """Each step is kept behind the ones before it; the unit stays until it is changed."""
    flow = given(quantity("500 g")).then(Step("uses", (("uses", quantity("5 1")),)), Decimal(100)).to(units["kg"])
    assert ["given", "uses", "conversion"] == [step.kind for step in flow.steps]
    assert quantity("0.1 kg") == flow.amount
    assert [("from", quantity("100 g")), ("to", quantity("0.1 kg"))] == list(flow.steps[-1].operands)


def test_no_conversion_into_the_same_unit(quantity, units):
    """Where the unit is that of the factor already, nothing is told."""
    flow = given(quantity("3 kg"))
    assert flow is flow.to(units["kg"])


def test_a_computed_amount_tells_its_operands_in_order(quantity):
    """Operands stand in the order of the equation."""
    flow = computed("mass-distance", quantity("600 tkm"), mass=quantity("3 t"), distance=quantity("200 km"))
    assert ["mass", "distance"] == [symbol for symbol, _ in flow.steps[0].operands]
    assert ("mass-distance", quantity("600 tkm")) == (flow.steps[0].kind, flow.amount)
