"""How long the product serves, and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from carbonpress.lca.parameter import quantity_parameter
from carbonpress.model.declaration import Declaration
from carbonpress.model.quantity import Quantity, Units
from carbonpress.model.rules import CategoryRules


@dataclass(frozen=True, slots=True)
class ServiceLife:
    """A service life and where it was found; `default` is the one of the rules."""

    value: Quantity
    given_by: Literal["line", "unit", "parameter", "default"]


def service_life(
    declaration: Declaration, rules: CategoryRules, units: Units, line: Quantity | None = None
) -> ServiceLife | None:
    """The service life that holds: the line's own, the unit's, the parameter's, else the default of the rules.

    None when nobody gives one.

    Source: T/CCSA 603-2024, 6.1.2.5 (20 years without better knowledge).
    """
    if line is not None:
        return ServiceLife(line, "line")
    if declaration.unit.service_life is not None:
        return ServiceLife(declaration.unit.service_life, "unit")
    parameter = quantity_parameter(declaration, rules, units, "service_life", "time")
    if parameter is not None:
        return ServiceLife(parameter, "parameter")
    default = rules.defaults.service_life
    return None if default is None else ServiceLife(default, "default")
