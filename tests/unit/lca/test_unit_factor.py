"""`lca.unit_factor`: a factor as one figure."""

from __future__ import annotations

from decimal import Decimal

from carbonpress.lca.unit_factor import unit_factor


def test_gases_and_origins_together(declare, footprint_of):
    """0.5 kg CO2 and 2 g CH4 x 27.9; 0.4 kg fossil less 1.5 kg taken up."""
    lines = [{"material": "m", "amount": "7 kg", "factor": name} for name in ("gases@2024", "wood@2024")]
    found = [unit_factor(contribution) for contribution in footprint_of(declare(production=lines)).contributions]
    assert [Decimal("0.5558"), Decimal("-1.1")] == found
