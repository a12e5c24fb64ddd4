"""Emission factors and their sources, as a factor file holds them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, field_validator, model_validator

from carbonpress.model.quantity import Quantity
from carbonpress.model.scalar import Address, Day, Flag, Id, Line, Number, Positive, Whole, Year, quantity_of, refuse
from carbonpress.model.text import Text, Words

Origin = Literal["fossil", "biogenic_emission", "biogenic_removal", "land_use_change", "aircraft"]
ORIGINS: tuple[Origin, ...] = ("fossil", "biogenic_emission", "biogenic_removal", "land_use_change", "aircraft")
"""What ISO 14067 wants documented apart, in the order in which it is shown."""

CO2E = "CO2e"
"""Stands in place of a gas where a factor is given as CO2 equivalent already; its GWP is 1 by definition."""

Priority = Annotated[Whole, Field(ge=1, le=6)]
"""Rank of a secondary datum, T/CCSA 603-2024 table 1: 1 supplier ... 6 industry experience."""


class Source(Words):
    """Where a number comes from."""

    document: Line
    publisher: Line | None = None
    year: Year
    table: Line | None = None
    url: Address | None = None
    read: Day | None = None


class EmissionFactor(Words):
    """Greenhouse gas per unit of activity.

    Either `co2e` (kg CO2e, already characterised) or `gases` (mass by gas id) is
    given; both may be split by origin.  `per` is the activity the masses belong
    to, usually one unit of it.
    """

    id: Annotated[Line, Field(pattern=r"^[a-z0-9]+([-/][a-z0-9]+)*$", max_length=80)]
    edition: Year
    name: Text
    category: Line | None = None
    per: quantity_of()
    co2e: dict[Origin, quantity_of("mass")] | None = None
    gases: dict[Origin, dict[Line, quantity_of("mass")]] | None = None
    kind: Literal["life-cycle", "combustion"] = "life-cycle"
    data: Literal["primary", "secondary"] = "secondary"
    priority: Priority | None = None
    year: Year
    geography: Line
    source: Source
    illustrative: Flag = False
    note: Text | None = None

    @field_validator("co2e", mode="before")
    @classmethod
    def _plain_co2e(cls, value: Any) -> Any:
        return {"fossil": value} if isinstance(value, str) else value

    @field_validator("gases", mode="before")
    @classmethod
    def _plain_gases(cls, value: Any) -> Any:
        plain = isinstance(value, dict) and not set(value) & set(ORIGINS)
        return {"fossil": value} if plain else value

    @model_validator(mode="after")
    def _one_form(self) -> EmissionFactor:
        if (self.co2e is None) == (self.gases is None):
            raise refuse("factor-form", "a factor has either co2e or gases", "co2e: 0.58 kg, or gases: {CO2: 2.7 kg}")
        if self.per.value <= 0:
            raise refuse("number", f"{self.per} is no amount of activity", "an amount above zero")
        return self

    @property
    def name_at_edition(self) -> str:
        """How a declaration names this factor: `id@edition`."""
        return f"{self.id}@{self.edition}"

    def masses(self) -> list[tuple[Origin, str, Quantity]]:
        """Origin, gas (or `CO2e`) and mass per `per`, in the order in which the file gives them."""
        if self.co2e is not None:
            return [(origin, CO2E, mass) for origin, mass in self.co2e.items()]
        return [(origin, gas, mass) for origin, gases in (self.gases or {}).items() for gas, mass in gases.items()]


class FactorFile(Words):
    """A file of emission factors; `source` here serves every row that gives none of its own."""

    title: Text
    source: Source | None = None
    factors: list[EmissionFactor]

    @model_validator(mode="before")
    @classmethod
    def _shared_source(cls, value: Any) -> Any:
        if not isinstance(value, dict) or not value.get("source") or not isinstance(value.get("factors"), list):
            return value
        rows = [{"source": value["source"], **row} if isinstance(row, dict) else row for row in value["factors"]]
        return {**value, "factors": rows}


class Gas(Words):
    """A greenhouse gas and its characterisation factor."""

    name: Text
    formula: Line
    value: Number


class GwpSet(Words):
    """One edition of characterisation factors, kg CO2e per kg of gas."""

    id: Id
    title: Text
    metric: Literal["GWP", "GTP"]
    horizon: quantity_of("time")
    edition: Line
    year: Year
    unit: Literal["kg CO2e/kg"]
    source: Source
    values: dict[Line, Gas]


class Fuel(Words):
    """What T/CCSA 603-2024 annex D.1 gives for a fuel."""

    name: Text
    per: quantity_of("mass", "volume", "normal volume")
    net_calorific_value: quantity_of("energy")
    carbon_content: Positive
    oxidation: Annotated[Number, Field(gt=0, le=1)]
    source: Source
    geography: Line | None = None
    priority: Priority | None = None
    columns: dict[Literal["net_calorific_value", "carbon_content"], Source] = {}
    """Where the table itself took a figure from; the file gives the letter of one of the table's `marks`."""


class FuelTable(Words):
    """Net calorific value per `per`, tonnes of carbon per GJ, and the share that burns.

    `source`, `geography` and `priority` here serve every row that gives none of its own.
    """

    title: Text
    source: Source
    geography: Line | None = None
    priority: Priority | None = None
    carbon_unit: Literal["t C/GJ"]
    marks: dict[Line, Source] = {}
    """Sources by the letter with which the table marks its figures."""
    values: dict[Id, Fuel]

    @model_validator(mode="before")
    @classmethod
    def _shared(cls, value: Any) -> Any:
        if not isinstance(value, dict) or not isinstance(value.get("values"), dict):
            return value
        shared = {key: value[key] for key in ("source", "geography", "priority") if value.get(key)}
        marks = value.get("marks") if isinstance(value.get("marks"), dict) else {}
        rows = {k: _with_columns({**shared, **v}, marks) if isinstance(v, dict) else v for k, v in value["values"].items()}
        return {**value, "values": rows}


def _with_columns(row: dict[str, Any], marks: dict[str, Any]) -> dict[str, Any]:
    """The row with the marks of its columns replaced by their sources; an unknown mark stays, to be refused as a source."""
    columns = row.get("columns")
    if not isinstance(columns, dict):
        return row
    return {**row, "columns": {c: marks.get(m, m) if isinstance(m, str) else m for c, m in columns.items()}}
