"""The shape of what a record shows: digits, units and words as they were printed, by language.

`press.common.shown` composes it once, when a record is completed; whatever is pressed later from a published record
repeats it, also when the program has come to write digits, units or words in another way.
"""

from __future__ import annotations

from typing_extensions import TypedDict

Pair = tuple[str, str]
"""A text in the leading language of a label, and in its other one; the second is empty where there is none."""


class ShownPart(TypedDict):
    """A figure of a table and its percentage, as written."""

    value: str
    percent: str


class ShownIntensity(TypedDict):
    """An intensity and its unit, and the total that was divided, as written."""

    value: str
    unit: str
    total: str


class ShownInterval(TypedDict):
    """The ends of the interval of 95 % and the figure between them, as written in one sentence."""

    low: str
    about: str
    high: str


class ShownHeadline(TypedDict):
    """The figure of the declaration: its digits, and its unit by language.

    Other figures in its sentences are in the same unit of mass (`g`, `kg`, `t`),
    times ten to the power of `exponent`.
    """

    digits: str
    unit: dict[str, str]
    mass: str
    exponent: int


class ShownResult(TypedDict):
    """What pages, documents and lists show of the result in one language.

    `{of}` in `per` is where the name of what is counted goes.  `stages` has a part
    for each stage that is counted by its id, `origins` a figure for each origin; both
    have `rest` where the rounding of a study leaves something between them and the
    total.  `intensities` are in the order of the record.
    """

    per: str
    description: str
    stages: dict[str, ShownPart]
    total: ShownPart
    origins: dict[str, str]
    intensities: list[ShownIntensity]
    interval: ShownInterval | None
    verification: str
    """In words, what kind of verification the declaration has."""
    outcomes: dict[str, str]
    """In words, each outcome that a requirement can have: `met`, `warning`, `not-applicable`."""


class ShownStage(TypedDict):
    """A stage on a label: its name, and its percentage or that it is not counted."""

    id: str
    name: Pair
    part: str


class ShownLabel(TypedDict):
    """Every text of a label in one or two languages, whatever its size; empty where the label has none.

    `short_name`, `counted` and `digest` are what small sizes show in place of
    `name`, `stages` and `facts`.  `states` says what stands across the label of a
    version that is no longer in force.
    """

    title: Pair
    emblem: str
    status: str
    states: dict[str, str]
    name: Pair
    short_name: str
    maker: str
    figure: str
    figure_unit: str
    unit: Pair
    partial: str
    boundary: Pair
    stages: list[ShownStage]
    counted: str
    scan: Pair
    scan_short: str
    facts: list[Pair]
    digest: str
    caution: Pair
    picture: str
    sentence: str


class Shown(TypedDict):
    """What a record shows: `results` by language, `labels` by the languages on them (`zh`, `en`, `zh-en`)."""

    wording: str
    """Digest of the wording that its pages and documents speak with: headings, sentences, names of units."""
    headline: ShownHeadline
    results: dict[str, ShownResult]
    labels: dict[str, ShownLabel]
