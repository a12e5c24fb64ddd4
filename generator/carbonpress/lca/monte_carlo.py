"""The uncertainty of a footprint by simulation: every datum drawn many times, with a stream that a seed fixes.

Needs numpy, which is an optional part of the installation.  The generator is PCG64; the same seed and the same version
of numpy give the same figures.  Floats are enough here: the figures are good to three digits, whatever they are
computed in.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from carbonpress.lca.spread import Spread
from carbonpress.lca.terms import Footprint
from carbonpress.lca.uncertainty import Scattered

if TYPE_CHECKING:
    import numpy as np

    Draws = np.ndarray[Any, np.dtype[np.float64]]

GENERATOR = "PCG64"
BINS = 40
"""Bars of the histogram, equally wide, over the middle 99 % of the runs."""

DIGITS = 6
"""Significant digits that are kept: more than the simulation is good for, and fewer than platforms differ in."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """What came out of a simulation for one sum, kg CO2e; `low` and `high` are the 2.5 and 97.5 percentiles."""

    mean: Decimal
    median: Decimal
    sd: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Histogram:
    """Counts of the runs by equally wide steps from `start` on, kg CO2e; `outside` lie beyond either end."""

    start: Decimal
    step: Decimal
    counts: tuple[int, ...]
    outside: int


@dataclass(frozen=True, slots=True)
class Simulation:
    """A simulation with what is needed to repeat it."""

    runs: int
    seed: int
    generator: str
    numpy: str
    total: Simulated
    stages: Mapping[str, Simulated]
    histogram: Histogram


def available() -> bool:
    """Whether numpy is installed."""
    return importlib.util.find_spec("numpy") is not None


def simulate(result: Footprint, data: Sequence[Scattered], runs: int, seed: int) -> Simulation:
    """Draw every datum *runs* times and add up the contributions.

    Data are drawn in their order, each once for all contributions that rest on
    it.  Confidential lines take part like all others; only sums come out.

    Raises
    ------
    ImportError
        When numpy is not installed.
    """
    import numpy as np

    stream = np.random.Generator(np.random.PCG64(seed))
    factors: list[Draws | None] = [None] * len(result.contributions)
    for one in data:
        drawn = _drawn(one.spread, stream, runs)
        for index in one.datum.uses:
            before = factors[index]
            factors[index] = drawn if before is None else before * drawn
    ones = np.ones(runs)
    results = [
        float(contribution.result) * (ones if factor is None else factor)
        for contribution, factor in zip(result.contributions, factors, strict=True)
    ]
    total = np.sum(results, axis=0) if results else np.zeros(runs)
    return Simulation(
        runs=runs,
        seed=seed,
        generator=GENERATOR,
        numpy=np.__version__,
        total=_simulated(total),
        stages={
            stage: _simulated(np.sum(parts, axis=0))
            for stage in result.stages
            if (parts := [r for c, r in zip(result.contributions, results, strict=True) if c.activity.stage == stage])
        },
        histogram=_histogram(total),
    )


def _drawn(spread: Spread, stream: np.random.Generator, runs: int) -> Draws:
    """Multiples of the value of a datum."""
    import numpy as np

    sd = float(spread.sd)
    if spread.distribution == "lognormal":
        return np.exp(stream.normal(0.0, sd, runs))
    if spread.distribution == "normal" or spread.low == spread.high:
        return stream.normal(1.0, sd, runs)
    return stream.triangular(float(spread.low), 1.0, float(spread.high), runs)


def _simulated(draws: Draws) -> Simulated:
    import numpy as np

    low, median, high = (float(p) for p in np.percentile(draws, (2.5, 50.0, 97.5)))
    return Simulated(
        _kept(float(draws.mean())), _kept(median), _kept(float(draws.std(ddof=1))), _kept(low), _kept(high)
    )


def _histogram(draws: Draws) -> Histogram:
    import numpy as np

    first, last = (float(p) for p in np.percentile(draws, (0.5, 99.5)))
    if not last > first:
        return Histogram(_kept(first), Decimal(0), (len(draws),), 0)
    counts, edges = np.histogram(draws, BINS, (first, last))
    return Histogram(
        _kept(first),
        _kept(float(edges[1] - edges[0])),
        tuple(int(count) for count in counts),
        len(draws) - int(counts.sum()),
    )


def _kept(value: float) -> Decimal:
    return Decimal(f"{value:.{DIGITS}g}")
