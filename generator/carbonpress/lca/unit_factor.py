"""A factor as one figure: all its gases together."""

from __future__ import annotations

from decimal import Decimal

from carbonpress.lca.precision import exact_sum, in_decimal128
from carbonpress.lca.terms import Contribution


@in_decimal128
def unit_factor(contribution: Contribution) -> Decimal:
    """kg CO2e per unit of the activity amount: emission factor x GWP over all gases and origins.

    Source: T/CCSA 603-2024, 7.2.1, formula (1).
    """
    return exact_sum(term.emission_factor * term.gwp for term in contribution.terms)
