"""The shape of a record's inventory: lines and their terms, factors, allocations, what was left out, quality of data.

Numbers and texts are written as in `record.shape`.
"""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from carbonpress.record.basic_shape import Amount, Number, Source, Text


class Step(TypedDict):
    """A step from the amount as given to the activity data per unit: symbol, value, unit of each operand."""

    kind: str
    operands: list[tuple[str, Number, str]]


class Term(TypedDict):
    """Activity data x emission factor x GWP for one gas."""

    origin: str
    gas: str
    factor: Number
    gwp: Number
    result: Number


class Activity(TypedDict):
    """A line of the inventory; `factor` is a key of `factors`, None for direct emissions."""

    number: int
    stage: str
    kind: str
    name: Text
    component: Text | None
    process: Text | None
    specification: str | None
    amount: Number
    unit: str
    steps: list[Step]
    factor: str | None
    terms: list[Term]
    result: Number
    share: Number | None
    data: Literal["primary", "secondary", "assumed"]
    source: str | None
    year: int | None
    geography: str | None
    allocation: str | None
    note: Text | None


class Aggregate(TypedDict):
    """The confidential lines of one stage, in one figure; nothing else of them leaves the company."""

    stage: str
    count: int
    result: Number
    share: Number | None


class Factor(TypedDict):
    """An emission factor that a public activity uses; `value` in kg CO2e per `per` under the GWP set."""

    name: Text
    per: Amount
    value: Number
    kind: Literal["life-cycle", "combustion"]
    data: Literal["primary", "secondary"]
    priority: int | None
    year: int
    edition: int
    geography: str
    source: Source
    illustrative: bool
    fuel: Fuel | None


class Fuel(TypedDict):
    """The figures of annex D.1 behind a fuel's factor: per amount burnt, GJ, t C/GJ, share that burns."""

    per: Amount
    net_calorific_value: Amount
    carbon_content: Number
    oxidation: Number


class Part(TypedDict):
    """What another product takes of an allocated process."""

    name: Text
    share: Amount


class AllocationChoice(TypedDict):
    """A basis, the product's part and the whole; `total` is the footprint under this choice."""

    basis: str
    share: Amount
    of: Amount
    others: list[Part]
    because: Text
    total: Number | None


class Allocation(AllocationChoice):
    """An allocation and what its alternatives would give."""

    id: str
    alternatives: list[AllocationChoice]


class Exclusion(TypedDict):
    """A flow left out."""

    name: Text
    stage: str
    flow: Text | None
    mass: Amount | None
    waste_mass: Amount | None
    estimate: Amount | None
    share: Number | None
    because: Text


class CutOff(TypedDict):
    """Limits of the cut-off criteria and what was left out against them."""

    clause: str
    material_mass: Number | None
    solid_waste: Number | None
    single_emission: Number | None
    total_emission: Number
    excluded: list[Exclusion]
    excluded_total: Number
    excluded_share: Number | None


class PriorityShare(TypedDict):
    """Share of the footprint whose factors have this class; 0 stands for primary factors, None for no class."""

    priority: int | None
    name: Text | None
    share: Number


class DataQuality(TypedDict):
    """How much of the footprint rests on which kind of data; shares of the gross emissions."""

    primary_activity_share: Number | None
    primary_share: Number | None
    by_priority: list[PriorityShare]
    illustrative_share: Number | None
