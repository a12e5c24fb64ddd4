"""The smallest words of the input: numbers, dates, ids, texts, addresses, quantities.

Every scalar arrives as text (`source` converts nothing), so that `NO`, `012` or `1e3` mean what their author typed.
Each validator either returns the value or refuses it with a rule id, what was expected and how to mend it.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from carbonpress.model.gtin import check_digit_agrees, is_gtin, names_a_product
from carbonpress.model.language import LANGUAGES
from carbonpress.model.number import NUMBER, is_number, long_number
from carbonpress.model.quantity import Quantity, Unit, Units
from carbonpress.model.repair import mended
from carbonpress.model.unit_hint import unit_hint
from carbonpress.model.web_address import LONGEST as LONGEST_ADDRESS
from carbonpress.model.web_address import AddressError, link_address

SIZE = re.compile(r"[1-9][0-9]{0,33}(/[1-9][0-9]{0,33})?|(0|[1-9][0-9]{0,33})\.[0-9]{1,34}")
WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PICTURE = re.compile(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*\.(png|jpg|jpeg|webp)")
LONGEST_ID = 60
LONGEST_LINE = 500
LONGEST_TEXT = 5_000
# Windows devices, our own first path segments, and names that web servers treat apart.
RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{i}" for i in range(10)), *(f"lpt{i}" for i in range(10))}
    | {
        "assets",
        "search",
        "404",
        "index",
        "sitemap",
        *LANGUAGES,
        "p",
        "rules",
        "factors",
        "method",
        "well-known",
        "wording",
    }
)


def refuse(rule: str, what: str, expected: str = "", mend: str = "") -> PydanticCustomError:
    """The error by which a validator refuses a value; `model.decode` turns it into a finding."""
    # Braces would be read as placeholders of the message template.
    return PydanticCustomError(rule, "{what}", {"what": what, "expected": expected, "mend": mend})


def shown(value: object) -> str:
    """A value as a message quotes it: short, on one line, in quotes."""
    text = str(value)
    return repr(text if len(text) <= 40 else text[:39] + "…")


def stands_in_place_of(value: Any, what: str) -> str:
    """The sentence for a value of the wrong shape: `a list stands where a number is needed`."""
    shapes = {"NoneType": "nothing", "list": "a list", "dict": "a mapping"}
    found = shapes.get(type(value).__name__, "text")
    return f"{found} stands where {what} is needed"


def _text(value: Any, what: str) -> str:
    if not isinstance(value, str):
        raise refuse("type", stands_in_place_of(value, what), what)
    return value


def _number(value: Any) -> Decimal:
    if isinstance(value, Decimal):
        return value
    text = _text(value, "a number")
    if is_number(text):
        return Decimal(text)
    mend = mended(text, is_number) or long_number(text)
    if text.endswith(("%", "％")):
        mend = "leave out the per cent sign"
    raise refuse("number", f"{shown(text)} is not a number", "a decimal number such as 120, 0.25 or 1.2e2", mend)


def _whole(value: Any) -> int:
    if type(value) is int:
        return value
    text = _text(value, "a whole number")
    if not WHOLE.fullmatch(text):
        mend = mended(text, lambda repaired: WHOLE.fullmatch(repaired) is not None)
        raise refuse("number", f"{shown(text)} is not a whole number", "a whole number such as 1 or 24", mend)
    return int(text)


def _size(value: Any) -> Fraction:
    text = _text(value, "an exact size")
    if not SIZE.fullmatch(text) or not Fraction(text):
        expected = "a whole number, a decimal or a fraction above zero: 1000, 0.9144, 1/3600"
        raise refuse("size", f"{shown(text)} is not an exact size", expected)
    return Fraction(text)


def _share(value: Any) -> Decimal:
    share = _number(value)
    if not 0 <= share <= 1:
        raise refuse("range", f"{share} is no share of one", "a share of one, 0 to 1", "0.05 is five per cent")
    return share


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    text = _text(value, "yes or no")
    if text.lower() not in ("yes", "no", "true", "false"):
        raise refuse("flag", f"{shown(text)} is neither yes nor no", "yes or no")
    return text.lower() in ("yes", "true")


def _day(value: Any) -> datetime.date:
    if isinstance(value, datetime.date):
        return value
    text = _text(value, "a date")
    expected = "a date of the calendar written YYYY-MM-DD, 2000 to 2100"
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise refuse("date", f"{shown(text)} is not a date", expected, _turned_date(text))
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        raise refuse("date", f"{text} does not exist in the calendar", expected) from None
    if not 2000 <= day.year <= 2100:
        raise refuse("date", f"the year of {text} is out of range", expected)
    return day


# U+5E74, U+6708 and U+65E5 are the Chinese signs behind year, month and day.
WRITTEN_DATE = re.compile("([0-9]{4})[-/.\u5e74]([0-9]{1,2})[-/.\u6708]([0-9]{1,2})\u65e5?")


def _turned_date(text: str) -> str:
    """How to write a date that has the year first but other signs between, or an empty string."""
    found = WRITTEN_DATE.fullmatch(text)
    return f"write {found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else ""


def _year(value: Any) -> int:
    if type(value) is int:
        return value
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
        raise refuse(
            "id", f"{shown(text)} is a reserved name", expected, "choose another id, for example the model number"
        )
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
    try:
        return link_address(text)
    except AddressError as error:
        expected = f"https://host/path, without user, password or port, at most {LONGEST_ADDRESS} characters"
        raise refuse("address", f"{shown(text)}: {error.what}", expected, error.mend) from None


def _picture(value: Any) -> str:
    text = _text(value, "a picture")
    if not PICTURE.fullmatch(text):
        expected = "a path inside the declarations folder, letters, digits, - and _, ending in .png, .jpg or .webp"
        raise refuse("picture-path", f"{shown(text)} is not the path of a picture", expected)
    return text


def _gtin(value: Any) -> str:
    text = _text(value, "a GTIN")
    if not is_gtin(text):
        raise refuse("gtin", f"{shown(text)} is not a GTIN", "8, 12, 13 or 14 digits")
    if not check_digit_agrees(text):
        what, mend = f"the check digit of {text} is wrong", "compare it with the package"
        raise refuse("gtin", what, "a GTIN whose check digit agrees", mend)
    if not names_a_product(text):
        kind = "for restricted circulation" if text.strip("0") else "of zeros alone"
        what, mend = f"{text} is a number {kind}, which names no product", "write the GTIN of the product, or none"
        raise refuse("gtin", what, "a GTIN that names the product everywhere", mend)
    return text


@dataclass(frozen=True, slots=True)
class Measures:
    """Annotation of an amount: the dimensions that it may measure, any when none is named.

    With *co2e* the unit may be followed by `CO2e`, as in `0.06 kg CO2e`.
    """

    dimensions: tuple[str, ...] = ()
    co2e: bool = False

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """How pydantic reads the amount."""
        return core_schema.with_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """How an editor checks the amount."""
        return self.in_editors

    @property
    def in_editors(self) -> JsonSchemaValue:
        """The JSON Schema of the amount."""
        return {
            "type": "string",
            "pattern": r"^[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)? \S.*$",
            "description": self.expected,
            "examples": [self.example],
            MEASURES: list(self.dimensions),
        }

    @property
    def example(self) -> str:
        """An amount that would do."""
        return EXAMPLES.get(self.dimensions[0], "12.5 kg") + self.suffix if self.dimensions else "12.5 kg"

    @property
    def suffix(self) -> str:
        """What may stand behind the unit."""
        return CO2E_SUFFIX if self.co2e else ""

    @property
    def expected(self) -> str:
        """What the amount is, in words."""
        kinds = f" of {self.kinds}" if self.dimensions else ""
        return f"a number, a space and a unit{kinds}, for example {self.example}"

    @property
    def kinds(self) -> str:
        """The dimensions in words."""
        return " or ".join(self.dimensions)

    def read(self, value: Any, info: ValidationInfo[dict[str, Units]]) -> Quantity:
        """The quantity that *value* writes, in one of the units that the validation context holds as `units`."""
        if isinstance(value, Quantity):
            return value
        units: Units = info.context["units"]
        text = _text(value, "an amount with a unit").strip()
        unit = self._unit(text, units)
        if unit is None:
            raise self._refusal(text, units)
        if not self._fits(unit):
            raise refuse("dimension", f"{shown(text)} measures {unit.dimension}, not {self.kinds}", self.expected)
        return Quantity(Decimal(text.partition(" ")[0]), unit)

    def _fits(self, unit: Unit | None) -> bool:
        return unit is not None and (not self.dimensions or unit.dimension in self.dimensions)

    def _unit(self, text: str, units: Units) -> Unit | None:
        """The unit of an amount that is well written."""
        number, _, symbol = text.partition(" ")
        return units.get(symbol.removesuffix(self.suffix)) if is_number(number) else None

    def _refusal(self, text: str, units: Units) -> PydanticCustomError:
        number, _, symbol = text.rpartition(" ")
        mend = mended(text, lambda repaired: self._fits(self._unit(repaired, units)))
        if is_number(text):
            return refuse("quantity", f"{shown(text)} has no unit", self.expected, "put a space and a unit behind it")
        if symbol in units and number:
            return refuse("number", f"{shown(number)} is not a number", self.expected, mend or long_number(number))
        number, _, symbol = text.partition(" ")
        if is_number(number):
            fitting = {u: unit for u, unit in units.items() if self._fits(unit)}
            return refuse(
                "unit",
                f"{shown(symbol)} is not a known unit",
                self.expected,
                mend or unit_hint(number, symbol, units, fitting, self.co2e),
            )
        return refuse("quantity", f"{shown(text)} is not an amount with a unit", self.expected, mend)


def quantity_of(*dimensions: str) -> Any:
    """The annotated type of an amount that measures one of *dimensions*, for dimensions that data decide."""
    return Annotated[Quantity, Measures(dimensions)]


def patterned(pattern: str, what: str, example: str, longest: int = 80) -> Any:
    """The validator of a text that follows *pattern* as a whole."""

    def validate(value: Any) -> str:
        text = _text(value, what)
        if len(text) > longest or not re.fullmatch(pattern, text):
            raise refuse(
                "text", f"{shown(text)} is not {what}", f"{what} such as {example}, at most {longest} characters"
            )
        return text

    return BeforeValidator(validate)


CO2E_SUFFIX = " CO2e"
MEASURES = "x-measures"
"""Keyword of a JSON Schema: the dimensions of an amount, any when it lists none."""
EXAMPLES = {
    "mass": "12.5 kg",
    "length": "680 km",
    "volume": "2.4 m3",
    "normal volume": "120 Nm3",
    "time": "20 a",
    "energy": "412.6 MWh",
    "power": "201 W",
    "attenuation": "0.2 dB/km",
}
"""An amount of each dimension, for messages and editors."""

# To an editor, which reads YAML by its own rules, `12` is a number and `yes` may be true.
_NUMERIC = [{"type": "number"}, {"type": "string", "pattern": f"^({NUMBER.pattern})$"}]
_WHOLE = [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": f"^({WHOLE.pattern})$"}]
_YEAR = [{"type": "integer", "minimum": 1900, "maximum": 2099}, {"type": "string", "pattern": "^(19|20)[0-9]{2}$"}]
_FLAG = [{"type": "boolean"}, {"enum": ["yes", "no", "true", "false"]}]
_NAME = {"type": "string", "pattern": f"^{NAME.pattern}$", "maxLength": LONGEST_ID}
_DAY = {"type": "string", "format": "date", "examples": ["2026-03-01"]}
_GTIN = [{"type": "integer"}, {"type": "string", "pattern": "^([0-9]{8}|[0-9]{12,14})$"}]
_ADDRESS = {"type": "string", "pattern": "^https://", "maxLength": LONGEST_ADDRESS}
_SCALAR = ["string", "number", "boolean"]

Number = Annotated[Decimal, BeforeValidator(_number), WithJsonSchema({"anyOf": _NUMERIC})]
Share = Annotated[Decimal, BeforeValidator(_share), WithJsonSchema({"anyOf": _NUMERIC})]
Size = Annotated[
    Fraction,
    BeforeValidator(_size),
    WithJsonSchema({"anyOf": [*_NUMERIC, {"type": "string", "pattern": SIZE.pattern}]}),
]
Positive = Annotated[Number, Field(gt=0)]
Whole = Annotated[int, BeforeValidator(_whole), WithJsonSchema({"anyOf": _WHOLE})]
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"anyOf": _FLAG})]
Day = Annotated[datetime.date, BeforeValidator(_day), WithJsonSchema(_DAY)]
Year = Annotated[int, BeforeValidator(_year), WithJsonSchema({"anyOf": _YEAR})]
Id = Annotated[str, BeforeValidator(_id), WithJsonSchema(_NAME)]
Line = Annotated[str, BeforeValidator(_line), WithJsonSchema({"type": _SCALAR, "maxLength": LONGEST_LINE})]
Prose = Annotated[str, BeforeValidator(_prose), WithJsonSchema({"type": _SCALAR, "maxLength": LONGEST_TEXT})]
Address = Annotated[str, BeforeValidator(_address), WithJsonSchema(_ADDRESS)]
Picture = Annotated[str, BeforeValidator(_picture), WithJsonSchema({"type": "string", "pattern": PICTURE.pattern})]
Gtin = Annotated[str, BeforeValidator(_gtin), WithJsonSchema({"anyOf": _GTIN})]

Email = Annotated[str, patterned(r"[^@\s<>\"]+@[^@\s<>\"]+\.[a-z]+", "an e-mail address", "carbon@example.com", 200)]

Amount = Annotated[Quantity, Measures()]
Mass = Annotated[Quantity, Measures(("mass",))]
MassCo2e = Annotated[Quantity, Measures(("mass",), co2e=True)]
FuelAmount = Annotated[Quantity, Measures(("mass", "volume", "normal volume"))]
Length = Annotated[Quantity, Measures(("length",))]
Duration = Annotated[Quantity, Measures(("time",))]
EnergyAmount = Annotated[Quantity, Measures(("energy",))]
Power = Annotated[Quantity, Measures(("power",))]
AttenuationCoefficient = Annotated[Quantity, Measures(("attenuation",))]
