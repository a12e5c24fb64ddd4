"""`lca.shares`: percentages that add up."""

from __future__ import annotations

from decimal import Decimal

import pytest

from carbonpress.lca.shares import largest_remainder, share_of


@pytest.mark.parametrize(
    ("values", "digits", "expected"),
    [
        (["1", "1", "1"], 1, ["33.4", "33.3", "33.3"]),
        (["1", "1", "1", "1", "1", "1"], 0, ["17", "17", "17", "17", "16", "16"]),
        (["707.6", "189", "44.2", "86.2"], 1, ["68.9", "18.4", "4.3", "8.4"]),
        (["110", "-10"], 1, ["110.0", "-10.0"]),
        (["4", "-1"], 1, ["133.3", "-33.3"]),
        (["5"], 2, ["100.00"]),
        (["0", "5"], 1, ["0.0", "100.0"]),
    ],
)
def test_percentages_add_up_to_a_hundred(values, digits, expected):
    """The missing steps go to the largest remainders, ties to the earlier value."""
    found = largest_remainder([Decimal(value) for value in values], digits)
    assert expected == [str(share) for share in found]
    assert 100 == sum(found)


@pytest.mark.parametrize("values", [[], ["0"], ["3", "-3"], ["-5"]])
def test_no_percentages_of_nothing(values):
    """A total of zero or less has no shares."""
    assert largest_remainder([Decimal(value) for value in values]) is None


def test_share_of_a_whole():
    """A quarter, and None of nothing."""
    assert (Decimal("0.25"), None) == (share_of(Decimal(1), Decimal(4)), share_of(Decimal(1), Decimal(0)))
