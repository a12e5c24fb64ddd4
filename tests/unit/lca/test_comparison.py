"""Like is compared with like, and a difference counts only beyond its own uncertainty.

The worked case: two products that run on the same electricity, in round figures.  A unit of A takes 6.0 kWh and 1.2 kg
CO2e of material, one of B 4.5 kWh and 1.8 kg CO2e.  Electricity is 0.58 kg CO2e/kWh with a geometric standard deviation
of 1.15; what is not shared has a standard deviation of 0.1 kg CO2e in each.
"""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from carbonpress.lca.comparison import Comparable, comparison, difference
from carbonpress.lca.evidence import evidence_of
from carbonpress.lca.uncertainty import scatter
from carbonpress.reference.pedigree import shipped_pedigree

D = Decimal
UNIT = ("functional", D(1), "piece")
POWER = D("0.58")
GSD = D("1.15")

A = Comparable("r", UNIT, {}, ("production", "use"), "ar6", True, D("6.0") * POWER + D("1.2"), D("0.01"))
B = Comparable("r", UNIT, {}, ("production", "use"), "ar6", True, D("4.5") * POWER + D("1.8"), D("0.01"))


def sharing(one: Comparable, energy: str) -> Comparable:
    """The product with what the electricity factor's uncertainty does to its total."""
    return replace(one, shared={"electricity": D(energy) * POWER * GSD.ln()})


def test_a_shared_factor_cancels_in_the_difference() -> None:
    """By hand: A - B = 0.27 kg; sd = sqrt(0.02 + ((6 - 4.5) x 0.58 x ln 1.15)^2) = 0.1863; 95 %: -0.095 to 0.635."""
    found = comparison(sharing(A, "6.0"), sharing(B, "4.5"))
    assert found.difference is not None
    sd = math.sqrt(0.02 + ((6 - 4.5) * 0.58 * math.log(1.15)) ** 2)
    assert D("0.27") == found.difference.value
    assert math.isclose(sd, float(found.difference.sd), rel_tol=1e-12)
    assert math.isclose(0.27 - 1.959963984540054 * sd, float(found.difference.low), rel_tol=1e-12)
    assert ("overlap",) == found.reasons and not found.refused


def test_taken_for_independent_the_same_products_would_seem_less_certain() -> None:
    """With two electricity factors nothing cancels: sd = sqrt(0.02 + (6^2 + 4.5^2) x (0.58 x ln 1.15)^2) = 0.624."""
    other = replace(sharing(B, "4.5"), shared={"other electricity": D("4.5") * POWER * GSD.ln()})
    found = difference(sharing(A, "6.0"), other)
    assert found is not None
    assert math.isclose(math.sqrt(0.02 + (36 + 20.25) * (0.58 * math.log(1.15)) ** 2), float(found.sd), rel_tol=1e-12)


def test_the_interval_lies_about_the_difference_of_the_means() -> None:
    """Where data are skewed the means differ otherwise than the declared figures; the interval follows the means."""
    skewed = replace(sharing(A, "6.0"), mean=A.total + D("0.05"))
    plain, found = difference(sharing(A, "6.0"), sharing(B, "4.5")), difference(skewed, sharing(B, "4.5"))
    assert plain is not None and found is not None
    assert (plain.value, plain.sd) == (found.value, found.sd)
    assert math.isclose(0.05, float(found.low - plain.low), rel_tol=1e-12)


def test_a_difference_beyond_its_uncertainty_stands() -> None:
    """With materials known to 0.05 kg the 0.27 kg are told apart."""
    known = [replace(one, own_variance=D("0.0004")) for one in (sharing(A, "6.0"), sharing(B, "4.5"))]
    found = comparison(*known)
    assert () == found.reasons
    assert found.difference is not None and found.difference.low > 0


def test_the_same_product_differs_by_nothing() -> None:
    """A product against itself: no difference, and nothing but what is its own scatters."""
    found = difference(sharing(A, "6.0"), sharing(A, "6.0"))
    assert found is not None and D(0) == found.value
    assert math.isclose(math.sqrt(0.02), float(found.sd), rel_tol=1e-12)


def test_turned_round_the_difference_turns_round() -> None:
    """B against A is A against B with the other sign."""
    one, other = sharing(A, "6.0"), sharing(B, "4.5")
    there, back = difference(one, other), difference(other, one)
    assert there is not None and back is not None
    assert (-there.value, there.sd) == (back.value, back.sd)
    assert math.isclose(-there.high, back.low, rel_tol=1e-12)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"rules": "s"}, "rules"),
        ({"unit": ("functional", D(2), "piece")}, "unit"),
        ({"unit": ("declared", D(1), "piece")}, "unit"),
        ({"function": {"cores": "24"}}, "function"),
        ({"stages": ("production",)}, "boundary"),
        ({"gwp": "ar5"}, "gwp"),
        ({"valid": False}, "status"),
    ],
)
def test_unlike_is_refused_and_says_why(changed: dict[str, Any], reason: str) -> None:
    """Other rules, unit, function, boundary or GWP set, or a figure out of force: the reason, no figures."""
    found = comparison(A, replace(B, **changed))
    assert ((reason,), True, None) == (found.reasons, found.refused, found.difference)


def test_a_published_pair_by_hand(declare: Any, footprint_of: Any) -> None:
    """Two laptops by the sheets of their maker: 324 kg (sd 54) and 226 kg (sd 44), each over four years in the EU.

    By hand: 324 - 226 = 98; sd = sqrt(54^2 + 44^2) = 69.7; 95 %: 98 +- 136.5, from -38.5 to 234.5.  The sheets do not
    tell the two apart, although one figure is 43 % above the other.

    Source: Dell, product carbon footprint of Latitude 3480 and of Latitude 3190 (December 2018), as collected in
    Boavizta, environmental-footprint-data: 324 kg CO2e with an error of 0.1667, and 226 kg CO2e with 0.1947 of it.
    """
    sheets = []
    for total, sd in (("324 kg", "54 kg"), ("226 kg", "44 kg")):
        results = {"study": "S", "by": "B", "date": "2018-12-01", "stages": {"production": total}, "total": total}
        declaration = declare(results={**results, "uncertainty": {"sd": sd}})
        result = footprint_of(declaration)
        found = scatter(evidence_of(declaration, result, shipped_pedigree()))
        assert found is not None
        sheets.append(replace(A, total=result.total, own_variance=found.single_variance, mean=found.total.mean))
    told = comparison(*sheets)
    assert ("overlap",) == told.reasons
    assert told.difference is not None and D(98) == told.difference.value
    rounded = [round(float(end), 1) for end in (told.difference.sd, told.difference.low, told.difference.high)]
    assert [69.7, -38.5, 234.5] == rounded


def test_all_reasons_are_told() -> None:
    """Every reason is named, not the first one alone."""
    assert ("rules", "boundary") == comparison(A, replace(B, rules="s", stages=())).reasons


def test_without_uncertainty_nothing_is_told_apart() -> None:
    """A figure without a known uncertainty may stand beside another, but neither is called lower."""
    found = comparison(A, replace(B, own_variance=None))
    assert (("uncertainty",), False, None) == (found.reasons, found.refused, found.difference)
