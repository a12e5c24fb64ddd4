"""Numbers and units as they are written."""

import doctest
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonpress.press.common import figures
from carbonpress.press.common.figures import (
    amount,
    chemical,
    column,
    decimals,
    headline,
    percent,
    percents,
    quantity,
    unit_name,
)
from carbonpress.reference.load import shipped_library
from carbonpress.source.theme import theme_data

NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, allow_nan=False, places=9).map(lambda number: f"{number:f}")


def test_doctests() -> None:
    """The examples in the docstrings come out as they say."""
    assert 0 == doctest.testmod(figures).failed


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("1027.4", "1\u2009027"),
        ("12345678", "12\u2009350\u2009000"),
        ("42.7916666666667", "42.79"),
        ("189", "189"),
        ("999.96", "1\u2009000"),
        ("0.00021234", "0.0002123"),
        ("-116.8", "−116.8"),
        ("0", "0"),
        ("-0", "0"),
    ],
)
def test_headline_has_four_significant_digits(value: str, written: str) -> None:
    """The figure has at most four significant digits, thousands apart by a thin space, a real minus."""
    assert written == headline(value)


@given(NUMBERS)
def test_what_is_not_zero_never_prints_as_zero(value: str) -> None:
    """No number but zero prints as zero, however few its decimals."""
    for text in (headline(value), amount(value), amount(value, 2), percent(value)):
        digits = text.strip("%").replace("−", "-").replace("\u2009", "")
        assert (Decimal(value) == 0) == (not digits.startswith(("<", ">")) and Decimal(digits) == 0)


@given(NUMBERS)
def test_a_fixed_number_is_off_by_half_a_step_at_most(value: str) -> None:
    """Two decimals are right to half a hundredth."""
    text = amount(value, 2).replace("−", "-").replace("\u2009", "")
    if text[0] not in "<>":
        assert abs(Decimal(text) - Decimal(value)) <= Decimal("0.005")


def test_absent_is_the_text_given_for_it() -> None:
    """None is not zero: it prints as the text that was given."""
    assert "未计入" == amount(None, 2, "未计入")
    assert ["1.000", "excl."] == column(["1", None], "excl.")


def test_a_column_has_common_decimals() -> None:
    """Numbers under each other have the decimals that the largest of them needs."""
    assert ["707.6", "189.0", "–", "<0.1", ">−0.1", "0.0"] == column(["707.6", "189", None, "0.04", "-0.04", "0"], "–")
    assert 0 == decimals(["12345"])
    assert 5 == decimals(["0.01234"])


@given(st.lists(st.integers(min_value=-(10**6), max_value=10**9), min_size=1, max_size=9))
def test_percentages_of_a_whole_sum_to_one_hundred(parts: list[int]) -> None:
    """Percentages of a whole sum to 100.0, removals counted as negative."""
    total = sum(parts)
    if total < 10**3:
        return
    tenths = figures.whole_tenths([f"{Decimal(part) / total:f}" for part in parts])
    assert 1000 == sum(tenth for tenth in tenths if tenth is not None)


def test_parts_that_are_no_whole_are_rounded_by_themselves() -> None:
    """Where a part is left out nothing is bent to make 100."""
    assert ["33.3%", "33.3%"] == percents(["0.33333", "0.33333"])


def test_a_small_share_says_that_it_is_small() -> None:
    """A share below half a tenth of a per cent prints as less than that, and zero as zero."""
    assert ["99.9%", "0.1%", "<0.1%", "0.0%"] == percents(["0.99890", "0.00108", "0.00002", "0"])
    assert [">−0.1%", "100.0%"] == percents(["-0.00001", "1.00001"])


@pytest.mark.parametrize(
    ("symbol", "zh", "en"),
    [
        ("kg CO2e", "kg CO₂e", "kg CO₂e"),
        ("kg CO2e/core-km", "kg CO₂e/(芯·km)", "kg CO₂e/(core·km)"),
        ("kg CO2e/(core-km·a)", "kg CO₂e/(芯·km·年)", "kg CO₂e/(core·km·a)"),
        ("tkm", "t·km", "t·km"),
        ("m3", "m³", "m³"),
        ("10^4Nm3", "万 Nm³", "10⁴ Nm³"),
        ("server", "台", "server"),
        ("kWh/a", "kWh/年", "kWh/a"),
        ("GJ", "GJ", "GJ"),
        ("1", "", ""),
    ],
)
def test_units_are_named_in_the_language(symbol: str, zh: str, en: str) -> None:
    """Units are shown as readers of the language know them."""
    assert (zh, en) == (unit_name(symbol, "zh"), unit_name(symbol, "en"))


def test_units_have_a_plural_and_one_has_none() -> None:
    """English count units have a plural; the unit 1 is not shown."""
    assert ("1 piece", "24 pieces", "24 件") == (
        quantity("1", "piece", "en"),
        quantity("24", "piece", "en"),
        quantity("24", "piece", "zh"),
    )
    assert "24" == quantity("24", "1", "en")


def test_every_named_unit_is_named_in_both_languages() -> None:
    """Each entry of the theme's table has zh and en, and nothing but them and an English plural."""
    for symbol, forms in theme_data("terms/units.yml").items():
        assert {"zh", "en"} == set(forms) - {"en_many"}, symbol


def test_no_unit_of_the_table_shows_a_bare_exponent() -> None:
    """No unit that a declaration may use is shown with `^` or with a digit that should be raised."""
    for symbol in shipped_library().units:
        for language in ("zh", "en"):
            assert symbol == "1" or not set("^234") & set(unit_name(symbol, language)), symbol


@pytest.mark.parametrize(
    ("given", "written"), [("CO2e", "CO₂e"), ("CH4", "CH₄"), ("c-C4F8", "c-C₄F₈"), ("kg N2O", "kg N₂O")]
)
def test_chemical_formulas_have_small_digits(given: str, written: str) -> None:
    """Digits after a letter go down."""
    assert written == chemical(given)


@pytest.mark.parametrize(
    ("value", "digits", "written"),
    [
        ("1200", None, "1\u2009200"),
        ("100.50", None, "100.5"),
        ("1E+3", None, "1\u2009000"),
        ("1234567.5", None, "1\u2009234\u2009570"),
        ("0.125", 2, "0.12"),
        ("0.135", 2, "0.14"),
        ("-1234.5", 0, "−1\u2009234"),
        ("0.004", 2, "<0.01"),
        ("-0.004", 2, ">−0.01"),
        ("0", 2, "0.00"),
        ("0.5", 0, "<1"),
        ("1234567890.126", 2, "1\u2009234\u2009567\u2009890.13"),
    ],
)
def test_numbers_of_a_table(value: str, digits: int | None, written: str) -> None:
    """So many decimals, rounded half-even, or six significant digits; idle zeros only where decimals are common."""
    assert written == amount(value, digits)


@pytest.mark.parametrize(
    ("values", "significant", "digits"),
    [([], 4, 0), ([None], 4, 0), (["0"], 4, 0), (["9.99"], 4, 3), (["-10"], 4, 2), (["1", "100"], 5, 2), (["1"], 1, 0)],
)
def test_decimals_of_a_column(values: list[str | None], significant: int, digits: int) -> None:
    """The largest size decides, whatever its sign; nothing to show needs no decimals."""
    assert digits == decimals(values, significant)


def test_shares_that_miss_the_whole_by_little() -> None:
    """Shares that make the whole to a hundred-thousandth are a whole, beyond that each stands alone."""
    assert [334, 333, 333] == figures.whole_tenths(("0.33333", "0.33333", "0.33333"))
    assert [None, None] == figures.whole_tenths(("0.5", "0.50002"))
    assert [500, 500] == figures.whole_tenths(("0.5", "0.50001"))
    assert ["–", "100.0%"] == percents([None, "1"], "–")
    assert ["–", "12.5%"] == percents([None, "0.125"], "–")


def test_an_amount_without_a_number_has_no_unit() -> None:
    """What is absent is told as such, and its unit is left out."""
    assert ("", "n/a") == (quantity(None, "kg", "en"), quantity(None, "kg", "en", absent="n/a"))
    assert ("1.50 kg", "1.50") == (quantity("1.5", "kg", "en", 2), quantity("1.5", "1", "en", 2))
    assert ("−1 piece", "0 pieces") == (quantity("-1", "piece", "en"), quantity("0", "piece", "en"))
