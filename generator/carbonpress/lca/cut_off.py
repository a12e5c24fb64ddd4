"""What was left out, against the limits of the cut-off criteria; figures only, the rules judge them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from carbonpress.lca.measure import KILOGRAM, PIECE, kilograms
from carbonpress.lca.parameter import quantity_parameter
from carbonpress.lca.precision import exact_sum, in_decimal128
from carbonpress.lca.shares import share_of
from carbonpress.lca.terms import Footprint
from carbonpress.model.declaration import Declaration, Exclusion
from carbonpress.model.quantity import Quantity, Units
from carbonpress.model.rules import CategoryRules


@dataclass(frozen=True, slots=True)
class ExcludedFlow:
    """A flow left out: its share of the product mass, of the solid waste and of the footprint; None where unknown."""

    exclusion: Exclusion
    mass_share: Decimal | None
    waste_share: Decimal | None
    emission_share: Decimal | None


@dataclass(frozen=True, slots=True)
class CutOffFigures:
    """All flows left out, and their estimated emissions together in kg CO2e and as a share of the footprint."""

    flows: tuple[ExcludedFlow, ...]
    product_mass: Quantity | None
    emission_total: Decimal
    emission_share: Decimal | None


@in_decimal128
def cut_off(declaration: Declaration, rules: CategoryRules, units: Units, result: Footprint) -> CutOffFigures:
    """Masses, wastes and estimated emissions that were left out, as shares of what they are measured against.

    Emissions are measured against the footprint itself, net of removals: the
    stricter reading.  A flow without an estimate adds nothing to the sum; the
    rules say which flows may go without one.

    Source: T/CCSA 603-2024, 5.2.2 e; CESA-2024-061, cut-off.
    """
    mass, waste = product_mass(declaration, rules, units), solid_waste(declaration)
    flows = tuple(_flow(exclusion, mass, waste, result.total) for exclusion in declaration.excluded)
    total = exact_sum(kilograms(e.estimate) for e in declaration.excluded if e.estimate is not None)
    return CutOffFigures(flows, mass, total, share_of(total, result.total))


@in_decimal128
def product_mass(declaration: Declaration, rules: CategoryRules, units: Units) -> Quantity | None:
    """The net mass of the product that one declared or functional unit takes; None where it is not known.

    A declared unit that is a mass is that mass.  Otherwise the reference flow
    says how much product it takes: a mass, or so many pieces of the parameter
    `net_mass`, which is that of one piece.  Along a length `net_mass` is that of
    the declared unit.

    Source: T/CCSA 603-2024, 5.1.3 a, 6.4.
    """
    unit, flow = declaration.declared_unit, declaration.reference_flow
    if unit is not None and unit.amount.unit.dimension == KILOGRAM.dimension:
        return unit.amount
    needed = declaration.unit.amount if flow is None else flow.amount
    if needed.unit.dimension == KILOGRAM.dimension:
        return needed
    net_mass = quantity_parameter(declaration, rules, units, "net_mass", KILOGRAM.dimension)
    if net_mass is None or needed.unit.dimension != PIECE.dimension:
        return net_mass
    return Quantity(net_mass.value * needed.to(PIECE).value, net_mass.unit)


def solid_waste(declaration: Declaration) -> Quantity | None:
    """All solid waste of one declared unit: as the declaration says, else as the study of stated results does.

    Source: T/CCSA 603-2024, 5.2.2 e.
    """
    stated = declaration.results
    if declaration.total_solid_waste is not None or stated is None:
        return declaration.total_solid_waste
    return stated.total_solid_waste


def _flow(exclusion: Exclusion, mass: Quantity | None, waste: Quantity | None, total: Decimal) -> ExcludedFlow:
    return ExcludedFlow(
        exclusion,
        mass_share=_mass_share(exclusion.mass, mass),
        waste_share=_mass_share(exclusion.waste_mass, waste),
        emission_share=None if exclusion.estimate is None else share_of(kilograms(exclusion.estimate), total),
    )


def _mass_share(part: Quantity | None, whole: Quantity | None) -> Decimal | None:
    return None if part is None or whole is None else share_of(kilograms(part), kilograms(whole))
