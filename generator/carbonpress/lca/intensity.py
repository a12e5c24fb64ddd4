"""Footprint intensities: the footprint per length, core length, mass, piece or year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from carbonpress.lca.boundary import USE
from carbonpress.lca.cut_off import product_mass
from carbonpress.lca.measure import number
from carbonpress.lca.parameter import parameter_value
from carbonpress.lca.precision import in_decimal128
from carbonpress.lca.service_life import service_life
from carbonpress.lca.terms import Footprint
from carbonpress.model.declaration import Declaration
from carbonpress.model.quantity import Quantity, Units
from carbonpress.model.rules import CategoryRules, Intensity
from carbonpress.reference.intensity_check import denominators


@dataclass(frozen=True, slots=True)
class IntensityFigure:
    """An intensity: kg CO2e divided by the divisors, in the order and unit of the rule."""

    rule: Intensity
    value: Decimal
    divisors: tuple[tuple[str, Quantity], ...]


@in_decimal128
def intensities(
    declaration: Declaration, rules: CategoryRules, units: Units, result: Footprint
) -> tuple[IntensityFigure, ...]:
    """The intensities that the rules ask for and whose divisors are known and above zero.

    Whether the use stage counts decides between formulas (2) and (3).  The unit
    is that of the formula in use: the document prints "per year" with (2) too,
    where nothing is divided by years.

    Source: T/CCSA 603-2024, 7.2.2, formulas (2) to (4).
    """
    use_counted = result.stages.get(USE) is not None
    figures = []
    for rule in rules.intensities:
        found = [(name, _in_unit(divisor(name, declaration, rules, units), rule, units)) for name in rule.divide_by]
        known = tuple((name, quantity) for name, quantity in found if quantity is not None and quantity.value > 0)
        if holds(rule, use_counted=use_counted) and len(known) == len(found):
            figures.append(IntensityFigure(rule, _divided(result.total, known), known))
    return tuple(figures)


def holds(rule: Intensity, *, use_counted: bool) -> bool:
    """Whether an intensity applies, given whether the use stage counts."""
    return rule.when == "always" or use_counted == (rule.when == "use-counted")


@in_decimal128
def divisor(name: str, declaration: Declaration, rules: CategoryRules, units: Units) -> Quantity | None:
    """What an intensity divides by, per declared unit; None when the declaration does not tell.

    `length` (km) and `count` are the unit's amount, `core_length` (core-km) is
    cores x length, `net_mass` (kg) and `service_life` (a) are found as
    `lca.cut_off` and `lca.service_life` find them.  Any other name is that of a
    technical parameter; one that measures what the declared unit measures is no
    divisor, because the footprint is per that already.
    """
    match name:
        case "length":
            return _length(declaration, units)
        case "core_length":
            return _core_length(declaration, rules, units)
        case "net_mass":
            mass = product_mass(declaration, rules, units)
            return mass.to(units["kg"]) if mass else None
        case "count":
            amount = declaration.unit.amount
            return amount if amount.unit.dimension == "count" else None
        case "service_life":
            life = service_life(declaration, rules, units)
            return life.value.to(units["a"]) if life else None
    value = parameter_value(declaration, rules, units, name)
    if isinstance(value, Decimal):
        return number(value)
    known = isinstance(value, Quantity) and value.unit.dimension != declaration.unit.amount.unit.dimension
    return value if isinstance(value, Quantity) and known else None


def _in_unit(quantity: Quantity | None, rule: Intensity, units: Units) -> Quantity | None:
    """A divisor in the unit that the intensity names for it, so that value and unit belong together."""
    if quantity is None:
        return None
    for symbol in denominators(rule.unit):
        if symbol in units and units[symbol].dimension == quantity.unit.dimension:
            return quantity.to(units[symbol])
    return quantity


def _divided(total: Decimal, divisors: tuple[tuple[str, Quantity], ...]) -> Decimal:
    for _, quantity in divisors:
        total /= quantity.value
    return total


def _length(declaration: Declaration, units: Units) -> Quantity | None:
    amount, km = declaration.unit.amount, units["km"]
    return amount.to(km) if amount.unit.dimension == km.dimension else None


def _core_length(declaration: Declaration, rules: CategoryRules, units: Units) -> Quantity | None:
    length = _length(declaration, units)
    cores = parameter_value(declaration, rules, units, "cores")
    if length is None or not isinstance(cores, Decimal):
        return None
    return Quantity(length.value * cores, units["core-km"])
