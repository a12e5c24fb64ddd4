"""An amount on its way to the activity data, with the steps it has taken."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from carbonpress.lca.terms import Step
from carbonpress.model.quantity import Quantity, Unit


class Flow(NamedTuple):
    """An amount and how it came about."""

    amount: Quantity
    steps: tuple[Step, ...]

    def then(self, step: Step, value: Decimal) -> Flow:
        """The flow after one more step, which leaves *value* in the same unit."""
        return Flow(Quantity(value, self.amount.unit), (*self.steps, step))

    def to(self, unit: Unit) -> Flow:
        """The flow in the unit of its factor; a step only where the unit changes."""
        if unit == self.amount.unit:
            return self
        converted = self.amount.to(unit)
        return Flow(converted, (*self.steps, Step("conversion", (("from", self.amount), ("to", converted)))))


def given(amount: Quantity) -> Flow:
    """A flow that begins with the amount as the author gave it."""
    return Flow(amount, (Step("given", (("amount", amount),)),))


def computed(kind: str, result: Quantity, **operands: Quantity) -> Flow:
    """A flow that begins with a computed amount; *operands* in the order of the step's equation."""
    return Flow(result, (Step(kind, tuple(operands.items())),))
