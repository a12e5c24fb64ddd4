"""What the technical parameters of the product say, read as the rules say they are to be read."""

from __future__ import annotations

from decimal import Decimal

from carbonpress.model.declaration import Declaration
from carbonpress.model.number import is_number
from carbonpress.model.quantity import Quantity, Units
from carbonpress.model.rules import CategoryRules
from carbonpress.model.scalar import WHOLE


def parameter_value(
    declaration: Declaration, rules: CategoryRules, units: Units, parameter: str
) -> Quantity | Decimal | str | None:
    """The value of a technical parameter: a quantity, a whole number or a text by its kind in the rules.

    None when the rules do not know the parameter, the declaration does not give
    it, or what it gives is not of that kind and dimension; the rules about
    parameters tell these apart.

    Source: T/CCSA 603-2024, 5.1.3.
    """
    known = next((p for p in rules.parameters if p.id == parameter), None)
    given = declaration.product.parameters.get(parameter)
    if known is None or given is None:
        return None
    text = given if isinstance(given, str) else given.any
    if known.kind == "quantity":
        return _quantity(text, units, known.dimension)
    if known.kind == "number":
        return Decimal(text) if WHOLE.fullmatch(text) else None
    return text


def quantity_parameter(
    declaration: Declaration, rules: CategoryRules, units: Units, parameter: str, dimension: str
) -> Quantity | None:
    """A technical parameter that measures *dimension*, else None."""
    value = parameter_value(declaration, rules, units, parameter)
    return value if isinstance(value, Quantity) and value.unit.dimension == dimension else None


def _quantity(text: str, units: Units, dimension: str | None) -> Quantity | None:
    number, _, symbol = text.strip().rpartition(" ")
    unit = units.get(symbol)
    if unit is None or not is_number(number) or (dimension is not None and unit.dimension != dimension):
        return None
    return Quantity(Decimal(number), unit)
