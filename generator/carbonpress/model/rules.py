"""Product category rules as data: what a PCR file says."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from carbonpress.model.factor import Source
from carbonpress.model.inventory import Substance
from carbonpress.model.scalar import Duration, Flag, Id, Line, Share, Size, Whole, patterned, refuse
from carbonpress.model.text import Text, Words

StageId = Annotated[str, patterned(r"[a-z][a-z0-9_]*", "a stage id", "raw_material_acquisition", 40)]
ParameterId = Annotated[str, patterned(r"[a-z][a-z0-9_]*", "a parameter id", "net_mass", 40)]
RulesId = Annotated[str, patterned(r"[a-z0-9-]+/[a-z0-9-]+", "an id of rules", "ccsa-603-2024/optical-cable")]
LONGEST_SYMBOL = 20
UNIT_SYMBOL = r"[A-Za-z]+([-/][A-Za-z]+)*[0-9]?"
UnitSymbol = Annotated[str, patterned(UNIT_SYMBOL, "a symbol of a unit", "pallet", LONGEST_SYMBOL)]
Basis = Literal["length", "mass", "count", "hours", "energy", "volume", "output", "economic", "other"]
PHYSICAL: tuple[Basis, ...] = ("length", "mass", "count", "hours", "energy", "volume", "output")


class OwnUnit(Words):
    """A unit that the shipped table lacks: so many of a unit of that table, or a new unit that counts."""

    name: Text
    """Name that is shown."""
    size: Size | None = None
    """How many of the unit `of` it is, exactly: 500, 0.9144 or 1/12; left out for a unit that counts."""
    of: Line | None = None
    """Unit of the shipped table; left out for a unit that counts."""
    clause: Line
    """Where the rules define it."""

    @model_validator(mode="after")
    def _one_form(self) -> OwnUnit:
        if (self.size is None) != (self.of is None):
            what = "a unit has both a size and the unit it is a size of, or neither and counts"
            raise refuse("unit-definition", what, "size: 500 and of: piece, or neither")
        return self


class Clause(Words):
    """A requirement in our own words and where it stands."""

    clause: Line
    """Number of the clause."""
    text: Text
    """What it asks for, in our own words."""


class Stage(Words):
    """A life-cycle stage: name, short name for charts and labels, and what it contains."""

    id: StageId
    """Id by which declarations name the stage."""
    name: Text
    """Full name."""
    short: Text
    """Short name for charts and labels."""
    content: Text
    """What the stage contains."""
    clause: Line
    """Where the rules describe the stage."""
    excluded_because: Text | None = None
    """Why the stage is normally not counted; shown where an optional stage is left out."""


class NamedBoundary(Words):
    """A system boundary that the rules allow."""

    name: Text
    """Name of the boundary."""
    stages: Annotated[list[StageId], Field(min_length=1)]
    """Stages inside it."""
    optional: list[StageId] = []
    """Stages that count only when the declaration gives data for them."""
    partial: Flag = False
    """Whether a footprint with this boundary is a partial one."""
    clause: Line
    """Where the rules allow it."""


class UnitRule(Words):
    """What the declared or functional unit measures and must say."""

    kind: Literal["declared", "functional"]
    """Whether it is about a declared or a functional unit."""
    boundaries: list[Id] = []
    """Boundaries this rule holds for; all when empty."""
    dimension: Line
    """What the unit measures: length, mass, count …"""
    must_name: list[ParameterId] = []
    """What the unit must name: `model`, a parameter, or `intended_use`, `performance`, `service_life` of the unit."""
    clause: Line
    """Where the rules say so."""
    text: Text
    """The requirement, in our own words."""


class Component(Words):
    """A component that the bill of materials may name."""

    id: Id
    """Id by which declarations name it."""
    name: Text
    """Name that is shown."""


class Parameter(Words):
    """A technical parameter: either a quantity of `dimension`, a whole number, or text."""

    id: ParameterId
    """Id by which declarations name it."""
    name: Text
    """Name that is shown."""
    kind: Literal["quantity", "number", "text"]
    """How its value is read."""
    dimension: Line | None = None
    """What a quantity measures."""
    required: Flag = False
    """Whether a declaration must give it (shall) or should."""
    clause: Line
    """Where the rules ask for it."""


class CutOff(Words):
    """The limits of the cut-off criteria, as shares of one (0.01 is one per cent); None where the rules set none."""

    material_mass: Share | None = None
    """Part of the product's mass below which a material may be left out."""
    solid_waste: Share | None = None
    """Part of all solid waste below which waste may be left out."""
    single_emission: Share | None = None
    """Part of the footprint below which a single source may be left out."""
    total_emission: Share
    """Part of the footprint that all sources left out may reach together."""
    below: Flag = False
    """Whether a single flow must lie below its limit; otherwise it may reach it, as the total may."""
    never: list[Literal["precious-metal", "toxic-substance"]] = []
    """What is never left out."""
    insignificant: list[Component] = []
    """Flows that may be left out without an estimate, to be reported."""
    clause: Line
    """Where the rules set the limits."""


class EndOfLifeDefault(Words):
    """What happens at the end of life when no site data are given."""

    substance: Substance
    """What the default is about."""
    route: Id
    """What is assumed to be done with it."""
    factor: Line
    """Emission factor of the route."""
    text: Text
    """The assumption, as the report states it."""
    clause: Line
    """Where the rules set the default."""


class Defaults(Words):
    """Values that stand in, visibly, where the declaration gives none."""

    service_life: Duration | None = None
    """Service life without better knowledge."""
    service_life_clause: Line | None = None
    """Where the rules set it."""
    end_of_life: EndOfLifeDefault | None = None
    """What happens at the end of life without site data."""


class Intensity(Words):
    """A footprint intensity: total divided by named parameters of the product."""

    id: Id
    """Id of the intensity."""
    name: Text
    """Name that is shown."""
    formula: Line
    """Number of the formula."""
    clause: Line
    """Where the rules define it."""
    divide_by: Annotated[list[ParameterId], Field(min_length=1)]
    """`length`, `core_length`, `net_mass`, `service_life`, `count`: see `lca.intensity`."""
    unit: Line
    """Unit of the result, kg CO2e per …"""
    when: Literal["always", "use-counted", "use-not-counted"] = "always"
    """Whether it depends on the use stage being counted."""


class CategoryRules(Words):
    """One product category of one rules document."""

    id: RulesId
    """Document and product, for example ccsa-603-2024/optical-cable."""
    title: Text
    """Name of the rules."""
    product: Text
    """What the rules are for."""
    document: Line
    """Number of the document."""
    document_title: Text
    """Title of the document."""
    status: Text
    """Since when the document holds."""
    source: Source
    """The document as a source."""
    gwp: Id
    """GWP set that holds unless a declaration names another."""
    stages: Annotated[list[Stage], Field(min_length=1)]
    """Life-cycle stages in their order."""
    boundaries: Annotated[dict[Id, NamedBoundary], Field(min_length=1)]
    """System boundaries that the rules allow, by name."""
    units: Annotated[list[UnitRule], Field(min_length=1)]
    """What declared and functional units must say."""
    own_units: dict[UnitSymbol, OwnUnit] = {}
    """Units that the shipped table lacks, by their symbols; they hold in all files of the data folder."""
    components: list[Component]
    """Components that a bill of materials may name."""
    components_clause: Line
    """Where the rules list them."""
    parameters: list[Parameter]
    """Technical parameters of the product."""
    cut_off: CutOff
    """What may be left out."""
    allocation: Annotated[list[Literal["physical", "economic", "other"]], Field(min_length=1)]
    """Allocation procedures, the preferred one first."""
    allocation_clause: Line
    """Where the rules order them."""
    defaults: Defaults = Defaults()
    """Values that stand in where a declaration gives none."""
    use_stage: Text | None = None
    """How the use stage is dealt with."""
    use_energy_factor_clause: Line | None = None
    """Where the rules say which factor the energy in use takes."""
    intensities: list[Intensity] = []
    """Footprint intensities."""
    secondary_priority: Annotated[dict[Whole, Text], Field(min_length=1)]
    """Classes of secondary data, the best first."""
    priority_clause: Line
    """Where the rules order them."""
    clauses: list[Clause]
    """Requirements, in our own words."""
    declaration_clause: Line
    """Where the rules say how a footprint is communicated."""

    def stage(self, stage: str) -> Stage:
        """The stage of that id; KeyError when the rules have none."""
        return next(s for s in self.stages if s.id == stage)
