"""How the amount of an activity came about, as equations that can be worked again by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from carbonpress.press.common.figures import THIN_SPACE, amount, exact
from carbonpress.press.common.frame import Voice
from carbonpress.record.inventory_shape import Factor, Step

Said = Sequence[str]
"""The operands of a step, each written with its unit."""

EQUATIONS: Mapping[str, Callable[[Said], str]] = {
    "given": lambda o: o[0],
    "mass-distance": lambda o: f"{o[0]} × {o[1]}",
    "distance": lambda o: o[0],
    "power-time": lambda o: f"{o[0]} × {o[1]}",
    "power-life": lambda o: f"{o[0]} × {o[1]} × {o[2]}",
    "annual-energy": lambda o: f"{o[0]} × {o[1]}",
    "attenuation": lambda o: f"{o[0]} × (1 − 10^(−{o[1]} × {o[2]})) × 8760 h/a × {o[3]}",
    "share": lambda o: f"× {o[0]} ÷ {o[1]}",
    "uses": lambda o: f"÷ {o[0]}",
    "returns": lambda o: f"× ({o[0]} − 1) ÷ {o[0]}",
    "per": lambda o: f"× {o[0]} ÷ {o[1]}",
    "sum": lambda o: " + ".join(o),
    "conversion": lambda o: f"= {o[0]}",
}
"""Equation of each kind of step; the table of `docs/architecture.md` in signs."""


def derivation(steps: Sequence[Step], voice: Voice) -> str:
    """The steps of an activity in one line; nothing where the amount is simply the one given."""
    if len(steps) == 1 and steps[0]["kind"] == "given":
        return ""
    # after one step alone, the amount before the conversion is that step's
    told = steps[:1] if len(steps) == 2 and steps[0]["kind"] == "given" and steps[1]["kind"] == "conversion" else steps
    return " ".join([_equation(step, voice) for step in told])


def uses_attenuation(steps: Sequence[Step]) -> bool:
    """Whether annex E of T/CCSA 603-2024 was used."""
    return any(step["kind"] == "attenuation" for step in steps)


def fuel_derivation(factor: Factor, voice: Voice) -> str:
    """How the factor of a fuel follows from annex D.1: heat x carbon x oxidation x 44/12; nothing for other factors."""
    fuel = factor["fuel"]
    if fuel is None:
        return ""
    heat = quantity(fuel["net_calorific_value"]["value"], fuel["net_calorific_value"]["unit"], voice)
    per = quantity(fuel["per"]["value"], fuel["per"]["unit"], voice)
    carbon = f"{exact(fuel['carbon_content'])}\u00a0t\u00a0C/GJ × {exact(fuel['oxidation'])}"
    return f"{heat} ÷ {per} × {carbon} × 44/12 t\u00a0CO₂/t\u00a0C"


def quantity(value: str, unit: str, voice: Voice) -> str:
    """A number as recorded, with its unit."""
    return _unbroken(exact(value), voice.unit(unit))


def shown(value: str, unit: str, voice: Voice) -> str:
    """A computed number to six significant digits, with its unit."""
    return _unbroken(amount(value), voice.unit(unit))


def _unbroken(figure: str, unit: str) -> str:
    """Figure and unit with spaces at which no line ends."""
    joined = f"{figure}\u00a0{unit}" if unit else figure
    return joined.replace(THIN_SPACE, "\u202f")


def _equation(step: Step, voice: Voice) -> str:
    # a conversion tells an amount that was computed, the others what was given
    write = shown if step["kind"] == "conversion" else quantity
    said = [write(value, unit, voice) for _, value, unit in step["operands"]]
    # annex E takes bel; who gives decibel sees the division
    if step["kind"] == "attenuation" and step["operands"][2][2].startswith("dB"):
        said[2] += " ÷ 10"
    return EQUATIONS[step["kind"]](said)
