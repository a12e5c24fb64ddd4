"""How heavy the materials and packaging of a declared unit are."""

from __future__ import annotations

from decimal import Decimal

from carbonpress.lca.flow import given
from carbonpress.lca.measure import KILOGRAM, kilograms
from carbonpress.lca.precision import exact_sum, in_decimal128
from carbonpress.lca.scaling import scaling_of
from carbonpress.lca.scope import Row, Scope
from carbonpress.model.declaration import Declaration, Material, Packaging
from carbonpress.model.quantity import Quantity
from carbonpress.model.rules import CategoryRules
from carbonpress.reference.library import Library


def stated_mass(entry: Material | Packaging) -> Quantity | None:
    """The mass of the amount: the amount itself where it is a mass, else `mass`; None where neither tells."""
    return entry.amount if entry.amount.unit.dimension == KILOGRAM.dimension else entry.mass


def mass_per_unit(row: Row, scope: Scope) -> Quantity | None:
    """The mass of a material or packaging line per declared unit, in kg; None where it cannot be known."""
    assert isinstance(row.entry, (Material, Packaging))
    mass, scaling = stated_mass(row.entry), scaling_of(row, scope)
    if mass is None or scaling is None:
        return None
    return scaling.applied(given(mass)).to(KILOGRAM).amount


@in_decimal128
def material_mass(declaration: Declaration, rules: CategoryRules, library: Library) -> Decimal | None:
    """The mass of the materials of a declared unit and of those left out, in kg; None where one is not known.

    Where materials name the component they belong to, the others are auxiliaries
    (cooling water) that do not become part of the product.

    Source: T/CCSA 603-2024, 6.2.2 (balance of matter).
    """
    rows = [
        Row(("inventory", stage, index), stage, line)
        for stage, lines in declaration.inventory.items()
        for index, line in enumerate(lines)
        if isinstance(line, Material)
    ]
    parts = [row for row in rows if getattr(row.entry, "component", None) is not None] or rows
    scope = Scope(declaration, rules, library, {}, None)
    masses = [mass_per_unit(row, scope) for row in parts]
    masses += [exclusion.mass for exclusion in declaration.excluded if exclusion.mass is not None]
    if not parts or None in masses:
        return None
    return exact_sum(kilograms(mass) for mass in masses if mass is not None)
