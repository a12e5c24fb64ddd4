"""The materials listed, with those left out, weigh at least as much as the product of the reference flow.

A product cannot be heavier than what went into it; what is missing in the balance is missing in the footprint.  The
materials of one unit are compared with the product that this unit takes: the mass of the reference flow, or so many
pieces of it by `net_mass`.  A difference below the limit for a single material passes as rounding.

To mend: add the missing material, give `mass` for materials counted by length or piece, or correct `net_mass` or
`reference_flow`.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from carbonpress.lca.cut_off import product_mass
from carbonpress.lca.measure import kilograms
from carbonpress.rules.case import Case, Remark
from carbonpress.source.finding import Severity

ID = "mass-balance"
CLAUSE = "T/CCSA 603-2024, 5.2.2 b, 6.1.2.2, 6.2.2"
SEVERITY = Severity.WARNING
NEEDS_FOOTPRINT = True


def applies(case: Case) -> bool:
    """Concerns inventories of which the mass of the product and of every material is known."""
    return case.rules.cut_off.material_mass is not None and _masses(case) is not None


def check(case: Case) -> Iterator[Remark]:
    """Compare the sum of the materials with the net mass."""
    masses = _masses(case)
    limit = case.rules.cut_off.material_mass
    if masses is None or limit is None:
        return
    product, materials = masses
    if product - materials >= product * limit:
        weight = f"{materials.quantize(Decimal('0.001')).normalize():f} kg"
        yield Remark(("inventory",), "too-light", {"materials": weight, "product": f"{product.normalize():f} kg"})


def _masses(case: Case) -> tuple[Decimal, Decimal] | None:
    """Net mass of the product and mass of its materials per unit, in kg; None where one is unknown."""
    product = product_mass(case.declaration, case.rules, case.library.units)
    return None if product is None or case.material_mass is None else (kilograms(product), case.material_mass)
