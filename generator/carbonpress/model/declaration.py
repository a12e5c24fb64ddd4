"""The declaration as its author writes it, and the organisation that makes it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from carbonpress.model.factor import Origin
from carbonpress.model.rules import Basis, StageId
from carbonpress.model.scalar import Address, Day, Flag, Gtin, Id, Line, Number, Picture, Positive, Whole, Year, quantity_of, refuse
from carbonpress.model.text import Text, Words

Substance = Literal["polymer", "metal", "glass", "paper", "wood", "electronics", "precious-metal", "toxic-substance", "other"]
DataType = Literal["primary", "secondary"]


class Period(Words):
    """First and last day, both included."""

    start: Day = Field(alias="from")
    end: Day = Field(alias="to")

    @model_validator(mode="after")
    def _ordered(self) -> Period:
        if self.end < self.start:
            raise refuse("period", f"{self.end} comes before {self.start}", "a last day not before the first")
        return self


class Leg(Words):
    """One leg of transport: a mode by mass x distance, or the fuel that the vehicle burned for this load."""

    by: Line | None = None
    """Emission factor per t km (or per vehicle km) of the mode."""
    distance: quantity_of("length") | None = None
    fuel: Id | None = None
    amount: quantity_of("mass", "volume", "normal volume") | None = None
    """How much fuel the leg burned for `per` (by default for the declared unit)."""
    load: Line | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Leg:
        by_mode = self.by is not None and self.distance is not None and self.amount is None and self.fuel is None
        by_fuel = self.fuel is not None and self.amount is not None and self.by is None
        if not (by_mode or by_fuel):
            raise refuse("leg", "a leg has either a mode and a distance or a fuel and an amount", "{by: …, distance: … km} or {fuel: diesel, amount: … kg}")
        return self


class Entry(Words):
    """What all lines of the inventory have in common."""

    process: Line | Text | None = None
    """Unit process the line belongs to."""
    per: quantity_of() | None = None
    """What the amount is given for; the declared unit when left out."""
    allocation: Id | None = None
    data: DataType | None = None
    source: Line | None = None
    year: Year | None = None
    geography: Line | None = None
    confidential: Flag = False
    note: Text | None = None


class Material(Entry):
    """A material, component or auxiliary bought in."""

    material: Text
    component: Id | None = None
    substance: Substance | None = None
    specification: Line | None = None
    pieces: Whole | None = None
    amount: quantity_of()
    mass: quantity_of("mass") | None = None
    """Mass of the amount, where the amount is not a mass itself (metres of fibre, pieces)."""
    factor: Line
    transport: list[Leg] = []


class Packaging(Entry):
    """Packaging; reused packaging counts with its own life cycle divided by its uses."""

    packaging: Text
    component: Id | None = None
    substance: Substance | None = None
    amount: quantity_of()
    mass: quantity_of("mass") | None = None
    uses: Annotated[Whole, Field(ge=1)] = 1
    factor: Line
    transport: list[Leg] = []
    return_transport: list[Leg] = []
    """Legs back to the packer after each use but the last."""


class Energy(Entry):
    """Energy bought or fuel burned."""

    energy: Text
    amount: quantity_of()
    factor: Line | None = None
    fuel: Id | None = None

    @model_validator(mode="after")
    def _one_factor(self) -> Energy:
        if (self.factor is None) == (self.fuel is None):
            raise refuse("energy-form", "energy names either a factor or a fuel of annex D.1", "factor: … or fuel: …")
        return self


class Emission(Entry):
    """A greenhouse gas that leaves a process."""

    emission: Text
    gas: Line
    amount: quantity_of("mass")
    origin: Literal["fossil", "biogenic_emission", "land_use_change", "aircraft"] = "fossil"


class Removal(Entry):
    """Carbon dioxide that biomass in the product took from the air."""

    removal: Text
    gas: Literal["CO2"] = "CO2"
    amount: quantity_of("mass")


class Transport(Entry):
    """Goods moved: each leg by mass x distance, or by the fuel burned."""

    transport: Text
    mass: quantity_of("mass")
    legs: Annotated[list[Leg], Field(min_length=1)]


class Storage(Entry):
    """Storage or sale: the energy it takes, given as such or as power x duration."""

    storage: Text
    duration: quantity_of("time") | None = None
    amount: quantity_of("energy") | None = None
    power: quantity_of("power") | None = None
    factor: Line

    @model_validator(mode="after")
    def _one_form(self) -> Storage:
        if (self.amount is None) == (self.power is None) or (self.power is not None and self.duration is None):
            raise refuse("storage-form", "storage has either an amount of energy or a power and a duration", "amount: 0.8 kWh, or power: 12 W and duration: 720 h")
        return self


class Operation(Entry):
    """Energy the product takes in use: average power or energy a year, over its service life."""

    operation: Text
    power: quantity_of("power") | None = None
    hours_per_year: Positive | None = None
    annual_energy: quantity_of("energy") | None = None
    service_life: quantity_of("time") | None = None
    factor: Line

    @model_validator(mode="after")
    def _one_form(self) -> Operation:
        if (self.power is None) == (self.annual_energy is None):
            raise refuse("operation-form", "operation has either a power or an annual energy", "power: 201 W, or annual_energy: 1760.3 kWh")
        return self


class Attenuation(Entry):
    """Energy that the attenuation of a cable costs the transmission system, T/CCSA 603-2024 annex E."""

    attenuation: Text
    coefficient: quantity_of("attenuation")
    length: quantity_of("length")
    laser_power: quantity_of("power")
    input_power: quantity_of("power") | None = None
    service_life: quantity_of("time") | None = None
    counted_by_system: Flag = False
    """Whether the transmission system's own footprint already counts this energy."""
    factor: Line


class Treatment(Entry):
    """A route at the end of life: a mass, what is done with it, and how it gets there."""

    treatment: Text
    route: Id
    substance: Substance | None = None
    mass: quantity_of("mass")
    factor: Line
    transport: list[Leg] = []


KINDS: dict[str, type[Entry]] = {
    "material": Material,
    "packaging": Packaging,
    "energy": Energy,
    "emission": Emission,
    "removal": Removal,
    "transport": Transport,
    "storage": Storage,
    "operation": Operation,
    "attenuation": Attenuation,
    "treatment": Treatment,
}
"""Kind of line by the key that names it: `- energy: Electricity` is a line of kind `energy`."""

KIND_TAG = "kind:"
"""Prefix of the union tags, so that `model.decode` can drop them from an error's path."""


def _kind(value: Any) -> str | None:
    if isinstance(value, Entry):
        return KIND_TAG + next(kind for kind, cls in KINDS.items() if type(value) is cls)
    keys = [kind for kind in KINDS if isinstance(value, dict) and kind in value]
    # `transport` is also a field of materials, packaging and treatments.
    first = next((k for k in value if k in keys), None) if isinstance(value, dict) else None
    return KIND_TAG + first if first else None


InventoryLine = Annotated[
    Annotated[Material, Tag(KIND_TAG + "material")]
    | Annotated[Packaging, Tag(KIND_TAG + "packaging")]
    | Annotated[Energy, Tag(KIND_TAG + "energy")]
    | Annotated[Emission, Tag(KIND_TAG + "emission")]
    | Annotated[Removal, Tag(KIND_TAG + "removal")]
    | Annotated[Transport, Tag(KIND_TAG + "transport")]
    | Annotated[Storage, Tag(KIND_TAG + "storage")]
    | Annotated[Operation, Tag(KIND_TAG + "operation")]
    | Annotated[Attenuation, Tag(KIND_TAG + "attenuation")]
    | Annotated[Treatment, Tag(KIND_TAG + "treatment")],
    Discriminator(_kind, custom_error_type="kind", custom_error_message="a line of the inventory begins with its kind: " + ", ".join(KINDS)),
]


class Part(Words):
    """What another product takes from an allocated process."""

    name: Text
    share: quantity_of()


class AllocationChoice(Words):
    """A basis and the product's part of the whole on that basis."""

    basis: Basis
    share: quantity_of()
    of: quantity_of()
    others: list[Part] = []
    """The rest of the whole; with `share` it must add up to `of`."""
    because: Text


class Allocation(AllocationChoice):
    """How a process shared with other products is divided."""

    alternatives: list[AllocationChoice] = []


class Exclusion(Words):
    """A flow left out of the inventory."""

    name: Text
    stage: StageId
    flow: Id | None = None
    """One of the rules' insignificant flows (`infrastructure`, `commuting`, …); needs no estimate."""
    substance: Substance | None = None
    mass: quantity_of("mass") | None = None
    waste_mass: quantity_of("mass") | None = None
    estimate: quantity_of("mass") | None = None
    """Estimated kg CO2e per declared unit."""
    because: Text


class StatedResults(Words):
    """Figures of an existing, verified study, taken over instead of computed."""

    study: Line
    by: Text
    date: Day
    statement: Line | None = None
    """Verification statement or report number."""
    url: Address | None = None
    stages: dict[StageId, quantity_of("mass")]
    origins: dict[Origin, quantity_of("mass")] = {}
    total: quantity_of("mass")
    total_solid_waste: quantity_of("mass") | None = None


class DeclaredUnit(Words):
    """What the figure is for; a functional unit says more (use, performance, life)."""

    amount: quantity_of()
    of: Text
    intended_use: Text | None = None
    performance: Text | None = None
    service_life: quantity_of("time") | None = None


class ReferenceFlow(Words):
    """The flow that fulfils the unit."""

    amount: quantity_of()
    of: Text


class Link(Words):
    """A link that the page shows."""

    title: Text
    url: Address


class Image(Words):
    """A picture in the declarations folder and what it shows."""

    file: Picture
    alt: Text


class Product(Words):
    """The product: names, picture and technical parameters."""

    name: Text
    model: Line
    function: Text | None = None
    description: Text | None = None
    gtin: Gtin | None = None
    image: Image | None = None
    links: list[Link] = []
    parameters: dict[StageId, Line | Text] = {}


class Operator(Words):
    """The programme operator."""

    name: Text
    address: Text | None = None
    website: Address | None = None


class Programme(Words):
    """Under whose programme and number the declaration is registered."""

    operator: Operator | None = None
    number: Line | None = None
    pcr_review: Text | None = None


class Verification(Words):
    """Who checked the declaration, and how independent they are."""

    kind: Literal["third-party", "second-party", "internal", "none"]
    by: Text | None = None
    statement: Line | None = None
    date: Day | None = None


class OfficialMark(Words):
    """A mark that a body awarded; shown only with its certificate."""

    image: Image
    body: Text
    certificate: Line | None = None
    expires: Day | None = None


class Study(Words):
    """The study behind the declaration."""

    commissioner: Text | None = None
    assessor: Text | None = None
    report_number: Line | None = None
    date: Day | None = None
    goal: Text
    intended_use: Text


class DataDefault(Words):
    """Kind and origin of the activity data where a line gives none of its own."""

    type: DataType
    source: Line
    year: Year | None = None
    geography: Line | None = None


class Contact(Words):
    """Whom to ask."""

    person: Text | None = None
    phone: Line | None = None
    email: Annotated[Line, Field(pattern=r"^[^@\s<>\"]+@[^@\s<>\"]+\.[a-z]+$")] | None = None


class Organisation(Words):
    """Who makes and answers for the declarations: `declarations/organisation.yml`."""

    name: Text
    address: Text | None = None
    legal_representative: Text | None = None
    contact: Contact | None = None
    website: Address | None = None
    about: Text | None = None
    programme: Operator | None = None


class Declaration(Words):
    """One product's declaration: `declarations/products/*.yml`."""

    id: Id
    version: Annotated[Whole, Field(ge=1)]
    status: Literal["draft", "published", "withdrawn"] = "draft"
    withdrawn_because: Text | None = None
    change: Text | None = None
    """What this version changes against the one before."""
    rules: Line
    communication: Literal["footprint", "type-iii"] = "footprint"
    audience: Literal["business", "consumer"] = "business"
    product: Product
    declared_unit: DeclaredUnit | None = None
    functional_unit: DeclaredUnit | None = None
    reference_flow: ReferenceFlow | None = None
    boundary: Id | list[StageId]
    period: Period
    geography: Line
    study: Study
    programme: Programme | None = None
    verification: Verification = Verification(kind="none")
    validity: Period
    gwp: Id | None = None
    """GWP set; the one the rules name when left out."""
    data: DataDefault | None = None
    inventory: dict[StageId, list[InventoryLine]] = {}
    results: StatedResults | None = None
    allocations: dict[Id, Allocation] = {}
    excluded: list[Exclusion] = []
    total_solid_waste: quantity_of("mass") | None = None
    """Solid waste per declared unit, the measure of the waste cut-off."""
    assumptions: list[Text] = []
    limitations: list[Text] = []
    recommendations: list[Text] = []
    official_mark: OfficialMark | None = None
    offsets: Any = None
    """Never counted; given only to be refused by the rule `offset`, which says why."""

    @model_validator(mode="after")
    def _one_form(self) -> Declaration:
        if (self.declared_unit is None) == (self.functional_unit is None):
            raise refuse("unit-form", "a declaration has either a declared_unit or a functional_unit", "declared_unit: {amount: 1 km, of: …}")
        if bool(self.inventory) == (self.results is not None):
            raise refuse("inventory-form", "a declaration has either an inventory or stated results", "inventory: …, or results: …")
        return self

    @property
    def unit(self) -> DeclaredUnit:
        """The declared or the functional unit, whichever is given."""
        return self.declared_unit or self.functional_unit  # type: ignore[return-value]
