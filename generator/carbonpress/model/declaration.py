"""The declaration as its author writes it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator
from pydantic.json_schema import SkipJsonSchema

from carbonpress.model.allocation import Allocation, AllocationChoice, Part
from carbonpress.model.factor import Origin
from carbonpress.model.inventory import (
    KINDS,
    Attenuation,
    DataType,
    Emission,
    Energy,
    Entry,
    InventoryLine,
    Leg,
    Material,
    Operation,
    Packaging,
    Removal,
    Storage,
    Substance,
    Transport,
    Treatment,
)
from carbonpress.model.organisation import Contact, Operator, Organisation
from carbonpress.model.quality import Uncertainty
from carbonpress.model.rules import ParameterId, StageId
from carbonpress.model.scalar import (
    Address,
    Amount,
    Day,
    Duration,
    Gtin,
    Id,
    Line,
    Mass,
    MassCo2e,
    Picture,
    Whole,
    Year,
    refuse,
)
from carbonpress.model.scenario import MonteCarlo, Scenario
from carbonpress.model.text import LineOrText, Text, Words

__all__ = [
    "KINDS",
    "Allocation",
    "AllocationChoice",
    "Attenuation",
    "Contact",
    "DataDefault",
    "DataType",
    "Declaration",
    "DeclaredUnit",
    "Emission",
    "Energy",
    "Entry",
    "Exclusion",
    "Image",
    "InventoryLine",
    "Leg",
    "Link",
    "Material",
    "OfficialMark",
    "Operation",
    "Operator",
    "Organisation",
    "Packaging",
    "Part",
    "Period",
    "Product",
    "Programme",
    "ReferenceFlow",
    "Removal",
    "StatedResults",
    "Storage",
    "Study",
    "Substance",
    "Transport",
    "Treatment",
    "Verification",
]


LabelSize = Literal["standard", "compact", "strip", "mini"]
"""Sizes of label, as the theme has them."""


class Period(Words):
    """First and last day, both included."""

    start: Day = Field(alias="from")
    """First day."""
    end: Day = Field(alias="to")
    """Last day, included."""

    @model_validator(mode="after")
    def _ordered(self) -> Period:
        if self.end < self.start:
            raise refuse("period", f"{self.end} comes before {self.start}", "a last day not before the first")
        return self


class Exclusion(Words):
    """A flow left out of the inventory."""

    name: Text
    """What is left out."""
    stage: StageId
    """Stage it belongs to."""
    flow: Id | None = None
    """One of the rules' insignificant flows (`infrastructure`, `commuting`, …); needs no estimate."""
    substance: Substance | None = None
    """What it consists of; precious metals and toxic substances are never left out, T/CCSA 603-2024, 6.3."""
    mass: Mass | None = None
    """Mass of a material left out, per declared unit."""
    waste_mass: Mass | None = None
    """Mass of solid waste left out, per declared unit."""
    estimate: MassCo2e | None = None
    """Estimated kg CO2e per declared unit."""
    because: Text
    """Why it may be left out."""


class StatedResults(Words):
    """Figures of an existing, verified study, taken over instead of computed."""

    study: LineOrText
    """Title or number of the study."""
    by: Text
    """Who made it."""
    date: Day
    """When it was finished."""
    statement: LineOrText | None = None
    """Verification statement or report number."""
    url: Address | None = None
    """Where the study is published."""
    stages: dict[StageId, MassCo2e]
    """kg CO2e per declared unit, by stage."""
    origins: dict[Origin, MassCo2e] = {}
    """kg CO2e per declared unit, by origin of the gas; removals are negative."""
    total: MassCo2e
    """kg CO2e per declared unit in all."""
    total_solid_waste: Mass | None = None
    """Solid waste per declared unit."""
    uncertainty: Uncertainty | None = None
    """How far the total may be off, as the study has it."""


class DeclaredUnit(Words):
    """What the figure is for; a functional unit says more (use, performance, life)."""

    amount: Amount
    """How much of the product, for example 1 km."""
    of: Text
    """What it is an amount of."""
    intended_use: Text | None = None
    """What the product is for; belongs to a functional unit."""
    performance: Text | None = None
    """How well it does it; belongs to a functional unit."""
    service_life: Duration | None = None
    """How long it does it; belongs to a functional unit."""


class ReferenceFlow(Words):
    """The flow that fulfils the unit."""

    amount: Amount
    """How much of the flow."""
    of: Text
    """What it is an amount of."""


class Link(Words):
    """A link that the page shows."""

    title: Text
    """What the link leads to."""
    url: Address
    """Its address."""


class Image(Words):
    """A picture in the declarations folder and what it shows."""

    file: Picture
    """Path inside the declarations folder."""
    alt: Text
    """What the picture shows, for those who do not see it."""


class Product(Words):
    """The product: names, picture and technical parameters."""

    name: Text
    """Name of the product."""
    short_name: Text | None = None
    """Shorter name for labels, cards and lists; where a language has none, its `name` stands there."""
    model: Line
    """Model designation."""
    function: Text | None = None
    """What the product does."""
    description: Text | None = None
    """What the product is like."""
    gtin: Gtin | None = None
    """Trade item number (GS1)."""
    image: Image | None = None
    """A picture of the product."""
    links: list[Link] = []
    """Links that the page shows."""
    parameters: dict[ParameterId, LineOrText] = {}
    """Technical parameters by the ids of the rules, T/CCSA 603-2024, 5.1.3."""


class Programme(Words):
    """Under whose programme and number the declaration is registered."""

    operator: Operator | None = None
    """Programme operator; the organisation's own when left out."""
    number: Line | None = None
    """Registration number."""
    pcr_review: Text | None = None
    """Who reviewed the category rules."""


class Verification(Words):
    """Who checked the declaration, and how independent they are."""

    kind: Literal["third-party", "second-party", "internal", "none"]
    """How independent the verifier is."""
    by: Text | None = None
    """The verifier."""
    statement: Line | None = None
    """Number of the verification statement."""
    date: Day | None = None
    """Date of the verification statement."""


class OfficialMark(Words):
    """A mark that a body awarded; shown only with its certificate."""

    image: Image
    """The mark as the body supplied it."""
    body: Text
    """Who awarded it."""
    certificate: Line | None = None
    """Number of the certificate."""
    expires: Day | None = None
    """Last day of the certificate."""


class Study(Words):
    """The study behind the declaration."""

    commissioner: Text | None = None
    """Who commissioned the study; the organisation when left out."""
    assessor: Text | None = None
    """Who carried it out; the organisation when left out."""
    report_number: Line | None = None
    """Number of the study report."""
    date: Day | None = None
    """Date of the study report."""
    goal: Text
    """Why the study was made, T/CCSA 603-2024, 9."""
    intended_use: Text
    """For whom and what for its results are meant, T/CCSA 603-2024, 9."""


class DataDefault(Words):
    """Kind and origin of the activity data where a line gives none of its own."""

    type: DataType
    """Primary or secondary."""
    source: Line
    """Where the amounts come from."""
    year: Year | None = None
    """Year the amounts stand for."""
    geography: Line | None = None
    """Place or region the amounts stand for."""


def _boundary_form(value: Any) -> str:
    return "form:stages" if isinstance(value, list) else "form:name"


Boundary = Annotated[
    Annotated[Id, Tag("form:name")] | Annotated[list[StageId], Field(min_length=1), Tag("form:stages")],
    Discriminator(_boundary_form),
]
"""A boundary by the name that the rules give it, or the list of its stages."""


class Declaration(Words):
    """One product's declaration: `declarations/products/*.yml`."""

    id: Id
    """Part of the address `/p/<id>/` and of the QR code; never changes."""
    version: Annotated[Whole, Field(ge=1)]
    """Number of the version; a published version never changes."""
    status: Literal["draft", "published", "withdrawn"] = "draft"
    """Whether the version is being written, in force, or taken back."""
    withdrawn_because: Text | None = None
    """Why the version was taken back."""
    change: Text | None = None
    """What this version changes against the one before."""
    rules: Line
    """Product category rules, for example ccsa-603-2024/optical-cable."""
    communication: Literal["footprint", "type-iii"] = "footprint"
    """Footprint communication (ISO 14026), or Type III declaration (ISO 14025) where its conditions are met."""
    audience: Literal["business", "consumer"] = "business"
    """Whom the declaration is for."""
    product: Product
    """The product."""
    labels: Annotated[list[LabelSize], Field(min_length=1)] | None = None
    """Sizes of label that are made; the first one is shown on the page. Those of the site when left out."""
    declared_unit: DeclaredUnit | None = None
    """What the figure is for, T/CCSA 603-2024, 5.1.4; or give `functional_unit`."""
    functional_unit: DeclaredUnit | None = None
    """What the figure is for, with use, performance and service life; or give `declared_unit`."""
    reference_flow: ReferenceFlow | None = None
    """The flow that fulfils the unit."""
    boundary: Boundary
    """System boundary by a name of the rules, or the list of its stages, T/CCSA 603-2024, 5.2.1."""
    period: Period
    """First and last day of the data."""
    geography: Line
    """Where the product is made, used and disposed of, as far as one word says it."""
    study: Study
    """The study behind the declaration."""
    programme: Programme | None = None
    """Under whose programme and number the declaration is registered."""
    verification: Verification = Verification(kind="none")
    """Who verified it; nobody when left out."""
    validity: Period
    """First and last day on which the declaration holds."""
    gwp: Id | None = None
    """GWP set; the one the rules name when left out."""
    data: DataDefault | None = None
    """Kind and origin of the amounts where a line of the inventory gives none."""
    inventory: dict[StageId, list[InventoryLine]] = {}
    """Lines of the inventory by stage; or give `results`."""
    results: StatedResults | None = None
    """Figures of an existing study, taken over instead of computed; or give `inventory`."""
    allocations: dict[Id, Allocation] = {}
    """How shared processes are divided, by the name that lines refer to, T/CCSA 603-2024, 6.2."""
    excluded: list[Exclusion] = []
    """Flows left out by the cut-off criteria, T/CCSA 603-2024, 6.3."""
    total_solid_waste: Mass | None = None
    """Solid waste per declared unit, the measure of the waste cut-off."""
    assumptions: list[Text] = []
    """What the study assumes."""
    limitations: list[Text] = []
    """What the figure does not tell."""
    recommendations: list[Text] = []
    """How the footprint can be made smaller."""
    scenarios: dict[Id, Scenario] = {}
    """Other ways the life cycle may go, by a name; shown beside the declared figure, T/CCSA 603-2024, 8."""
    monte_carlo: MonteCarlo | None = None
    """A simulation of the uncertainty in addition to the analytic one; needs numpy."""
    official_mark: OfficialMark | None = None
    """A mark that a body awarded, with its certificate."""
    offsets: SkipJsonSchema[Any] = None
    """Never counted; given only to be refused by the rule `offset`, which says why."""

    @model_validator(mode="after")
    def _one_form(self) -> Declaration:
        if (self.declared_unit is None) == (self.functional_unit is None):
            what = "a declaration has either a declared_unit or a functional_unit"
            raise refuse("unit-form", what, "declared_unit: {amount: 1 km, of: …}")
        if bool(self.inventory) == (self.results is not None):
            what = "a declaration has either an inventory or stated results"
            raise refuse("inventory-form", what, "inventory: …, or results: …")
        return self

    @property
    def unit(self) -> DeclaredUnit:
        """The declared or the functional unit, whichever is given."""
        return self.declared_unit or self.functional_unit  # type: ignore[return-value]
