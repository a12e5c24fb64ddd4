"""`lca.precision`: the decimal context of the room."""

from __future__ import annotations

from decimal import Context, Decimal, getcontext, localcontext

from carbonpress.lca.precision import exact_sum, in_decimal128


@in_decimal128
def third() -> Decimal:
    """1 / 3 in the precision of the room."""
    return Decimal(1) / Decimal(3)


def test_precision_is_the_rooms():
    """34 digits, whatever the caller works in; the caller's context is left alone."""
    with localcontext(Context(prec=5)):
        assert 34 == len(third().as_tuple().digits)
        assert 5 == getcontext().prec


def test_sum_does_not_depend_on_the_order():
    """Small summands are not lost beside a large one that cancels."""
    values = [Decimal("1e40"), Decimal("1e-40"), Decimal("-1e40")]
    assert Decimal("1e-40") == exact_sum(values) == exact_sum(reversed(values))


def test_sum_of_nothing_is_zero():
    """No summand, no sum."""
    assert Decimal(0) == exact_sum([])


def test_sum_is_rounded_to_34_digits():
    """Rounded once, half to even."""
    assert Decimal("1." + "0" * 32 + "2") == exact_sum([Decimal(1), Decimal("1.5e-33")])


def test_summands_are_computed_in_the_precision_of_the_caller():
    """The wide precision of the addition does not reach into a generator."""
    with localcontext(Context(prec=34)):
        assert Decimal(1) / 3 == exact_sum(Decimal(1) / 3 for _ in range(1))
