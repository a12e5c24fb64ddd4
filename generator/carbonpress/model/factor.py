"""Emission factors and their sources, as a factor file holds them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError, ValidationInfo, WithJsonSchema, model_validator

from carbonpress.model.quality import Quality, Uncertainty
from carbonpress.model.quantity import Quantity
from carbonpress.model.scalar import (
    Address,
    Amount,
    Day,
    Duration,
    EnergyAmount,
    Flag,
    FuelAmount,
    Id,
    Line,
    Mass,
    MassCo2e,
    Measures,
    Number,
    Positive,
    Whole,
    Year,
    patterned,
    refuse,
)
from carbonpress.model.text import LineOrText, Text, Words

Origin = Literal["fossil", "biogenic_emission", "biogenic_removal", "land_use_change", "aircraft"]
ORIGINS: tuple[Origin, ...] = ("fossil", "biogenic_emission", "biogenic_removal", "land_use_change", "aircraft")
"""What ISO 14067 wants documented apart, in the order in which it is shown."""

CO2E = "CO2e"
"""Stands in place of a gas where a factor is given as CO2 equivalent already; its GWP is 1 by definition."""

DECLARATION = "declaration/"
"""Begins the name of a declaration of the same company, `declaration/<id>@<version>`, and the id of no factor."""

FactorId = Annotated[str, patterned(r"[a-z0-9]+([-/][a-z0-9]+)*", "an id of a factor", "cn-electricity")]


def _fossil_mass(value: Any) -> Any:
    return {"fossil": value} if isinstance(value, str) else value


def _fossil_gases(value: Any) -> Any:
    plain = isinstance(value, dict) and not set(value) & set(ORIGINS)
    return {"fossil": value} if plain else value


_MASS, _MASS_CO2E = Measures(("mass",)).in_editors, Measures(("mass",), co2e=True).in_editors
_GASES = {"type": "object", "additionalProperties": _MASS}
_BY_ORIGIN = {"type": "object", "propertyNames": {"enum": list(ORIGINS)}, "additionalProperties": _MASS_CO2E}

MassesByOrigin = Annotated[
    dict[Origin, MassCo2e],
    BeforeValidator(_fossil_mass),
    WithJsonSchema({"anyOf": [_MASS_CO2E, _BY_ORIGIN]}),
]
"""Masses by origin; a mass alone is fossil."""

GasesByOrigin = Annotated[
    dict[Origin, dict[Line, Mass]],
    BeforeValidator(_fossil_gases),
    WithJsonSchema({**_GASES, "properties": dict.fromkeys(ORIGINS, _GASES)}),
]
"""Masses of gases by origin; gases without origin are fossil."""

Priority = Annotated[Whole, Field(ge=1, le=6)]
"""Rank of a secondary datum, T/CCSA 603-2024 table 1: 1 supplier ... 6 industry experience."""


class Source(Words):
    """Where a number comes from; one line for both languages, or a text by language."""

    document: LineOrText
    """Title or number of the document."""
    publisher: LineOrText | None = None
    """Who published it."""
    year: Year
    """Year of publication."""
    table: LineOrText | None = None
    """Table, page or clause in it."""
    url: Address | None = None
    """Where it is published."""
    read: Day | None = None
    """Day on which it was read."""


class EmissionFactor(Words):
    """Greenhouse gas per unit of activity.

    Either `co2e` (kg CO2e, already characterised) or `gases` (mass by gas id) is
    given; both may be split by origin.  `per` is the activity the masses belong
    to, usually one unit of it.
    """

    id: FactorId
    """Id by which declarations name the factor."""
    edition: Year
    """Edition; a new one is a new row or file."""
    name: Text
    """Name that is shown."""
    category: Line | None = None
    """What the factor is for: electricity, polymer, road freight …"""
    per: Amount
    """The activity that the masses belong to, for example 1 kWh."""
    co2e: MassesByOrigin | None = None
    """kg CO2e per activity, already characterised; or give `gases`."""
    gases: GasesByOrigin | None = None
    """Mass of each gas per activity; or give `co2e`."""
    kind: Literal["life-cycle", "combustion"] = "life-cycle"
    """Life cycle (CO2e), or combustion alone."""
    data: Literal["primary", "secondary"] = "secondary"
    """Whether the factor was measured at the supplier (primary) or comes from a publication (secondary)."""
    priority: Priority | None = None
    """Rank of a secondary factor, T/CCSA 603-2024, table 1: 1 supplier … 6 industry experience."""
    year: Year
    """Year that the factor stands for."""
    geography: Line
    """Place or region that the factor stands for."""
    source: Source
    """Where the factor comes from."""
    quality: Quality | None = None
    """Scores of the factor in the pedigree matrix; derived from the row where left out."""
    uncertainty: Uncertainty | None = None
    """How far the factor may be off; derived from its scores where left out."""
    illustrative: Flag = False
    """Whether the figure is invented for an example; shown wherever it is used."""
    note: Text | None = None
    """Anything a reader should know about it."""

    @model_validator(mode="after")
    def _one_form(self) -> EmissionFactor:
        if (self.co2e is None) == (self.gases is None):
            raise refuse("factor-form", "a factor has either co2e or gases", "co2e: 0.58 kg, or gases: {CO2: 2.7 kg}")
        if not self.masses():
            raise refuse("factor-form", "the factor has no emissions", "co2e: 0.58 kg, or gases: {CO2: 2.7 kg}")
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
    """What the file holds."""
    source: Source | None = None
    """Source of the rows that give none of their own."""
    factors: list[EmissionFactor]
    """The factors."""

    @model_validator(mode="before")
    @classmethod
    def _shared_source(cls, value: Any, info: ValidationInfo) -> Any:
        if not isinstance(value, dict) or not value.get("source") or not isinstance(value.get("factors"), list):
            return value
        source = _read_or_blank(value["source"], info)
        rows = [{"source": source, **row} if isinstance(row, dict) else row for row in value["factors"]]
        return {**value, "factors": rows}


def _read_or_blank(value: Any, info: ValidationInfo) -> Source:
    """The source; a blank one where it has errors, so that they are found once where it stands and not in every row."""
    try:
        return Source.model_validate(value, context=info.context)
    except ValidationError:
        return Source.model_construct(document="", year=0)


class Gas(Words):
    """A greenhouse gas and its characterisation factor."""

    name: Text
    """Name of the gas."""
    formula: Line
    """Chemical formula."""
    value: Number
    """kg CO2e per kg."""


class GwpSet(Words):
    """One edition of characterisation factors, kg CO2e per kg of gas."""

    id: Id
    """Id by which rules and declarations name the set."""
    title: Text
    """Name that is shown."""
    metric: Literal["GWP", "GTP"]
    """GWP or GTP."""
    horizon: Duration
    """Time horizon."""
    edition: Line
    """Assessment report."""
    year: Year
    """Year of the report."""
    unit: Literal["kg CO2e/kg"]
    """Unit of the values."""
    source: Source
    """Where the values come from."""
    values: dict[Line, Gas]
    """The gases by id."""


class Fuel(Words):
    """What T/CCSA 603-2024 annex D.1 gives for a fuel."""

    name: Text
    """Name of the fuel."""
    per: FuelAmount
    """Amount that the calorific value belongs to."""
    net_calorific_value: EnergyAmount
    """Net calorific value."""
    carbon_content: Positive
    """Carbon content per unit of heat, t C/GJ."""
    oxidation: Annotated[Number, Field(gt=0, le=1)]
    """Part of the carbon that burns."""
    source: Source
    """Where the figures come from."""
    geography: Line | None = None
    """Place or region that they stand for."""
    priority: Priority | None = None
    """Rank as secondary data."""
    columns: dict[Literal["net_calorific_value", "carbon_content"], Source] = {}
    """Where the table itself took a figure from; the file gives the letter of one of the table's `marks`."""


class FuelTable(Words):
    """Net calorific value per `per`, tonnes of carbon per GJ, and the share that burns.

    `source`, `geography` and `priority` here serve every row that gives none of its own.
    """

    title: Text
    """What the file holds."""
    source: Source
    """Source of the rows that give none of their own."""
    geography: Line | None = None
    """Geography of the rows that give none of their own."""
    priority: Priority | None = None
    """Rank of the rows that give none of their own."""
    carbon_unit: Literal["t C/GJ"]
    """Unit of the carbon contents."""
    marks: dict[Line, Source] = {}
    """Sources by the letter with which the table marks its figures."""
    values: dict[Id, Fuel]
    """The fuels by id."""

    @model_validator(mode="before")
    @classmethod
    def _shared(cls, value: Any) -> Any:
        if not isinstance(value, dict) or not isinstance(value.get("values"), dict):
            return value
        shared = {key: value[key] for key in ("source", "geography", "priority") if value.get(key)}
        marks = value.get("marks")
        rows = {
            fuel: _with_columns({**shared, **row}, marks if isinstance(marks, dict) else {})
            if isinstance(row, dict)
            else row
            for fuel, row in value["values"].items()
        }
        return {**value, "values": rows}


def _with_columns(row: dict[str, Any], marks: dict[str, Any]) -> dict[str, Any]:
    """The row with the marks of its columns replaced by their sources.

    An unknown mark stays, to be refused as a source.
    """
    columns = row.get("columns")
    if not isinstance(columns, dict):
        return row
    return {**row, "columns": {c: marks.get(m, m) if isinstance(m, str) else m for c, m in columns.items()}}
