"""Trade item numbers: check digits worked by hand, and numbers that name no product."""

from __future__ import annotations

import pytest

from carbonpress.model.gtin import check_digit_agrees, is_gtin, names_a_product


@pytest.mark.parametrize("gtin", ["4006381333931", "96385074", "00012345600012", "036000291452"])
def test_check_digits(gtin: str) -> None:
    """The last digit agrees with the others; any other last digit does not."""
    assert check_digit_agrees(gtin)
    others = [gtin[:-1] + digit for digit in "0123456789" if digit != gtin[-1]]
    assert [] == [other for other in others if check_digit_agrees(other)]


def test_a_slip_of_one_digit_is_noticed() -> None:
    """Weights 3 and 1 are prime to ten: no single digit can be wrong unseen."""
    gtin = "4006381333931"
    slips = [gtin[:at] + digit + gtin[at + 1 :] for at in range(13) for digit in "0123456789" if digit != gtin[at]]
    assert [] == [slip for slip in slips if check_digit_agrees(slip)]


@pytest.mark.parametrize(("gtin", "names"), [
    ("6901234567892", True),
    ("96385074", True),
    ("00000096385074", True),
    ("0000000000000", False),
    ("00000000", False),
    ("2001234567893", False),
    ("02001234567893", False),
])  # fmt: skip
def test_what_names_a_product(gtin: str, names: bool) -> None:
    """Zeros alone, and prefixes for use within a company, name no product to others; eight digits do."""
    assert names == names_a_product(gtin)


@pytest.mark.parametrize(("text", "fits"), [
    ("1234567", False), ("12345678", True), ("123456789", False), ("12345678901", False), ("123456789012", True),
    ("1234567890123", True), ("12345678901234", True), ("123456789012345", False), ("1234567８", False),
    ("12345678\n", False), ("", False),
])  # fmt: skip
def test_lengths(text: str, fits: bool) -> None:
    """8, 12, 13 or 14 digits of ASCII and nothing else."""
    assert fits == is_gtin(text)
