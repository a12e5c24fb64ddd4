"""How the record writes numbers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonpress.record.number import DIGITS, as_given, number


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("1027.400", "1027.4"),
        ("1E+3", "1000"),
        ("-0.0", "0"),
        ("0.000000000000000000012", "0.000000000000000000012"),
        ("2.00000000000000005", "2"),
        ("0.1234567890123455", "0.123456789012346"),
        ("0.1234567890123465", "0.123456789012346"),
        ("-14.5", "-14.5"),
    ],
)
def test_numbers_are_plain_and_keep_fifteen_digits_rounded_half_even(value: str, written: str) -> None:
    """Plain notation, no idle zeros, no minus zero; ties go to the even digit."""
    assert written == number(Decimal(value))


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18))
def test_rounding_stays_within_half_a_unit_of_the_last_digit(value: Decimal) -> None:
    """What the record writes differs from the value by at most half of its fifteenth digit."""
    written = Decimal(number(value))
    step = Decimal(1).scaleb(value.adjusted() - DIGITS + 1) if value else Decimal(1)
    assert abs(written - value) <= step / 2


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=3))
def test_a_written_number_is_written_the_same_again(value: Decimal) -> None:
    """Writing is idempotent: a record that is read and written again does not change."""
    assert number(value) == number(Decimal(number(value)))


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18, places=16))
def test_what_an_author_gave_keeps_every_digit(value: Decimal) -> None:
    """A given number is written with all its digits, however many the record keeps of results."""
    assert value == Decimal(as_given(value))
    assert "E" not in as_given(value)
