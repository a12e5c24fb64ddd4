"""Which texts are numbers, at the limits of what is kept."""

from __future__ import annotations

import pytest

from carbonpress.model.number import LONGEST_FRACTION, SIGNIFICANT, is_number, long_number


@pytest.mark.parametrize("text", [
    "0", "1", "-1", "+1", "0.5", "120", "1.2e2", "1E-18", "1e+99", "9" * SIGNIFICANT, "0." + "0" * 26 + "9" * 34,
    "0." + "0" * LONGEST_FRACTION, "1." + "0" * 33,
])  # fmt: skip
def test_numbers(text: str) -> None:
    """Plain digits with a point and an exponent, with as many significant digits as decimal128 holds."""
    assert is_number(text)


@pytest.mark.parametrize("text", [
    "", ".5", "5.", "01", "-", "1,5", "1 000", "1e", "1e1.5", "1e100", "0x1f", "1_000", "NaN", "inf", "１", "一",
])  # fmt: skip
def test_what_is_no_number(text: str) -> None:
    """Nothing that another program might read differently is a number."""
    assert not is_number(text)


@pytest.mark.parametrize("text", [
    "9" * (SIGNIFICANT + 1), "0." + "0" * LONGEST_FRACTION + "1", "1." + "1" * SIGNIFICANT, "1e100",
])  # fmt: skip
def test_numbers_that_are_too_long(text: str) -> None:
    """One digit more than is kept makes it none, and the hint names the limits."""
    assert not is_number(text)
    assert str(SIGNIFICANT) in long_number(text)


@pytest.mark.parametrize("text", ["1,5", "abc", "", "1e1.5"])
def test_no_limit_is_named_for_what_breaks_none(text: str) -> None:
    """What is no number for another reason gets no hint about length."""
    assert "" == long_number(text)
