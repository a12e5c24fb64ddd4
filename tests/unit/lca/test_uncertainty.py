"""Uncertainty: spreads as given and as derived, and their propagation in closed form."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from carbonpress.lca.evidence import evidence_of
from carbonpress.lca.spread import SpreadError, derived_spread, given_spread
from carbonpress.lca.uncertainty import interval, scatter, significant_digits
from carbonpress.model.quality import Uncertainty
from carbonpress.reference.library import Library
from carbonpress.reference.pedigree import shipped_pedigree

PEDIGREE = shipped_pedigree()
CERTAIN = Uncertainty(gsd=Decimal(1))


def steel(amount: str, uncertainty: Any, **more: Any) -> dict[str, Any]:
    return {"material": amount, "amount": amount, "factor": "steel@2024", "uncertainty": uncertainty, **more}


def close(expected: float, actual: Decimal, digits: int = 12) -> bool:
    return math.isclose(expected, float(actual), rel_tol=10**-digits)


def test_a_sum_of_normal_amounts_adds_variances(scattered: Any) -> None:
    """Linear: the standard deviation of 2 x 10 kg (sd 1 kg) + 2 x 30 kg (sd 4 kg) is 2 x sqrt(1 + 16), exactly."""
    found = scattered(production=[steel("10 kg", {"sd": "1 kg"}), steel("30 kg", {"sd": "4 kg"})])
    assert "normal" == found.total.distribution
    assert Decimal(80) == found.total.value
    assert close(2 * math.sqrt(17), found.total.sd)
    assert close(80 - 1.959963984540054 * 2 * math.sqrt(17), found.total.low)


def test_a_product_of_lognormal_data_multiplies(scattered: Any, library: Library) -> None:
    """Lognormal: amount and factor with GSD 1.2 and 1.5 give exp(sqrt(ln 1.2 ^ 2 + ln 1.5 ^ 2)), exactly."""
    uncertain = library.factors["steel@2024"].model_copy(update={"uncertainty": Uncertainty(gsd=Decimal("1.5"))})
    other = replace(library, factors={**library.factors, "steel@2024": uncertain})
    found = scattered(production=[steel("10 kg", {"gsd": "1.2"})], library=other)
    sd = math.hypot(math.log(1.2), math.log(1.5))
    assert "lognormal" == found.total.distribution
    assert close(20 * math.exp(sd**2 / 2), found.total.mean)
    assert close(20 * math.exp(sd**2 / 2) * math.sqrt(math.exp(sd**2) - 1), found.total.sd)
    assert close(20 * math.exp(-1.959963984540054 * sd), found.total.low)
    assert close(20 * math.exp(1.959963984540054 * sd), found.total.high)


def test_what_rests_on_one_factor_is_off_together(scattered: Any, library: Library) -> None:
    """Two lines with the same uncertain factor scatter like their sum; with two factors they even out."""
    spread = Uncertainty(gsd=Decimal("1.1"))
    names = ("steel@2024", "steel@2020")
    factors = {n: library.factors[n].model_copy(update={"uncertainty": spread}) for n in names}
    other = replace(library, factors={**library.factors, **factors})
    exact = {"gsd": "1"}
    same = scattered(production=[steel("10 kg", exact), steel("30 kg", exact)], library=other)
    unit = math.exp(math.log(1.1) ** 2 / 2) * math.sqrt(math.exp(math.log(1.1) ** 2) - 1)
    assert close(80 * unit, same.total.sd)
    two = scattered(production=[steel("10 kg", exact), steel("30 kg", exact, factor="steel@2020")], library=other)
    assert close(math.hypot(20, 57) * unit, two.total.sd)


def test_a_line_and_its_legs_share_the_mass(scattered: Any) -> None:
    """A mass that is off by ten per cent moves the material and its transport alike; the distance is a datum apart."""
    leg = {"by": "truck@2024", "distance": "100 km"}
    found = scattered(raw_material_acquisition=[steel("10 kg", {"sd": "10 %"}, transport=[leg])])
    # by hand: 20 kg CO2e of steel, 0.1 of transport; the distance scatters by ln 2 / 2
    variance = (math.log(2) / 2) ** 2
    way, square = 0.1 * math.exp(variance / 2), math.exp(variance) - 1
    exact = ((20 + way) * 0.1) ** 2 + way**2 * square + way**2 * square * 0.1**2
    assert close(math.sqrt(exact), found.total.sd)


def test_products_that_share_two_data_are_exact_too(scattered: Any, library: Library) -> None:
    """Two legs by one lorry share mass and factor: E[S^2] - E[S]^2 multiplied out, in the closed form of lognormals."""
    spread = Uncertainty(gsd=Decimal("1.5"))
    uncertain = {"truck@2024": library.factors["truck@2024"].model_copy(update={"uncertainty": spread})}
    steel_factor = {"steel@2024": library.factors["steel@2024"].model_copy(update={"uncertainty": CERTAIN})}
    other = replace(library, factors={**library.factors, **steel_factor, **uncertain})
    legs = [{"by": "truck@2024", "distance": way} for way in ("20000 km", "50000 km")]
    found = scattered(raw_material_acquisition=[steel("10 kg", {"gsd": "1.3"}, transport=legs)], library=other)
    # by hand: 20 kg CO2e of steel, legs of 20 and 50; 1 + v^2 is exp(s^2), the mean exp(s^2 / 2) of the value
    mass, lorry, way = (math.exp(sd**2) for sd in (math.log(1.3), math.log(1.5), math.log(2) / 2))
    m = [20 * math.sqrt(mass), *(leg * math.sqrt(mass * lorry * way) for leg in (20, 50))]
    square = mass * (m[0] ** 2 + lorry * way * (m[1] ** 2 + m[2] ** 2))
    square += 2 * mass * (m[0] * (m[1] + m[2]) + lorry * m[1] * m[2])
    assert close(sum(m), found.total.mean)
    assert close(math.sqrt(square - sum(m) ** 2), found.total.sd)
    assert close(float(found.total.sd), found.stages["raw_material_acquisition"].sd)


def test_a_stage_is_skewed_by_its_own_data_alone(scattered: Any) -> None:
    """Lognormal data in one stage leave the interval of another, whose data are normal, symmetric."""
    given = {"raw_material_acquisition": [steel("10 kg", {"gsd": "1.2"})], "production": [steel("30 kg", "± 10 %")]}
    found = scattered(**given)
    assert ["lognormal", "normal"] == [part.distribution for part in found.stages.values() if part.value]
    assert "lognormal" == found.total.distribution


def test_stages_have_intervals_of_their_own(scattered: Any) -> None:
    """The interval of a stage comes from its lines alone; a shared factor reaches into each."""
    found = scattered(
        raw_material_acquisition=[steel("10 kg", {"sd": "1 kg"})], production=[steel("30 kg", {"sd": "4 kg"})]
    )
    assert {"raw_material_acquisition": Decimal(20), "production": Decimal(60)} == {
        stage: part.value for stage, part in found.stages.items()
    }
    assert close(2, found.stages["raw_material_acquisition"].sd)
    assert close(8, found.stages["production"].sd)


def test_removals_make_the_interval_symmetric(scattered: Any) -> None:
    """Where something is taken up the sum may lie on either side of zero, and its logarithm tells nothing."""
    removal = {"removal": "wood", "amount": "50 kg", "uncertainty": {"gsd": "1.1"}}
    found = scattered(production=[steel("10 kg", {"gsd": "1.1"}), removal])
    assert "normal" == found.total.distribution
    assert Decimal(-30) == found.total.value
    assert found.total.mean - found.total.low == found.total.high - found.total.mean


def test_derived_variances_add_up() -> None:
    """All scores at 5 with the basic factor 1.05: the variance is the sum of squared logarithms over four."""
    factors = (2, 1.5, 1.1, 1.2, 1.5, 1.05)
    found = derived_spread((5, 5, 5, 5, 5), "demand", PEDIGREE)
    assert close(math.sqrt(sum(math.log(f) ** 2 for f in factors) / 4), found.sd)
    assert ("lognormal", False) == (found.distribution, found.given)
    assert close(1.0, found.low * found.high)


def test_the_best_scores_leave_the_basic_uncertainty() -> None:
    """With all scores at 1 only the basic factor is left: a squared GSD of 2 for transport."""
    assert close(math.log(2) / 2, derived_spread((1, 1, 1, 1, 1), "transport", PEDIGREE).sd)


@pytest.mark.parametrize(
    ("given", "sd", "low", "high"),
    [
        ({"gsd": "1.2"}, math.log(1.2), 1.2**-1.959963984540054, 1.2**1.959963984540054),
        ("± 10 %", 0.1 / 1.959963984540054, 0.9, 1.1),
        ("+/- 4 kg", 0.1 / 1.959963984540054, 0.9, 1.1),
        ({"sd": "2 kg"}, 0.05, 1 - 0.05 * 1.959963984540054, 1 + 0.05 * 1.959963984540054),
        ({"range": ["38 kg", "45 kg"]}, None, 0.95, 1.125),
        ({"range": ["-5 %", "12.5 %"]}, None, 0.95, 1.125),
        ({"range": ["38000 g", "45000 g"]}, None, 0.95, 1.125),
    ],
)
def test_four_forms(given: Any, sd: float | None, low: float, high: float, quantity: Any, units: Any) -> None:
    """Within, sd, gsd and range, relative or in the unit of the value, say the same of 40 kg."""
    found = given_spread(Uncertainty.model_validate(given, context={"units": units}), quantity("40 kg"))
    a, b = low, high
    triangle = math.sqrt((a * a + 1 + b * b - a - b - a * b) / 18)
    assert close(triangle if sd is None else sd, found.sd)
    assert close(low, found.low) and close(high, found.high) and found.given


@pytest.mark.parametrize(
    "given", [{"sd": "3 km"}, {"range": ["41 kg", "45 kg"]}, {"range": ["-5 kg", "45 kg"]}, "± 120 %", {"sd": "30 kg"}]
)
def test_what_does_not_fit_is_refused(given: Any, quantity: Any, units: Any) -> None:
    """Another unit, a range without the value and a value that may be below zero are refused."""
    with pytest.raises(SpreadError):
        given_spread(Uncertainty.model_validate(given, context={"units": units}), quantity("40 kg"))


def test_no_value_is_measured_by_nothing(units: Any) -> None:
    """An absolute uncertainty needs a value above zero."""
    with pytest.raises(SpreadError, match="give it in %"):
        given_spread(Uncertainty.model_validate({"sd": "3 kg"}, context={"units": units}), None)


@pytest.mark.parametrize(
    ("value", "sd", "digits"),
    [
        ("1027.4", "85", 3),
        ("707.6", "60", 2),
        ("8640", "1700", 2),
        ("42.79", "0.03", 4),
        ("913.7", "0", 4),
        ("9", "9", 2),
    ],
)
def test_digits_end_where_the_uncertainty_begins(value: str, sd: str, digits: int) -> None:
    """The last digit told is the one in which the standard deviation begins; two at least, four at most."""
    assert digits == significant_digits(Decimal(value), Decimal(sd))


def test_an_interval_without_uncertainty_is_the_value() -> None:
    """Nothing uncertain leaves nothing between the ends."""
    found = interval(Decimal(5), Decimal(5), Decimal(0), "lognormal")
    assert (Decimal(5), Decimal(5)) == (found.low, found.high)


def test_stated_results_take_the_uncertainty_of_their_study(scattered: Any, declare: Any, footprint_of: Any) -> None:
    """A stated total scatters as its study says; without a word there is no interval."""
    results = {"study": "S", "by": "B", "date": "2025-01-01", "stages": {"production": "80 kg"}, "total": "80 kg"}
    found = scattered(results={**results, "uncertainty": "± 10 %"})
    assert close(72, found.total.low) and close(88, found.total.high)
    plain = declare(results=results)
    assert scatter(evidence_of(plain, footprint_of(plain), PEDIGREE)) is None
