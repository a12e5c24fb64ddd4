"""Product category rules as data: what a PCR file says."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from carbonpress.model.factor import Source
from carbonpress.model.scalar import Flag, Id, Line, Number, Whole, quantity_of
from carbonpress.model.text import Text, Words

StageId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
ParameterId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Basis = Literal["length", "mass", "count", "hours", "energy", "volume", "output", "economic", "other"]
PHYSICAL: tuple[Basis, ...] = ("length", "mass", "count", "hours", "energy", "volume", "output")


class Clause(Words):
    """A requirement in our own words and where it stands."""

    clause: Line
    text: Text


class Stage(Words):
    """A life-cycle stage: name, short name for charts and labels, and what it contains."""

    id: StageId
    name: Text
    short: Text
    content: Text
    clause: Line
    excluded_because: Text | None = None
    """Why the stage is normally not counted; shown where an optional stage is left out."""


class NamedBoundary(Words):
    """A system boundary that the rules allow."""

    name: Text
    stages: list[StageId]
    optional: list[StageId] = []
    """Stages that count only when the declaration gives data for them."""
    partial: Flag = False
    clause: Line


class UnitRule(Words):
    """What the declared or functional unit measures and must say."""

    kind: Literal["declared", "functional"]
    boundaries: list[Id] = []
    """Boundaries this rule holds for; all when empty."""
    dimension: Line
    must_name: list[ParameterId] = []
    """What the unit must name: `model`, a parameter, or `intended_use`, `performance`, `service_life` of the unit itself."""
    clause: Line
    text: Text


class Component(Words):
    """A component that the bill of materials may name."""

    id: Id
    name: Text


class Parameter(Words):
    """A technical parameter: either a quantity of `dimension`, a whole number, or text."""

    id: ParameterId
    name: Text
    kind: Literal["quantity", "number", "text"]
    dimension: Line | None = None
    required: Flag = False
    clause: Line


class CutOff(Words):
    """The limits of the cut-off criteria, as shares of one (0.01 is one per cent); None where the rules set none."""

    material_mass: Number | None = None
    solid_waste: Number | None = None
    single_emission: Number | None = None
    total_emission: Number
    never: list[Literal["precious-metal", "toxic-substance"]] = []
    insignificant: list[Component] = []
    """Flows that may be left out without an estimate, to be reported."""
    clause: Line


class EndOfLifeDefault(Words):
    """What happens at the end of life when no site data are given."""

    substance: Line
    route: Id
    factor: Line
    text: Text
    clause: Line


class Defaults(Words):
    """Values that stand in, visibly, where the declaration gives none."""

    service_life: quantity_of("time") | None = None
    service_life_clause: Line | None = None
    end_of_life: EndOfLifeDefault | None = None


class Intensity(Words):
    """A footprint intensity: total divided by named parameters of the product."""

    id: Id
    name: Text
    formula: Line
    clause: Line
    divide_by: list[ParameterId]
    """`length`, `core_length`, `net_mass`, `service_life`, `count`: see `lca.intensity`."""
    unit: Line
    when: Literal["always", "use-counted", "use-not-counted"] = "always"


class CategoryRules(Words):
    """One product category of one rules document."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")]
    title: Text
    product: Text
    document: Line
    document_title: Text
    status: Text
    source: Source
    gwp: Id
    stages: list[Stage]
    boundaries: dict[Id, NamedBoundary]
    units: list[UnitRule]
    components: list[Component]
    components_clause: Line
    parameters: list[Parameter]
    cut_off: CutOff
    allocation: list[Literal["physical", "economic", "other"]]
    allocation_clause: Line
    defaults: Defaults = Defaults()
    use_stage: Text | None = None
    use_energy_factor_clause: Line | None = None
    intensities: list[Intensity] = []
    secondary_priority: dict[Whole, Text]
    priority_clause: Line
    clauses: list[Clause]
    declaration_clause: Line

    def stage(self, stage: str) -> Stage:
        """The stage of that id; KeyError when the rules have none."""
        return next(s for s in self.stages if s.id == stage)
