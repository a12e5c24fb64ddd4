"""Parts of a whole, and percentages that add up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

from carbonpress.lca.precision import exact_sum, in_decimal128


@in_decimal128
def share_of(part: Decimal, whole: Decimal) -> Decimal | None:
    """A part as a share of one; None where the whole is not above zero."""
    return part / whole if whole > 0 else None


@in_decimal128
def largest_remainder(values: Sequence[Decimal], digits: int = 1) -> tuple[Decimal, ...] | None:
    """The percentage of each value, with *digits* decimals, together exactly 100.

    Each share is rounded down and the missing steps go to the largest
    remainders, ties to the earlier value; no share is off by a whole step.
    Shares of removals are negative.  None when the values add up to zero or
    less: shares of that mean nothing.
    """
    total = exact_sum(values)
    if total <= 0:
        return None
    step = Decimal(1).scaleb(-digits)
    exact = [value * 100 / total / step for value in values]
    floors = [share.to_integral_value(ROUND_FLOOR) for share in exact]
    missing = int(100 / step - sum(floors))
    by_remainder = sorted(range(len(exact)), key=lambda index: (floors[index] - exact[index], index))
    favoured = set(by_remainder[:missing])
    return tuple((floor + (index in favoured)) * step for index, floor in enumerate(floors))
