"""The lines of the inventory: what a product is made of, what it takes to make, move and use it, what leaves it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from carbonpress.model.quality import Quality, Uncertainty
from carbonpress.model.scalar import (
    Amount,
    AttenuationCoefficient,
    Duration,
    EnergyAmount,
    Flag,
    FuelAmount,
    Id,
    Length,
    Line,
    Mass,
    Positive,
    Power,
    Whole,
    Year,
    refuse,
)
from carbonpress.model.text import LineOrText, Text, Words

Substance = Literal[
    "polymer", "metal", "glass", "paper", "wood", "electronics", "precious-metal", "toxic-substance", "other"
]
DataType = Literal["primary", "secondary"]


class Leg(Words):
    """One leg of transport: a mode by mass x distance, or the fuel that the vehicle burned for this load."""

    by: Line | None = None
    """Mode of transport: its emission factor per t km, or per vehicle km."""
    distance: Length | None = None
    """How far the goods go by this mode."""
    fuel: Id | None = None
    """Fuel of T/CCSA 603-2024 table D.1 that the vehicle burned."""
    amount: FuelAmount | None = None
    """How much fuel the leg burned for `per` (by default for the declared unit)."""
    load: Line | None = None
    """Load of the vehicle in words, T/CCSA 603-2024, 6.1.2.4."""

    @model_validator(mode="after")
    def _one_form(self) -> Leg:
        by_mode = self.by is not None and self.distance is not None and self.amount is None and self.fuel is None
        by_fuel = self.fuel is not None and self.amount is not None and self.by is None
        if not (by_mode or by_fuel):
            what = "a leg has either a mode and a distance or a fuel and an amount"
            raise refuse("leg", what, "{by: …, distance: … km} or {fuel: diesel, amount: … kg}")
        return self


class Entry(Words):
    """What all lines of the inventory have in common."""

    process: LineOrText | None = None
    """Unit process the line belongs to."""
    per: Amount | None = None
    """What the amount is given for; the declared unit when left out."""
    allocation: Id | None = None
    """Key of `allocations` by which a shared process is divided."""
    data: DataType | None = None
    """Whether the amount was measured or is known at the source (primary) or comes from elsewhere (secondary)."""
    source: Line | None = None
    """Where the amount comes from."""
    year: Year | None = None
    """Year the amount stands for."""
    geography: Line | None = None
    """Place or region the amount stands for."""
    quality: Quality | None = None
    """Scores of the amount in the pedigree matrix; derived from the line where left out."""
    uncertainty: Uncertainty | None = None
    """How far the amount may be off; derived from its scores where left out."""
    confidential: Flag = False
    """Whether the line is shown only in aggregate, in every output."""
    note: Text | None = None
    """Anything a reader of the report should know about the line."""

    @property
    def kind(self) -> str:
        """The key that names the line, which is its class in small letters: `material`, `energy`, ..."""
        return type(self).__name__.lower()

    @property
    def name(self) -> Text:
        """What the author calls the line."""
        name: Text = getattr(self, self.kind)
        return name


class Material(Entry):
    """A material, component or auxiliary bought in."""

    material: Text
    """Name of the material; makes the line one of kind material."""
    component: Id | None = None
    """Component of the rules' list that the material belongs to, T/CCSA 603-2024, 5.1.2."""
    substance: Substance | None = None
    """What the material consists of; decides on cut-off and end of life."""
    specification: Line | None = None
    """Model or grade of the material."""
    pieces: Whole | None = None
    """How many pieces of it the product has."""
    amount: Amount
    """How much of it goes in, in the unit of the factor or one that converts."""
    mass: Mass | None = None
    """Mass of the amount, where the amount is not a mass itself (metres of fibre, pieces)."""
    factor: Line
    """Emission factor: `id@year`, or `id` for its newest edition."""
    transport: list[Leg] = []
    """Legs from the supplier to the site."""


class Packaging(Entry):
    """Packaging; reused packaging counts with its own life cycle divided by its uses."""

    packaging: Text
    """Name of the packaging; makes the line one of kind packaging."""
    component: Id | None = None
    """Component of the rules' list that the packaging belongs to."""
    substance: Substance | None = None
    """What the packaging consists of."""
    amount: Amount
    """How much packaging, before division by `uses`."""
    mass: Mass | None = None
    """Mass of the amount, where the amount is not a mass itself."""
    uses: Annotated[Whole, Field(ge=1)] = 1
    """How often it is used before it is discarded, T/CCSA 603-2024, 6.2.2 d."""
    factor: Line
    """Emission factor: `id@year`, or `id` for its newest edition."""
    transport: list[Leg] = []
    """Legs from the supplier to the packer."""
    return_transport: list[Leg] = []
    """Legs back to the packer after each use but the last."""


class Energy(Entry):
    """Energy bought or fuel burned."""

    energy: Text
    """Name of the energy; makes the line one of kind energy."""
    amount: Amount
    """How much energy or fuel."""
    factor: Line | None = None
    """Emission factor; left out where `fuel` is given."""
    fuel: Id | None = None
    """Fuel of T/CCSA 603-2024 table D.1, burned here."""

    @model_validator(mode="after")
    def _one_factor(self) -> Energy:
        if (self.factor is None) == (self.fuel is None):
            what = "energy names either a factor or a fuel of annex D.1"
            raise refuse("energy-form", what, "factor: … or fuel: …")
        return self


class Emission(Entry):
    """A greenhouse gas that leaves a process."""

    emission: Text
    """Name of the emission; makes the line one of kind emission."""
    gas: Line
    """The gas, by its id in the GWP set."""
    amount: Mass
    """Mass of the gas."""
    origin: Literal["fossil", "biogenic_emission", "land_use_change", "aircraft"] = "fossil"
    """Where its carbon comes from."""


class Removal(Entry):
    """Carbon dioxide that biomass in the product took from the air."""

    removal: Text
    """Name of the removal; makes the line one of kind removal."""
    gas: Literal["CO2"] = "CO2"
    """The gas: carbon dioxide."""
    amount: Mass
    """Mass of the gas, without a minus sign."""


class Transport(Entry):
    """Goods moved: each leg by mass x distance, or by the fuel burned."""

    transport: Text
    """Name of the transport; makes the line one of kind transport."""
    mass: Mass
    """Mass moved, packaging included."""
    legs: Annotated[list[Leg], Field(min_length=1)]
    """Legs of the way, in their order."""


class Storage(Entry):
    """Storage or sale: the energy it takes, given as such or as power x duration."""

    storage: Text
    """Name of the storage or sale; makes the line one of kind storage."""
    duration: Duration | None = None
    """How long the product is stored or on sale."""
    amount: EnergyAmount | None = None
    """Energy that the storage takes; left out where `power` is given."""
    power: Power | None = None
    """Power that the storage draws over `duration`."""
    factor: Line
    """Emission factor of the energy."""

    @model_validator(mode="after")
    def _one_form(self) -> Storage:
        if (self.amount is None) == (self.power is None) or (self.power is not None and self.duration is None):
            what = "storage has either an amount of energy or a power and a duration"
            raise refuse("storage-form", what, "amount: 0.8 kWh, or power: 12 W and duration: 720 h")
        return self


class Operation(Entry):
    """Energy the product takes in use: average power or energy a year, over its service life."""

    operation: Text
    """Name of the operation; makes the line one of kind operation."""
    power: Power | None = None
    """Average power; left out where `annual_energy` is given."""
    hours_per_year: Positive | None = None
    """Hours of operation a year; all 8760 when left out."""
    annual_energy: EnergyAmount | None = None
    """Energy a year; left out where `power` is given."""
    service_life: Duration | None = None
    """How long the product is used; from the unit, the product or the rules when left out."""
    factor: Line
    """Emission factor of the energy."""

    @model_validator(mode="after")
    def _one_form(self) -> Operation:
        if (self.power is None) == (self.annual_energy is None):
            what = "operation has either a power or an annual energy"
            raise refuse("operation-form", what, "power: 201 W, or annual_energy: 1760.3 kWh")
        return self


class Attenuation(Entry):
    """Energy that the attenuation of a cable costs the transmission system, T/CCSA 603-2024 annex E."""

    attenuation: Text
    """Name of the loss; makes the line one of kind attenuation."""
    coefficient: AttenuationCoefficient
    """Attenuation per length with its unit, dB/km or B/km: alpha of formula (E.1)."""
    length: Length
    """Length of the cable: L of formula (E.1)."""
    laser_power: Power
    """Electrical power of the laser, P_laser of formula (E.2)."""
    input_power: Power | None = None
    """Optical power that enters the cable, P_in of formula (E.2)."""
    service_life: Duration | None = None
    """How long the cable is used: Y of formula (E.1)."""
    counted_by_system: Flag = False
    """Whether the transmission system's own footprint already counts this energy, T/CCSA 603-2024, 6.1.2.5."""
    factor: Line
    """Emission factor of the energy."""


class Treatment(Entry):
    """A route at the end of life: a mass, what is done with it, and how it gets there."""

    treatment: Text
    """Name of what is treated; makes the line one of kind treatment."""
    route: Id
    """What is done with it: landfill, incineration, recycling …"""
    substance: Substance | None = None
    """What it consists of."""
    mass: Mass
    """Mass treated."""
    factor: Line
    """Emission factor of the route per mass."""
    transport: list[Leg] = []
    """Legs to the place of treatment."""


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


def kind_of(line: Any) -> str | None:
    """The kind that the keys of a line name, in any order; None when they name none."""
    # With a list below it, `transport` is a field of a material, a packaging or a treatment.
    keys = line if isinstance(line, dict) else {}
    return next((key for key, value in keys.items() if key in KINDS and not isinstance(value, list)), None)


def _tag(value: Any) -> str | None:
    # The prefix keeps tags apart from keys in the path of an error.
    if isinstance(value, Entry):
        return f"kind:{value.kind}"
    kind = kind_of(value)
    return kind and f"kind:{kind}"


InventoryLine = Annotated[
    Annotated[Material, Tag("kind:material")]
    | Annotated[Packaging, Tag("kind:packaging")]
    | Annotated[Energy, Tag("kind:energy")]
    | Annotated[Emission, Tag("kind:emission")]
    | Annotated[Removal, Tag("kind:removal")]
    | Annotated[Transport, Tag("kind:transport")]
    | Annotated[Storage, Tag("kind:storage")]
    | Annotated[Operation, Tag("kind:operation")]
    | Annotated[Attenuation, Tag("kind:attenuation")]
    | Annotated[Treatment, Tag("kind:treatment")],
    Discriminator(_tag, custom_error_type="kind", custom_error_message="a line begins with its kind"),
]
