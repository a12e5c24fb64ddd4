"""Whether the figures of an emission factor make sense: its gases, the signs of its masses, its year, its id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from carbonpress.model.factor import CO2E, DECLARATION, EmissionFactor, GwpSet
from carbonpress.model.hint import near_miss
from carbonpress.reference.slip import Slip
from carbonpress.source.finding import Severity

EITHER_SIGN = frozenset({"land_use_change"})
"""A change of land use may take up as well as give off."""


def factor_slips(factor: EmissionFactor, gwp: Mapping[str, GwpSet]) -> Iterator[Slip]:
    """What is wrong with a factor; paths begin at the factor."""
    yield from _gases(factor, gwp)
    yield from _signs(factor)
    yield from _years(factor)
    if factor.id.startswith(DECLARATION):
        message = f"the id {factor.id!r} begins with {DECLARATION}, which is reserved for declarations of this folder"
        yield Slip(("id",), "factor-reserved", message, "an id of your own, for example supplier/material")


def _gases(factor: EmissionFactor, gwp: Mapping[str, GwpSet]) -> Iterator[Slip]:
    known = {gas for gases in gwp.values() for gas in gases.values}
    for _, gas, _ in factor.masses():
        if gas != CO2E and gas not in known:
            message = f"factor {factor.name_at_edition} has the gas {gas!r}, which no GWP set knows"
            expected, mend = "a gas such as CO2, CH4 or HFC134a", near_miss(gas, sorted(known))
            yield Slip(("gases",), "unknown-gas", message, expected, mend)


def _signs(factor: EmissionFactor) -> Iterator[Slip]:
    """Emissions below zero and removals above it, which would count with the wrong sign.

    Source: T/CCSA 603-2024, 5.2.1: nothing avoided elsewhere is taken off a footprint.
    """
    for origin, gas, mass in factor.masses():
        path = ("co2e", origin) if factor.co2e is not None else ("gases", origin, gas)
        if origin == "biogenic_removal":
            if mass.value > 0:
                message = f"a removal of {mass} is above zero"
                mend = f"write -{mass}, or biogenic_emission if it is given off"
                yield Slip(path, "factor-sign", message, "a removal with a minus sign", mend)
        elif origin not in EITHER_SIGN and mass.value < 0:
            message = f"{mass} of origin {origin} is below zero"
            mend = "take the minus sign away; what biomass takes from the air has the origin biogenic_removal"
            yield Slip(path, "factor-sign", message, "a mass of zero or more", mend)


def _years(factor: EmissionFactor) -> Iterator[Slip]:
    """Years that lie ahead of the source; whether the source itself lies ahead is asked of each declaration."""
    if factor.year > factor.source.year:
        message = f"the factor stands for {factor.year}, which lies ahead of its source of {factor.source.year}"
        expected = f"a year up to {factor.source.year}"
        yield Slip(("year",), "factor-year", message, expected, "correct the year", Severity.WARNING)
