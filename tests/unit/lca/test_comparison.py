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


def test_all_reasons_are_told() -> None:
    """Every reason is named, not the first one alone."""
    assert ("rules", "boundary") == comparison(A, replace(B, rules="s", stages=())).reasons


def test_without_uncertainty_nothing_is_told_apart() -> None:
    """A figure without a known uncertainty may stand beside another, but neither is called lower."""
    found = comparison(A, replace(B, own_variance=None))
    assert (("uncertainty",), False, None) == (found.reasons, found.refused, found.difference)
