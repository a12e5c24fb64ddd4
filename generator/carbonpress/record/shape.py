"""The shape of a record; `record.schema` makes the published JSON Schema of it.

Numbers are decimal strings in plain notation, at most 15 significant digits, each rounded half-even by itself from the
exact value: no total is bent to fit rounded parts.  `None` means not declared or not counted, which is never zero.
Dates are `YYYY-MM-DD`.  Text is by language; a language that the author did not give is absent.

Only `shown` holds anything that is rounded for readers or written in the program's own words.
"""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from carbonpress.record.basic_shape import Amount as Amount
from carbonpress.record.basic_shape import LineOrText as LineOrText
from carbonpress.record.basic_shape import Number as Number
from carbonpress.record.basic_shape import Source as Source
from carbonpress.record.basic_shape import Text as Text
from carbonpress.record.interpretation_shape import Interpretation
from carbonpress.record.inventory_shape import Activity, Aggregate, Allocation, CutOff, DataQuality, Factor
from carbonpress.record.shown_shape import Shown

FORMAT = "carbonpress-declaration/2"


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
    short_name: NotRequired[Text | None]
    """For labels, cards and lists; None, or a language missing: the name."""
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


class Places(TypedDict):
    """The power of ten, in kg, of the last digit that each stated figure has in its study: 0 for 161, -1 for 13.0."""

    total: int
    stages: dict[str, int]
    origins: dict[str, int]


class Rounding(TypedDict):
    """What the total of a study has more than its parts together, for the figures of the study are rounded."""

    value: Number
    """kg CO2e; negative where the parts are more than the total."""
    share: Number | None
    """Share of the total; None where the total is not positive."""


class Stated(TypedDict):
    """The study that stated results were taken from, and with which digits it gives them."""

    study: LineOrText
    by: Text
    date: str
    statement: LineOrText | None
    url: str | None
    places: NotRequired[Places]
    rounding: NotRequired[dict[Literal["stages", "origins"], Rounding]]
    """By what was added up; nothing where the parts make the total exactly."""


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


class Composed(Results):
    """One declaration version as computed and checked, before anything of it is written out in digits and words."""

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
    labels: NotRequired[list[str] | None]
    """Sizes of label that the author chose, the main one first; None: those of the site."""
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
    interpretation: Interpretation | None
    """None where it was switched off."""


class Record(Composed):
    """One declaration version, whole: what is frozen, hashed and pressed.

    A key that a later program adds is `NotRequired`: records that were published
    before it stay what they are.
    """

    shown: Shown
