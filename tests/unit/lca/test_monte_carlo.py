"""Simulation: repeatable, close to what the closed forms and scipy say, and fast."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from scipy import stats

from carbonpress.lca.evidence import evidence_of
from carbonpress.lca.monte_carlo import BINS, Simulation, available, simulate
from carbonpress.lca.uncertainty import Scatter, scatter
from carbonpress.reference.pedigree import shipped_pedigree

RUNS = 20_000


@pytest.fixture
def simulated(declare: Any, inventory_of: Any, footprint_of: Any, scattered: Any) -> Callable[..., Simulation]:
    """A simulation of a declaration whose factors are certain."""

    def of(runs: int = RUNS, seed: int = 603, **given: Any) -> Simulation:
        found: Scatter = scattered(**given)
        return simulate(footprint_of(declare(**given)), found.data, runs, seed)

    return of


def steel(amount: str, uncertainty: Any, **more: Any) -> dict[str, Any]:
    return {"material": amount, "amount": amount, "factor": "steel@2024", "uncertainty": uncertainty, **more}


def near(expected: float, actual: Decimal, relative: float = 0.02) -> bool:
    return math.isclose(expected, float(actual), rel_tol=relative)


def test_the_same_seed_gives_the_same_figures(simulated: Any) -> None:
    """A seed fixes every figure; another seed gives others; the record can name what to repeat."""
    line = steel("10 kg", {"gsd": "1.2"})
    one, again, other = simulated(production=[line]), simulated(production=[line]), simulated(production=[line], seed=7)
    assert one == again
    assert one.total != other.total
    assert (RUNS, 603, "PCG64", np.__version__) == (one.runs, one.seed, one.generator, one.numpy)


def test_lognormal_draws_are_those_of_scipy(simulated: Any) -> None:
    """20 kg CO2e with GSD 1.3: median, mean and percentiles of scipy's lognormal distribution."""
    found = simulated(production=[steel("10 kg", {"gsd": "1.3"})]).total
    oracle = stats.lognorm(s=math.log(1.3), scale=20)
    assert near(oracle.median(), found.median) and near(oracle.mean(), found.mean)
    assert near(oracle.std(), found.sd, 0.03)
    assert near(oracle.ppf(0.025), found.low) and near(oracle.ppf(0.975), found.high)


def test_normal_draws_are_those_of_scipy(simulated: Any) -> None:
    """20 kg CO2e within 10 %: scipy's normal distribution."""
    found = simulated(production=[steel("10 kg", "± 10 %")]).total
    oracle = stats.norm(20, 2 / 1.959963984540054)
    assert near(oracle.ppf(0.025), found.low) and near(oracle.ppf(0.975), found.high) and near(oracle.std(), found.sd)


def test_triangular_draws_are_those_of_scipy(simulated: Any) -> None:
    """20 kg CO2e between 18 and 26: scipy's triangular distribution with its peak at 20."""
    found = simulated(production=[steel("10 kg", {"range": ["9 kg", "13 kg"]})]).total
    oracle = stats.triang(c=0.25, loc=18, scale=8)
    assert near(oracle.mean(), found.mean) and near(oracle.std(), found.sd)
    assert near(oracle.ppf(0.025), found.low) and near(oracle.ppf(0.975), found.high)


def test_a_simulated_sum_follows_scipys_distribution(simulated: Any) -> None:
    """The sum of a normal and a lognormal line has the percentiles of scipy's own draws."""
    found = simulated(production=[steel("10 kg", {"gsd": "1.4"}), steel("30 kg", {"sd": "3 kg"})]).total
    stream = np.random.default_rng(1)
    oracle = stats.lognorm(s=math.log(1.4), scale=20).rvs(200_000, random_state=stream)
    oracle = oracle + stats.norm(60, 6).rvs(200_000, random_state=stream)
    for percentile, actual in ((2.5, found.low), (50, found.median), (97.5, found.high)):
        assert near(float(np.percentile(oracle, percentile)), actual)


def test_simulation_and_propagation_agree(simulated: Any, scattered: Any) -> None:
    """For spreads as they occur, both ways give the same mean, deviation and interval of total and stages, to 2 %."""
    leg = {"by": "truck@2024", "distance": "300 km"}
    given = {
        "raw_material_acquisition": [
            steel("10 kg", {"gsd": "1.1"}, transport=[leg]),
            steel("25 kg", "± 8 %", transport=[leg]),
        ],
        "production": [{"energy": "power", "amount": "40 kWh", "factor": "power@2024", "uncertainty": {"gsd": "1.2"}}],
    }
    analytic, drawn = scattered(**given), simulated(**given)
    assert near(float(analytic.total.sd), drawn.total.sd)
    for one, other in ((analytic.total, drawn.total), *((p, drawn.stages[s]) for s, p in analytic.stages.items())):
        assert near(float(one.mean), other.mean)
        assert near(float(one.low), other.low) and near(float(one.high), other.high)


def test_they_agree_where_data_are_as_good_as_unknown(simulated: Any, scattered: Any) -> None:
    """With GSDs of 1.5 and a lopsided range the deviation agrees to 2 %, the ends of the interval to 5 %."""
    lines = [steel(f"{n} kg", {"gsd": "1.5"}) for n in (10, 12, 15)]
    lines.append(steel("20 kg", {"range": ["15 kg", "45 kg"]}))
    analytic, drawn = scattered(production=lines), simulated(runs=50_000, production=lines)
    assert near(float(analytic.total.sd), drawn.total.sd)
    assert near(float(analytic.total.mean), drawn.total.mean, 0.01)
    assert near(float(analytic.total.low), drawn.total.low, 0.05)
    assert near(float(analytic.total.high), drawn.total.high, 0.05)


def test_shared_factors_are_drawn_once(declare: Any, footprint_of: Any) -> None:
    """Two lines with one factor are off together: the simulated deviation is the correlated one, not the smaller."""
    line = {"material": "a", "amount": "10 kg", "factor": "steel@2024", "uncertainty": {"gsd": "1"}}
    declaration = declare(production=[line, {**line, "material": "b"}])
    result = footprint_of(declaration)
    found = scatter(evidence_of(declaration, result, shipped_pedigree()))
    assert found is not None
    factor = next(one for one in found.data if one.datum.key[0] == "factor")
    drawn = simulate(result, found.data, RUNS, 1)
    assert near(40 * float(factor.spread.mean * factor.spread.cv), drawn.total.sd)


def test_the_histogram_holds_every_run(simulated: Any) -> None:
    """Counts and what lies outside make up all runs; the steps are equal and cover the middle."""
    found = simulated(production=[steel("10 kg", {"gsd": "1.2"})])
    histogram = found.histogram
    assert RUNS == sum(histogram.counts) + histogram.outside
    assert BINS == len(histogram.counts)
    assert histogram.start < found.total.low < found.total.high < histogram.start + BINS * histogram.step


def test_what_is_certain_does_not_scatter(simulated: Any) -> None:
    """Without uncertainty every run gives the footprint itself."""
    found = simulated(production=[steel("10 kg", {"gsd": "1"})])
    assert (Decimal(20), Decimal(0)) == (found.total.median, found.total.sd)
    assert (RUNS,) == found.histogram.counts


def test_numpy_is_there() -> None:
    """The tests run with numpy installed."""
    assert available()
