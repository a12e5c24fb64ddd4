"""Stated figures add up within the rounding of each."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from carbonpress.model.quantity import Quantity
from carbonpress.reference.load import shipped_library
from carbonpress.rules.stated_sum import leeway

UNITS = shipped_library().units
PARTS = st.lists(st.integers(min_value=-(10**9), max_value=10**9), min_size=1, max_size=8)


def rounded(exact: int, places: int) -> Quantity:
    """A figure in units of 10^-6 kg, rounded half-even to *places* decimals."""
    return Quantity((Decimal(exact) / 10**6).quantize(Decimal(1).scaleb(-places)), UNITS["kg"])


@given(PARTS, st.integers(min_value=0, max_value=5))
def test_honest_rounding_always_passes(exact, places):
    """Parts and total that are each rounded from figures that add up differ by no more than the leeway."""
    parts, total = [rounded(part, places) for part in exact], rounded(sum(exact), places)
    assert abs(sum(p.value for p in parts) - total.value) <= leeway([*parts, total])


def test_one_unit_too_much_fails(said_by):
    """Two stages and a total in whole kilograms leave room for three kilograms, not for four."""
    assert [] == said_by("stated-sum", "server-stated", ("use: 7280 kg", "use: 7283 kg"))
    assert ["the stages add up to 8644 kg, the total is 8640 kg"] == said_by(
        "stated-sum", "server-stated", ("use: 7280 kg", "use: 7284 kg")
    )


def test_units_may_differ(said_by):
    """Stages in tonnes and a total in kilograms are compared as masses."""
    assert [] == said_by("stated-sum", "server-stated", ("use: 7280 kg", "use: 7.280 t"))


def test_no_origins_are_no_fault(said_by):
    """A study that does not split by origin is not at fault for it."""
    change = ("  origins: {fossil: 8600 kg, land_use_change: 40 kg}\n", "")
    assert [] == said_by("stated-sum", "server-stated", change)
