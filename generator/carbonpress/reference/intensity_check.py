"""Whether an intensity of a rules file divides by each thing once, and has the unit that its divisors give."""

from __future__ import annotations

import re
from collections.abc import Iterator

from carbonpress.model.quantity import Units
from carbonpress.model.rules import CategoryRules, Intensity, Parameter
from carbonpress.reference.rules_check import DIVISORS
from carbonpress.reference.slip import Path, Slip

SYMBOLS = {"length": "km", "core_length": "core-km", "net_mass": "kg", "service_life": "a"}
"""The units in which `lca.intensity` divides; `count` and parameters have a unit of their own."""

CONTAINS = {"core_length": ("length", "cores")}
"""Divisors, and what they are made of."""

PARTS = {"core-length": ("length", "number"), "freight": ("mass", "length")}
"""Dimensions, and what they are made of."""


def denominators(unit: str) -> tuple[str, ...]:
    """The units below the line of an intensity: `core-km` and `a` of `kg CO2e/(core-km·a)`."""
    _, _, below = unit.partition("/")
    return tuple(part for part in re.split(r"[/·*×()\s]+", below) if part)


def intensity_slips(rules: CategoryRules, units: Units) -> Iterator[Slip]:
    """Divisors that divide again, and units that the divisors do not give; paths begin at the top of the file."""
    for index, intensity in enumerate(rules.intensities):
        here = ("intensities", index)
        if any(name not in DIVISORS and _parameter(name, rules) is None for name in intensity.divide_by):
            continue  # `rules-divisor` names what does not exist
        twice = list(_twice(here, intensity, rules))
        yield from twice or _unit(here, intensity, rules, units)


def _twice(here: Path, intensity: Intensity, rules: CategoryRules) -> Iterator[Slip]:
    for place, name in enumerate(intensity.divide_by):
        if whole := _already(name, place, intensity, rules):
            message = f"{name!r} divides again by what {whole} holds already"
            mend = f"take {name!r} out of divide_by"
            yield Slip((*here, "divide_by", place), "rules-intensity", message, "each divisor once", mend)


def _already(name: str, place: int, intensity: Intensity, rules: CategoryRules) -> str:
    """In which other divisor, or in what unit of the rules, a divisor is already; empty if in none."""
    if name in intensity.divide_by[:place]:
        return f"divide_by: {name}"
    if whole := next((other for other in intensity.divide_by if name in CONTAINS.get(other, ())), None):
        return f"divide_by: {whole}"
    measured, dimensions = _dimension(name, rules), {unit.dimension for unit in rules.units}
    if dimensions and all(_holds(dimension, name, measured) for dimension in dimensions):
        return f"the unit ({' or '.join(sorted(dimensions))})"
    return ""


def _holds(dimension: str, name: str, measured: str) -> bool:
    """Whether a footprint per unit of *dimension* is one per *measured* already.

    Built-in divisors other than `service_life` are the amount of the unit itself
    where they measure the same, and dividing by them brings that amount to one.
    """
    if measured in PARTS.get(dimension, ()):
        return True
    amount_of_unit = name in SYMBOLS and name != "service_life"
    return measured == dimension and not amount_of_unit


def _dimension(name: str, rules: CategoryRules) -> str:
    """What a divisor measures, empty where that does not matter."""
    built_in = {"length": "length", "core_length": "core-length", "net_mass": "mass", "service_life": "time"}
    parameter = _parameter(name, rules)
    if name in built_in:
        return built_in[name]
    if name == "cores":
        return "number"
    return parameter.dimension or "" if parameter is not None and parameter.kind == "quantity" else ""


def _parameter(name: str, rules: CategoryRules) -> Parameter | None:
    return next((parameter for parameter in rules.parameters if parameter.id == name), None)


def _unit(here: Path, intensity: Intensity, rules: CategoryRules, units: Units) -> Iterator[Slip]:
    """A unit with other divisors than those divided by, or with another mass than kilograms.

    A unit with a symbol that nobody knows says what only its author can.
    """
    above, left = intensity.unit.partition("/")[0].strip(), list(denominators(intensity.unit))
    if not left or any(symbol not in units for symbol in left):
        return
    mass = above.removesuffix(" CO2e")
    sound = mass == "kg" or mass not in units
    for name in intensity.divide_by:
        found = _named(name, left, rules, units)
        if found:
            left.remove(found)
        sound = sound and found is not None
    if left or not sound:
        wanted = "·".join(filter(None, (_example(name, rules, units) for name in intensity.divide_by)))
        expected = f"kg CO2e/({wanted})" if "·" in wanted else f"kg CO2e/{wanted}"
        message = f"{', '.join(intensity.divide_by)} do not give the unit {intensity.unit!r}"
        yield Slip((*here, "unit"), "rules-intensity", message, expected, "write the unit that the divisors give")


def _named(name: str, symbols: list[str], rules: CategoryRules, units: Units) -> str | None:
    """The one of *symbols* that names a divisor; empty for a plain number, None where there should be one."""
    if name in SYMBOLS:
        return SYMBOLS[name] if SYMBOLS[name] in symbols else None
    dimension = "count" if name == "count" else _dimension(name, rules)
    if not dimension or dimension == "number":
        return ""
    return next((symbol for symbol in symbols if units[symbol].dimension == dimension), None)


def _example(name: str, rules: CategoryRules, units: Units) -> str:
    if name in SYMBOLS:
        return SYMBOLS[name]
    dimension = "count" if name == "count" else _dimension(name, rules)
    return next((unit.symbol for unit in units.values() if unit.dimension == dimension != "number"), "")
