"""How heavy the materials and packaging of a declared unit are."""

from __future__ import annotations

from carbonpress.lca.flow import given
from carbonpress.lca.measure import KILOGRAM
from carbonpress.lca.scaling import scaling_of
from carbonpress.lca.scope import Row, Scope
from carbonpress.model.declaration import Material, Packaging
from carbonpress.model.quantity import Quantity


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
