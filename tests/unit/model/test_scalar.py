"""The smallest words of the input: what they mean, and what is said when they mean nothing."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from carbonpress.model.quantity import Units
from carbonpress.model.scalar import (
    LONGEST_ID,
    LONGEST_LINE,
    LONGEST_TEXT,
    Address,
    Amount,
    Day,
    Email,
    Flag,
    Gtin,
    Id,
    Line,
    Mass,
    MassCo2e,
    Number,
    Picture,
    Positive,
    Prose,
    Whole,
    Year,
    patterned,
    quantity_of,
)


def value(kind: Any, text: Any, units: Units) -> Any:
    return TypeAdapter(kind).validate_python(text, context={"units": units})


def refusal(kind: Any, text: Any, units: Units) -> tuple[str, str, str]:
    """Rule, what is wrong, and how to mend it."""
    with pytest.raises(ValidationError) as caught:
        value(kind, text, units)
    (error,) = caught.value.errors()
    context = error["ctx"]
    return error["type"], context["what"], context["mend"]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (Number, "0.25", Decimal("0.25")),
        (Number, "-1.2e2", Decimal(-120)),
        (Number, "+7", Decimal(7)),
        (Number, "9" * 34, Decimal("9" * 34)),
        (Number, "0.00" + "9" * 34, Decimal("0.00" + "9" * 34)),
        (Number, "12345678901234567890.12345678901234", Decimal("12345678901234567890.12345678901234")),
        (Whole, "0", 0),
        (Whole, "24", 24),
        (Flag, "Yes", True),
        (Flag, "true", True),
        (Flag, "no", False),
        (Flag, "false", False),
        (Day, "2024-02-29", datetime.date(2024, 2, 29)),
        (Day, "2000-01-01", datetime.date(2000, 1, 1)),
        (Day, "2100-12-31", datetime.date(2100, 12, 31)),
        (Year, "1999", 1999),
        (Id, "gyta53-24b1", "gyta53-24b1"),
        (Id, "a" * LONGEST_ID, "a" * LONGEST_ID),
        (Line, "  NO ", "NO"),
        (Line, "x" * LONGEST_LINE, "x" * LONGEST_LINE),
        (Prose, f" {'x' * LONGEST_TEXT} ", "x" * LONGEST_TEXT),
        (Address, f"https://a.example/{'x' * 1982}", f"https://a.example/{'x' * 1982}"),
        (Address, "https://a.example/x?y=1#z", "https://a.example/x?y=1#z"),
        (Picture, "images/cable.webp", "images/cable.webp"),
        (Gtin, "6901234567892", "6901234567892"),
        (Gtin, "96385074", "96385074"),
        (Gtin, "00000096385074", "00000096385074"),
        (Gtin, "036000291452", "036000291452"),
        (Email, "carbon@photonics.example.com", "carbon@photonics.example.com"),
    ],
)
def test_a_well_written_scalar_means_what_it_says(kind: Any, text: str, expected: object, units: Units) -> None:
    """A well-written scalar is read."""
    assert expected == value(kind, text, units)


@pytest.mark.parametrize(
    ("kind", "text", "rule"),
    [
        (Number, "nan", "number"),
        (Number, "Infinity", "number"),
        (Number, "0x10", "number"),
        (Number, "٢٤", "number"),
        (Number, "1e100", "number"),
        (Number, "1" * 35, "number"),
        (Number, "1." + "0" * 34, "number"),
        (Number, "0." + "0" * 61, "number"),
        (Number, "12345678901234567890.123456789012345", "number"),
        (Number, "", "number"),
        (Number, None, "type"),
        (Number, ["1"], "type"),
        (Positive, "0", "greater_than"),
        (Whole, "01", "number"),
        (Whole, "-1", "number"),
        (Whole, "1.0", "number"),
        (Flag, "on", "flag"),
        (Flag, "1", "flag"),
        (Day, "2023-02-29", "date"),
        (Day, "1999-12-31", "date"),
        (Day, "2025-1-1", "date"),
        (Day, "2025-01-01T00:00", "date"),
        (Year, "2100", "date"),
        (Id, "-a", "id"),
        (Id, "a--b", "id"),
        (Id, "a_b", "id"),
        (Id, "lpt1", "id"),
        (Id, "a" * 61, "id"),
        (Line, "a\nb", "text"),
        (Line, "a\tb", "text"),
        (Line, " ", "text"),
        (Line, "x" * 501, "text"),
        (Address, "https://localhost/", "address"),
        (Address, "https://a.example:8443/", "address"),
        (Address, "https://u@a.example/", "address"),
        (Address, "https://[::1/", "address"),
        (Address, "//a.example/", "address"),
        (Address, "https://a.example/<b>", "address"),
        (Address, "https://a.example/" + "x" * 2000, "address"),
        (Picture, "images/../x.png", "picture-path"),
        (Picture, "images/x.PNG.exe", "picture-path"),
        (Gtin, "6901234567893", "gtin"),
        (Gtin, "00000000", "gtin"),
        (Gtin, "000000000000", "gtin"),
        (Gtin, "0000000000000", "gtin"),
        (Gtin, "00000000000000", "gtin"),
        (Gtin, "2012345678900", "gtin"),
        (Gtin, "02012345678900", "gtin"),
        (Gtin, "0212345678905", "gtin"),
        (Gtin, "212345678905", "gtin"),
        (Gtin, "0412345678903", "gtin"),
        (Gtin, "123456789", "gtin"),
        (Email, "carbon", "text"),
        (Email, "a@b@c.de", "text"),
    ],
)
def test_an_ill_written_scalar_is_refused(kind: Any, text: Any, rule: str, units: Units) -> None:
    """What a scalar cannot mean is refused by the rule for it."""
    with pytest.raises(ValidationError) as caught:
        value(kind, text, units)
    assert rule == caught.value.errors()[0]["type"]


@pytest.mark.parametrize(
    ("kind", "text", "mend"),
    [
        (Number, "1,5", "did you mean '1.5'?"),
        (Number, "1,234", "did you mean '1.234' or '1234'?"),
        (Number, "12 O", "did you mean '120'?"),
        (Number, "１２", "did you mean '12'?"),
        (Number, "5 %", "leave out the per cent sign"),
        (Number, "1e999", "write at most 34 significant digits, 60 behind the point, and two behind e"),
        (Whole, "l2", "did you mean '12'?"),
        (Day, "2025/1/9", "write 2025-01-09"),
        (Day, "2025年1月9日", "write 2025-01-09"),
        (Day, "09/01/2025", ""),
        (Id, "GYTA53 24B1", "'gyta53-24b1' would do"),
        (Id, "光缆", ""),
    ],
)
def test_a_slip_is_mended(kind: Any, text: str, mend: str, units: Units) -> None:
    """A likely slip is told with what was probably meant; nothing is guessed where nothing is likely."""
    assert mend == refusal(kind, text, units)[2]


@pytest.mark.parametrize("text", ["12.5 kg", "12.5e0 kg", "+12.5 kg", " 12.5 kg "])
def test_an_amount_is_a_number_a_space_and_a_unit(text: str, units: Units) -> None:
    """An amount is a number, a space and a unit."""
    quantity = value(Mass, text, units)
    assert (Decimal("12.5"), units["kg"]) == (quantity.value, quantity.unit)


def test_an_amount_may_have_any_unit_where_none_is_asked_for(units: Units) -> None:
    """An amount without a dimension takes every unit of the table."""
    for symbol in units:
        assert symbol == value(Amount, f"1 {symbol}", units).unit.symbol


def test_co2e_may_stand_behind_the_unit_of_emissions_only(units: Units) -> None:
    """`0.06 kg CO2e` is a mass of emissions, but no mass of a material."""
    assert "0.06 kg" == str(value(MassCo2e, "0.06 kg CO2e", units))
    assert "0.06 kg" == str(value(MassCo2e, "0.06 kg", units))
    expected = ("unit", "'kg CO2e' is not a known unit", "write kg alone: this is no amount of CO2e")
    assert expected == refusal(Mass, "0.06 kg CO2e", units)


@pytest.mark.parametrize(
    ("text", "rule", "what", "mend"),
    [
        ("12 O kg", "number", "'12 O' is not a number", "did you mean '120 kg'?"),
        ("12,5 kg", "number", "'12,5' is not a number", "did you mean '12.5 kg'?"),
        ("1.234,5 kg", "number", "'1.234,5' is not a number", "did you mean '1234.5 kg'?"),
        ("1 000 kg", "number", "'1 000' is not a number", "did you mean '1000 kg'?"),
        ("1'000 kg", "number", '"1\'000" is not a number', "did you mean '1000 kg'?"),
        ("1.2 x 10^3 kg", "number", "'1.2 x 10^3' is not a number", "did you mean '1.2e3 kg'?"),
        (".5 kg", "number", "'.5' is not a number", "did you mean '0.5 kg'?"),
        ("007 kg", "number", "'007' is not a number", "did you mean '7 kg'?"),
        ("about 12 kg", "number", "'about 12' is not a number", ""),
        ("12-14 kg", "number", "'12-14' is not a number", ""),
        ("12.5kg", "quantity", "'12.5kg' is not an amount with a unit", "did you mean '12.5 kg'?"),
        ("１２　ｋｇ", "quantity", "'１２\\u3000ｋｇ' is not an amount with a unit", "did you mean '12 kg'?"),
        ("kg 12", "quantity", "'kg 12' is not an amount with a unit", "did you mean '12 kg'?"),
        ("12", "quantity", "'12' has no unit", "put a space and a unit behind it"),
        ("", "quantity", "'' is not an amount with a unit", ""),
        ("5 %", "dimension", "'5 %' measures share, not mass", ""),
        ("5 km", "dimension", "'5 km' measures length, not mass", ""),
        ("5 KG", "unit", "'KG' is not a known unit", "did you mean 'kg'?"),
        ("5 ㎏", "unit", "'㎏' is not a known unit", "did you mean '5 kg'?"),
        ("5 公斤", "unit", "'公斤' is not a known unit", "did you mean 'kg'?"),
        ("5 ton", "unit", "'ton' is not a known unit", "'ton' means three different masses; write t or kg"),
        ("5 kWh", "dimension", "'5 kWh' measures energy, not mass", ""),
        ("5 smoots", "unit", "'smoots' is not a known unit", ""),
    ],
)
def test_a_mistyped_amount_is_told_with_what_was_meant(
    text: str, rule: str, what: str, mend: str, units: Units
) -> None:
    """A mistyped amount gives its rule, what is wrong, and the amount that was probably meant."""
    assert (rule, what, mend) == refusal(Mass, text, units)


def test_the_example_of_an_amount_has_the_right_dimension(units: Units) -> None:
    """Each example in a message is itself an amount of that dimension."""
    from carbonpress.model.scalar import EXAMPLES, quantity_of

    for dimension, example in EXAMPLES.items():
        assert dimension == value(quantity_of(dimension), example, units).unit.dimension


def test_a_long_value_is_quoted_short(units: Units) -> None:
    """A message quotes no more than forty characters of a value, on one line."""
    what = refusal(Number, "x\n" * 1_000, units)[1]
    assert len(what) < 100
    assert "\n" not in what


def test_a_value_that_has_its_type_already_passes(units: Units) -> None:
    """Values made by code, not read from a file, pass unchanged."""
    for kind, made in ((Number, Decimal(1)), (Whole, 3), (Flag, True), (Day, datetime.date(2025, 1, 1)), (Year, 2025)):
        assert made == value(kind, made, units)


def test_a_text_that_follows_a_pattern(units: Units) -> None:
    """A text follows the pattern as a whole and is no longer than allowed; otherwise an example shows how it would."""
    kind = Annotated[str, patterned("[a-z]+", "a word", "abc", 5)]
    assert ("abc", "abcde") == (value(kind, "abc", units), value(kind, "abcde", units))
    for wrong in ("abcdef", "abc1", ""):
        assert ("text", f"{wrong!r} is not a word", "") == refusal(kind, wrong, units)
    with pytest.raises(ValidationError) as caught:
        value(kind, "ABC", units)
    assert "a word such as abc, at most 5 characters" == caught.value.errors()[0]["ctx"]["expected"]
    assert ("type", "a list stands where a word is needed", "") == refusal(kind, [], units)


def test_a_dimension_that_data_decide(units: Units) -> None:
    """The dimension of an amount may be known at run time only."""
    assert "kg" == value(quantity_of("mass"), "2 kg", units).unit.symbol
    assert "dimension" == refusal(quantity_of("mass"), "2 km", units)[0]


def test_what_an_editor_knows_of_an_amount() -> None:
    """The schema has a pattern for number, space and unit, what is expected in words, and an example."""
    schema = TypeAdapter(Mass).json_schema()
    assert {
        "type": "string",
        "pattern": r"^[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)? \S.*$",
        "description": "a number, a space and a unit of mass, for example 12.5 kg",
        "examples": ["12.5 kg"],
        "x-measures": ["mass"],
    } == schema


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Day, "1999-12-31"),
        (Day, "2101-01-01"),
        (Id, "a" * (LONGEST_ID + 1)),
        (Line, "x" * (LONGEST_LINE + 1)),
        (Prose, "x" * (LONGEST_TEXT + 1)),
        (Prose, "  "),
        (Address, f"https://a.example/{'x' * 1983}"),
        (Address, "https://"),
    ],
)
def test_one_more_than_the_most_is_refused(kind: Any, text: str, units: Units) -> None:
    """The limits of days and lengths are exact."""
    with pytest.raises(ValidationError):
        value(kind, text, units)


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        (Number, "a number"),
        (Whole, "a whole number"),
        (Flag, "yes or no"),
        (Day, "a date"),
        (Year, "a year"),
        (Id, "an id"),
        (Line, "text"),
        (Prose, "text"),
        (Address, "a web address"),
        (Picture, "a picture"),
        (Gtin, "a GTIN"),
        (Email, "an e-mail address"),
        (Mass, "an amount with a unit"),
    ],
)
def test_a_list_in_place_of_a_scalar_is_told_with_what_belongs_there(kind: Any, what: str, units: Units) -> None:
    """What stands there, and what should."""
    assert ("type", f"a list stands where {what} is needed", "") == refusal(kind, [], units)


def test_a_number_that_is_none_is_quoted_with_an_example(units: Units) -> None:
    """The message holds what was written, an example of what is expected, and the remedy."""
    with pytest.raises(ValidationError) as caught:
        value(Number, "50％", units)
    (error,) = caught.value.errors()
    assert "'50％' is not a number" == error["msg"] == error["ctx"]["what"]
    assert "a decimal number such as 120, 0.25 or 1.2e2" == error["ctx"]["expected"]
    assert "leave out the per cent sign" == error["ctx"]["mend"]
    assert "'a-b' would do" == refusal(Id, "-A b-", units)[2]
