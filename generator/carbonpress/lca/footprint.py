"""The carbon footprint of a product, T/CCSA 603-2024 formula (1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from carbonpress.lca.boundary import included_stages
from carbonpress.lca.measure import kilograms
from carbonpress.lca.precision import exact_sum, in_decimal128
from carbonpress.lca.terms import Activity, Contribution, Footprint, Inventory, Term
from carbonpress.model.declaration import Declaration, StatedResults
from carbonpress.model.factor import CO2E, ORIGINS, EmissionFactor, GwpSet, Origin
from carbonpress.model.rules import CategoryRules

REMOVAL: Origin = "biogenic_removal"

Characterised = tuple[Origin, str, Decimal, Decimal]
"""Origin, gas, kg of gas per unit of activity, kg CO2e per kg of gas."""


@in_decimal128
def footprint(declaration: Declaration, rules: CategoryRules, gwp: GwpSet, inventory: Inventory) -> Footprint:
    """CFP = sum of AD x EF x GWP per declared unit, in kg CO2e, with every term kept.

    Every stage inside the boundary is present, 0 where nothing was emitted;
    the others are None.  An origin is present when some term has it.  The order
    of the lines does not change any sum.  Stated results are taken over as they
    are.  *inventory* must be without gaps.

    Source: T/CCSA 603-2024, 7.2.1, formula (1).
    """
    if declaration.results is not None:
        return _stated(declaration.results, rules)
    contributions = tuple(_contributions(inventory.activities, gwp))
    included = included_stages(declaration, rules)
    return Footprint(
        total=exact_sum(term.result for c in contributions for term in c.terms),
        stages={
            stage.id: _stage_sum(contributions, stage.id) if stage.id in included else None for stage in rules.stages
        },
        origins=_origin_sums(contributions),
        contributions=contributions,
    )


def characterisation_factor(gas: str, gwp: GwpSet) -> Decimal:
    """kg CO2e per kg of *gas*; 1 by definition where the mass is CO2 equivalent already.

    Source: T/CCSA 603-2024, 7.1 and annex C.
    """
    return Decimal(1) if gas == CO2E else gwp.values[gas].value


def _contributions(activities: Iterable[Activity], gwp: GwpSet) -> Iterator[Contribution]:
    """Each activity with a term for each gas and origin of its factor."""
    characterised: dict[int, tuple[Characterised, ...]] = {}  # many activities share a factor
    for activity in activities:
        if activity.factor is None:
            gases = _direct(activity, gwp)
        else:
            key = id(activity.factor)
            gases = characterised.get(key) or characterised.setdefault(key, _of_factor(activity.factor, gwp))
        amount = activity.amount.value
        terms = tuple(Term(origin, gas, mass, co2e, amount * mass * co2e) for origin, gas, mass, co2e in gases)
        yield Contribution(activity, terms, exact_sum(term.result for term in terms))


def _direct(activity: Activity, gwp: GwpSet) -> tuple[Characterised, ...]:
    """A gas that is given itself: its emission factor is 1, -1 for what is taken from the air."""
    assert activity.origin is not None and activity.gas is not None  # direct flows name both
    sign = Decimal(-1 if activity.origin == REMOVAL else 1)
    return ((activity.origin, activity.gas, sign, characterisation_factor(activity.gas, gwp)),)


def _of_factor(factor: EmissionFactor, gwp: GwpSet) -> tuple[Characterised, ...]:
    """The gases of a factor, kg per unit of its activity; negative for what is taken from the air.

    A factor file may write a removal with or without a minus sign: it can mean
    only one thing.
    """
    found = []
    for origin, gas, mass in factor.masses():
        emission_factor = kilograms(mass) / factor.per.value
        signed = -emission_factor.copy_abs() if origin == REMOVAL else emission_factor
        found.append((origin, gas, signed, characterisation_factor(gas, gwp)))
    return tuple(found)


def _stage_sum(contributions: Sequence[Contribution], stage: str) -> Decimal:
    return exact_sum(term.result for c in contributions if c.activity.stage == stage for term in c.terms)


def _origin_sums(contributions: Sequence[Contribution]) -> Mapping[Origin, Decimal]:
    results: dict[Origin, list[Decimal]] = {}
    for term in (term for c in contributions for term in c.terms):
        results.setdefault(term.origin, []).append(term.result)
    return {origin: exact_sum(results[origin]) for origin in ORIGINS if origin in results}


def _stated(results: StatedResults, rules: CategoryRules) -> Footprint:
    """The figures of an existing study; a stage that it does not give is not counted."""
    stages = {stage: kilograms(mass) for stage, mass in results.stages.items()}
    return Footprint(
        total=kilograms(results.total),
        stages={stage.id: stages.get(stage.id) for stage in rules.stages},
        origins={origin: kilograms(results.origins[origin]) for origin in ORIGINS if origin in results.origins},
        stated=True,
    )
