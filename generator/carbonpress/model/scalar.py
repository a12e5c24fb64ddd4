"""The smallest words of the input: numbers, dates, ids, texts, addresses, quantities.

Every scalar arrives as text (`source` converts nothing), so that `NO`, `012` or `1e3` mean what their author typed.
Each validator either returns the value or refuses it with a rule id, what was expected and how to mend it.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from decimal import Decimal
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from carbonpress.model.hint import near_miss
from carbonpress.model.quantity import Quantity, Units

NUMBER = re.compile(r"[+-]?(0|[1-9][0-9]{0,17})(\.[0-9]{1,18})?([eE][+-]?[0-9]{1,2})?")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_ID = 60
LONGEST_LINE = 500
LONGEST_TEXT = 5_000
# Windows devices, our own first path segments, and names that web servers treat apart.
RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{i}" for i in range(10)), *(f"lpt{i}" for i in range(10))}
    | {"assets", "search", "404", "index", "sitemap", "en", "zh", "p", "rules", "factors", "method", "well-known"}
)


def refuse(rule: str, what: str, expected: str = "", mend: str = "") -> PydanticCustomError:
    """The error by which a validator refuses a value; `model.decode` turns it into a finding."""
    # Braces would be read as placeholders of the message template.
    return PydanticCustomError(rule, "{what}", {"what": what, "expected": expected, "mend": mend})


def shown(value: object) -> str:
    """A value as a message quotes it: short, on one line, in quotes."""
    text = str(value)
    return repr(text if len(text) <= 40 else text[:39] + "…")


def _text(value: Any, what: str) -> str:
    if not isinstance(value, str):
        found = "nothing" if value is None else "a list" if isinstance(value, list) else "a mapping"
        raise refuse("type", f"{found} stands where {what} is needed", what)
    return value


def _number(value: Any) -> Decimal:
    if isinstance(value, Decimal):
        return value
    text = _text(value, "a number")
    if NUMBER.fullmatch(text):
        return Decimal(text)
    mend = ""
    if re.fullmatch(r"[+-]?[0-9.]*,[0-9,.]+", text):
        mend = "write a point before the decimals and nothing between thousands"
    elif re.search("[oOlI]", text) and NUMBER.fullmatch(re.sub("[lI]", "1", re.sub("[oO]", "0", text)).replace(" ", "")):
        mend = "write the digits 0 and 1 instead of letters, without a space"
    elif text.endswith("%"):
        mend = "leave out the per cent sign"
    raise refuse("number", f"{shown(text)} is not a number", "a decimal number such as 120, 0.25 or 1.2e2", mend)


def _whole(value: Any) -> int:
    text = _text(value, "a whole number")
    if not re.fullmatch(r"0|[1-9][0-9]{0,8}", text):
        raise refuse("number", f"{shown(text)} is not a whole number", "a whole number such as 1 or 24")
    return int(text)


def _flag(value: Any) -> bool:
    text = _text(value, "yes or no")
    if text.lower() not in ("yes", "no", "true", "false"):
        raise refuse("flag", f"{shown(text)} is neither yes nor no", "yes or no")
    return text.lower() in ("yes", "true")


def _day(value: Any) -> datetime.date:
    text = _text(value, "a date")
    expected = "a date of the calendar written YYYY-MM-DD, 2000 to 2100"
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise refuse("date", f"{shown(text)} is not a date", expected)
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        raise refuse("date", f"{text} does not exist in the calendar", expected) from None
    if not 2000 <= day.year <= 2100:
        raise refuse("date", f"the year of {text} is out of range", expected)
    return day


def _year(value: Any) -> int:
    text = _text(value, "a year")
    if not re.fullmatch(r"(19|20)[0-9]{2}", text):
        raise refuse("date", f"{shown(text)} is not a year", "a year such as 2024")
    return int(text)


def _id(value: Any) -> str:
    text = _text(value, "an id")
    expected = f"letters a-z, digits and single hyphens, at most {LONGEST_ID}"
    if not NAME.fullmatch(text) or len(text) > LONGEST_ID:
        plain = re.sub(r"[^a-z0-9]+", "-", unicodedata.normalize("NFKC", text).lower()).strip("-")[:LONGEST_ID]
        mend = f"{plain!r} would do" if NAME.fullmatch(plain) else ""
        raise refuse("id", f"{shown(text)} is not an id", expected, mend)
    if text in RESERVED:
        raise refuse("id", f"{shown(text)} is a reserved name", expected, "choose another id, for example the model number")
    return text


def _line(value: Any) -> str:
    text = _text(value, "text").strip()
    if not text or len(text) > LONGEST_LINE or re.search(r"[\t\n\r\x85]", text):
        raise refuse("text", f"{shown(text)} is not one line of text", f"1 to {LONGEST_LINE} characters on one line")
    return text


def _prose(value: Any) -> str:
    text = _text(value, "text").strip()
    if not text or len(text) > LONGEST_TEXT:
        raise refuse("text", "the text is empty or too long", f"1 to {LONGEST_TEXT} characters")
    return text


def _address(value: Any) -> str:
    text = _text(value, "a web address")
    expected = "https://host/path, without user, password or port"
    try:
        parts = urlsplit(text)
        plain = not parts.username and not parts.password and not parts.port
    except ValueError:
        raise refuse("address", f"{shown(text)} is not a web address", expected) from None
    host = parts.hostname or ""
    odd = not text.isascii() or re.search(r"[\s\\<>\"'`{}|^]", text) or len(text) > 300
    if parts.scheme != "https" or "." not in host or not plain or odd:
        raise refuse("address", f"{shown(text)} is not a plain web address", expected)
    return text


def _picture(value: Any) -> str:
    text = _text(value, "a picture")
    if not re.fullmatch(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*\.(png|jpg|jpeg|webp)", text):
        expected = "a path inside the declarations folder, letters, digits, - and _, ending in .png, .jpg or .webp"
        raise refuse("picture-path", f"{shown(text)} is not the path of a picture", expected)
    return text


def _gtin(value: Any) -> str:
    text = _text(value, "a GTIN")
    if not re.fullmatch(r"[0-9]{8}|[0-9]{12,14}", text):
        raise refuse("gtin", f"{shown(text)} is not a GTIN", "8, 12, 13 or 14 digits")
    # GS1 General Specifications 7.9: weights 3 and 1 from the right, the sum is a multiple of ten.
    if sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(reversed(text))) % 10:
        raise refuse("gtin", f"the check digit of {text} is wrong", "a GTIN whose check digit agrees", "compare it with the package")
    return text


def _quantity(value: Any, info: ValidationInfo, dimensions: tuple[str, ...]) -> Quantity:
    if isinstance(value, Quantity):
        return value
    text = _text(value, "an amount with a unit")
    units: Units = info.context["units"] if info.context else {}
    number, _, symbol = text.strip().rpartition(" ")
    kinds = " or ".join(dimensions) if dimensions else "any kind"
    expected = f"a number, a space and a unit of {kinds}, for example {_example(units, dimensions)}"
    if not number:
        raise refuse("quantity", f"{shown(text)} is not an amount with a unit", expected, "put a unit behind the number")
    if not NUMBER.fullmatch(number):
        if symbol and NUMBER.fullmatch(re.sub("[lI]", "1", re.sub("[oO]", "0", number + symbol))):
            symbol, number = "", number + " " + symbol
        _number(number if symbol else text)
    if symbol not in units:
        hint = near_miss(symbol, units)
        if symbol.lower() in ("ton", "tons", "tonne"):
            hint = "'ton' means three different masses; write t or kg"
        raise refuse("unit", f"unknown unit {shown(symbol)}", expected, hint)
    if dimensions and units[symbol].dimension not in dimensions:
        raise refuse("dimension", f"{text} measures {units[symbol].dimension}, not {kinds}", expected)
    return Quantity(Decimal(number), units[symbol])


def _example(units: Units, dimensions: tuple[str, ...]) -> str:
    fitting = [u.symbol for u in units.values() if not dimensions or u.dimension in dimensions]
    return f"12.5 {fitting[0]}" if fitting else "12.5 kg"


def quantity_of(*dimensions: str) -> Any:
    """The annotated type of an amount that measures one of *dimensions* (any when none is named)."""

    def validate(value: Any, info: ValidationInfo) -> Quantity:
        return _quantity(value, info, dimensions)

    kinds = " or ".join(dimensions) or "anything"
    schema = {"type": "string", "pattern": r"^[+-]?[0-9.eE+-]+ \S+$", "description": f"amount with a unit of {kinds}"}
    return Annotated[Quantity, BeforeValidator(validate), WithJsonSchema(schema)]


def _scalar(kind: Any, validate: Any, **schema: Any) -> Any:
    return Annotated[kind, BeforeValidator(validate), WithJsonSchema(schema)]


NUMERIC = [{"type": "number"}, {"type": "string"}]
Number = Annotated[Decimal, BeforeValidator(_number), WithJsonSchema({"anyOf": NUMERIC})]
Positive = Annotated[Number, Field(gt=0)]
Whole = Annotated[int, BeforeValidator(_whole), WithJsonSchema({"type": "integer", "minimum": 0})]
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]
Day = Annotated[datetime.date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Year = Annotated[int, BeforeValidator(_year), WithJsonSchema({"type": "integer", "minimum": 1900, "maximum": 2099})]
Id = Annotated[str, BeforeValidator(_id), WithJsonSchema({"type": "string", "pattern": f"^{NAME.pattern}$", "maxLength": LONGEST_ID})]
Line = Annotated[str, BeforeValidator(_line), WithJsonSchema({"type": "string", "maxLength": LONGEST_LINE})]
Prose = Annotated[str, BeforeValidator(_prose), WithJsonSchema({"type": "string", "maxLength": LONGEST_TEXT})]
Address = Annotated[str, BeforeValidator(_address), WithJsonSchema({"type": "string", "format": "uri"})]
Picture = Annotated[str, BeforeValidator(_picture), WithJsonSchema({"type": "string"})]
Gtin = Annotated[str, BeforeValidator(_gtin), WithJsonSchema({"type": "string", "pattern": "^[0-9]{8,14}$"})]
