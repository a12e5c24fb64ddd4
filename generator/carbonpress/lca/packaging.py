"""Reused packaging: its own life cycle, divided over its uses."""

from __future__ import annotations

from decimal import Decimal

from carbonpress.lca.flow import Flow
from carbonpress.lca.measure import number
from carbonpress.lca.terms import Step


def one_use(flow: Flow, uses: int) -> Flow:
    """The part of a packaging's own life cycle that falls on one use: / uses.

    Source: T/CCSA 603-2024, 6.2.2 d.
    """
    return flow.then(Step("uses", (("uses", number(uses)),)), flow.amount.value / Decimal(uses))


def returns_of_one_use(flow: Flow, uses: int) -> Flow:
    """The part of one return trip that falls on one use: x (uses - 1) / uses.

    The packaging comes back after each use but the last, from which it goes to
    waste.

    Source: T/CCSA 603-2024, 6.2.2 d.
    """
    value = flow.amount.value * Decimal(uses - 1) / Decimal(uses)
    return flow.then(Step("returns", (("uses", number(uses)),)), value)
