"""The shape of a record; `record.schema` makes the published JSON Schema of it.

Numbers are decimal strings in plain notation, at most 15 significant digits, each rounded half-even by itself from the
exact value: no total is bent to fit rounded parts.  `None` means not declared or not counted, which is never zero.
Dates are `YYYY-MM-DD`.  Text is by language; a language that the author did not give is absent.
"""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from carbonpress.record.interpretation_shape import Interpretation

FORMAT = "carbonpress-declaration/1"

Number = str
"""A decimal string such as `1027.4`."""

Text = dict[str, str]
"""A text by language: `zh`, `en`."""

LineOrText = str | Text
"""One line that serves all languages, such as the number of a standard, or a text by language."""


class Amount(TypedDict):
    """A number and its unit."""

    value: Number
    unit: str


class Source(TypedDict):
    """Where a number comes from."""

    document: LineOrText
    publisher: LineOrText | None
    year: int
    table: LineOrText | None
    url: str | None


class Parameter(TypedDict):
    """A technical parameter of the product."""

    id: str
    name: Text
    value: Text
    clause: str


class Image(TypedDict):
    """A picture: its path in the declarations folder, its SHA-256 and what it shows."""

    file: str
    sha256: str | None
    """Of the picture as the company keeps it, in hexadecimal; None where it could not be read."""
    alt: Text


class Link(TypedDict):
    """A link given by the author."""

    title: Text
    url: str


class Product(TypedDict):
    """What the declaration is about."""

    name: Text
    model: str
    category: Text
    function: Text | None
    description: Text | None
    gtin: str | None
    image: Image | None
    links: list[Link]
    parameters: list[Parameter]


class Contact(TypedDict):
    """Whom to ask."""

    person: Text | None
    phone: str | None
    email: str | None


class Organisation(TypedDict):
    """Who answers for the declaration."""

    name: Text
    address: Text | None
    legal_representative: Text | None
    contact: Contact | None
    website: str | None
    about: Text | None


class Study(TypedDict):
    """The study behind the declaration."""

    commissioner: Text | None
    assessor: Text | None
    report_number: str | None
    date: str | None
    goal: Text
    intended_use: Text


class Operator(TypedDict):
    """The programme operator."""

    name: Text
    address: Text | None
    website: str | None


class Programme(TypedDict):
    """Programme and registration number."""

    operator: Operator | None
    number: str | None
    pcr_review: Text | None


class Verification(TypedDict):
    """Who verified it."""

    kind: Literal["third-party", "second-party", "internal", "none"]
    by: Text | None
    statement: str | None
    date: str | None


class Clause(TypedDict):
    """A requirement of the rules, in own words."""

    clause: str
    text: Text


class Rules(TypedDict):
    """The product category rules that were followed."""

    id: str
    title: Text
    product: Text
    document: str
    document_title: Text
    status: Text
    clauses: list[Clause]
    declaration_clause: str
    use_stage: Text | None
    allocation: list[str]
    allocation_clause: str
    priority_clause: str


class Unit(TypedDict):
    """Declared or functional unit."""

    kind: Literal["declared", "functional"]
    value: Number
    unit: str
    of: Text
    intended_use: Text | None
    performance: Text | None
    service_life: Amount | None
    clause: str
    requirement: Text


class ReferenceFlow(TypedDict):
    """The flow that fulfils the unit."""

    value: Number
    unit: str
    of: Text


class Stage(TypedDict):
    """A stage of the rules with its result; `value` and `share` are None where it is not counted."""

    id: str
    name: Text
    short: Text
    content: Text
    clause: str
    included: bool
    excluded_because: Text | None
    value: Number | None
    share: Number | None
    """Share of the total, 0.689 is 68.9 %; None also where the total is not positive."""


class Boundary(TypedDict):
    """The system boundary."""

    id: str | None
    name: Text
    partial: bool
    clause: str
    stages: list[Stage]


class Gas(TypedDict):
    """A gas that a term uses, with its characterisation factor."""

    id: str
    name: Text
    formula: str
    value: Number


class Gwp(TypedDict):
    """The characterisation factors used."""

    id: str
    title: Text
    metric: str
    horizon: Amount
    edition: str
    newest: bool
    source: Source
    gases: list[Gas]


class Intensity(TypedDict):
    """A footprint intensity: total divided by the divisors."""

    id: str
    name: Text
    formula: str
    clause: str
    value: Number
    unit: str
    divisors: list[tuple[str, Number, str]]


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


class Stated(TypedDict):
    """The study that stated results were taken from."""

    study: LineOrText
    by: Text
    date: str
    statement: LineOrText | None
    url: str | None


class Conformity(TypedDict):
    """The outcome of one rule."""

    rule: str
    clause: str
    title: Text
    outcome: Literal["met", "warning", "not-applicable"]
    remarks: list[Text]


class OfficialMark(TypedDict):
    """A mark awarded by a body, with its certificate."""

    image: Image
    body: Text
    certificate: str
    expires: str | None


class Results(TypedDict):
    """The part of a record that holds figures."""

    gwp: Gwp | None
    """None for stated results, whose characterisation is that of their study."""
    total: Amount
    origins: dict[str, Number | None]
    intensities: list[Intensity]
    activities: list[Activity]
    confidential: list[Aggregate]
    factors: dict[str, Factor]
    allocations: list[Allocation]
    cut_off: CutOff
    data_quality: DataQuality | None
    ranking: list[int]
    """Numbers of the activities, the largest contribution first (by absolute value)."""


class Record(Results):
    """One declaration version, whole."""

    format: str
    generator: str
    id: str
    version: int
    address: str
    """Path of the version's page below the site: `p/<id>/v<N>/`."""
    url: str
    """What the QR code carries."""
    status: Literal["draft", "published", "withdrawn"]
    withdrawn_because: Text | None
    change: Text | None
    basis: Literal["computed", "stated"]
    communication: Literal["footprint", "type-iii"]
    audience: Literal["business", "consumer"]
    product: Product
    organisation: Organisation
    study: Study
    programme: Programme | None
    verification: Verification
    validity: dict[str, str]
    period: dict[str, str]
    geography: str
    rules: Rules
    unit: Unit
    reference_flow: ReferenceFlow | None
    boundary: Boundary
    stated: Stated | None
    assumptions: list[Text]
    limitations: list[Text]
    recommendations: list[Text]
    official_mark: OfficialMark | None
    conformity: list[Conformity]
    interpretation: NotRequired[Interpretation | None]
    """Absent in records that are older than it, None where it was switched off."""
