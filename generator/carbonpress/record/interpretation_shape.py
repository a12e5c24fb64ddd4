"""The shape of a record's interpretation: how good the figure is, what drives it, what would change it.

Numbers and texts are written as in `record.shape`.  Lines marked confidential take part in every sum and are named
nowhere.
"""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from carbonpress.record.basic_shape import Number, Text


class Interval(TypedDict):
    """A declared value in kg CO2e, mean and standard deviation of how it scatters, and the ends that hold 95 %."""

    value: Number
    mean: Number
    sd: Number
    low: Number
    high: Number
    distribution: Literal["lognormal", "normal", "triangular"]


class Simulated(TypedDict):
    """What a simulation gave for a sum, kg CO2e; `low` and `high` are the 2.5 and 97.5 percentiles."""

    mean: Number
    median: Number
    sd: Number
    low: Number
    high: Number


class Histogram(TypedDict):
    """Counts of runs in equally wide steps from `start`, kg CO2e; `outside` lie beyond either end."""

    start: Number
    step: Number
    counts: list[int]
    outside: int


class Simulation(TypedDict):
    """A Monte Carlo simulation with what repeats it: runs, seed, generator and version of numpy."""

    runs: int
    seed: int
    generator: str
    numpy: str
    total: Simulated
    stages: dict[str, Simulated]
    histogram: Histogram


class Uncertainty(TypedDict):
    """The uncertainty of activity data and factors, propagated; not that of GWP values or of the model.

    `digits` is how many significant digits of the total mean something.
    """

    total: Interval
    digits: int
    stages: dict[str, Interval]
    given_share: Number
    """Part of the variance whose data have an uncertainty that somebody gave, of one."""
    simulation: Simulation | None


class Driver(TypedDict):
    """What one datum does to the total, kg CO2e: when it grows by ten per cent, and at the ends of its own range."""

    kind: Literal["amount", "distance", "factor"]
    name: Text
    factor: str | None
    lines: list[int]
    """Numbers of the activities that rest on it."""
    share: Number | None
    """Part of the total that rests on it, of one."""
    tenth: Number
    low: Number
    high: Number
    sd: Number
    """Relative standard deviation."""
    distribution: Literal["lognormal", "normal", "triangular"]
    given: bool
    variance_share: Number


class OtherGwp(TypedDict):
    """The total under another set of characterisation factors; None while gases are missing in it."""

    id: str
    title: Text
    metric: str
    horizon: Number
    horizon_unit: str
    edition: str
    total: Number | None
    missing: list[str]


class Sensitivity(TypedDict):
    """What would move the total."""

    drivers: list[Driver]
    """The data with the widest range first, as far as no confidential line rests on them."""
    others: int
    """How many more there are."""
    undisclosed_share: Number
    """Part of the variance that comes from data of confidential lines, of one."""
    left_out: Number
    """What the total would be with the estimates of all flows that were left out."""
    gwp: list[OtherGwp]
    fixed_share: Number
    """Part of the gross emissions that factors give as CO2e, which no other GWP set changes."""


class Score(TypedDict):
    """A mean of scores, 1 best to 5 worst, and the id of its rating."""

    score: Number
    rating: str


class IndicatorScore(TypedDict):
    """The mean score of one indicator."""

    id: str
    name: Text
    score: Number


class WeakDatum(TypedDict):
    """A datum of low scores on which much of the footprint rests."""

    kind: Literal["amount", "distance", "factor"]
    name: Text
    factor: str | None
    lines: list[int]
    share: Number
    score: Number
    rating: str
    scores: dict[str, int]
    given: list[str]


class Quality(TypedDict):
    """Data quality in two steps: scores of each datum, then ratings weighted by what rests on it."""

    score: Number
    rating: str
    ratings: dict[str, Text]
    """Names of the ratings, the best first."""
    indicators: list[IndicatorScore]
    stages: dict[str, Score]
    weak: list[WeakDatum]
    given_share: Number


class Scenario(TypedDict):
    """The total of another way the life cycle may go; never the declared figure."""

    id: str
    name: Text
    about: Literal["use", "end-of-life", "transport", "energy", "other"]
    because: Text | None
    total: Number
    difference: Number
    share: Number | None
    """The difference as part of the declared total, of one."""
    stages: dict[str, Number | None]


class Check(TypedDict):
    """A line of the check lists for completeness and consistency."""

    id: str
    list: Literal["completeness", "consistency"]
    verdict: Literal["met", "gap", "unknown"]
    missing: list[Text]
    found: Number | None
    of: Number | None


class Process(TypedDict):
    """A unit process as far as its lines are public."""

    stage: str
    name: Text | None
    result: Number
    share: Number | None


class GasShare(TypedDict):
    """What a gas adds to the total; `CO2e` stands for what is given so."""

    gas: str
    result: Number
    share: Number | None


class Comparison(TypedDict):
    """What has to be alike before the figure is compared, and what tells it from others.

    `factors` and `amounts` (by number of the first activity) hold what the
    uncertainty of a datum does to the total, kg CO2e with the sign of its part in
    it; `own_variance` is that of all other data.
    """

    function: dict[str, str]
    factors: dict[str, Number]
    amounts: dict[str, Number]
    own_variance: Number | None


class Interpretation(TypedDict):
    """How good the figure is, what drives it, and what would change it."""

    quality: Quality | None
    uncertainty: Uncertainty | None
    sensitivity: Sensitivity | None
    scenarios: list[Scenario]
    checks: list[Check]
    processes: list[Process]
    gases: list[GasShare]
    comparison: Comparison
