"""The carbon footprint of a product, T/CCSA 603-2024 formula (1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from carbonpress.lca.boundary import included_stages
from carbonpress.lca.measure import kilograms
from carbonpress.lca.precision import exact_sum, in_decimal128
from carbonpress.lca.terms import Activity, Contribution, Footprint, Inventory, Term
from carbonpress.model.declaration import Declaration, StatedResults
from carbonpress.model.factor import CO2E, ORIGINS, GwpSet, Origin
from carbonpress.model.rules import CategoryRules

REMOVAL: Origin = "biogenic_removal"


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
    contributions = tuple(contribution(activity, gwp) for activity in inventory.activities)
    included = included_stages(declaration, rules)
    return Footprint(
        total=exact_sum(term.result for c in contributions for term in c.terms),
        stages={
            stage.id: _stage_sum(contributions, stage.id) if stage.id in included else None for stage in rules.stages
        },
        origins=_origin_sums(contributions),
        contributions=contributions,
    )


@in_decimal128
def contribution(activity: Activity, gwp: GwpSet) -> Contribution:
    """An activity with a term for each gas and origin of its factor."""
    terms = tuple(_terms(activity, gwp))
    return Contribution(activity, terms, exact_sum(term.result for term in terms))


def characterisation_factor(gas: str, gwp: GwpSet) -> Decimal:
    """kg CO2e per kg of *gas*; 1 by definition where the mass is CO2 equivalent already.

    Source: T/CCSA 603-2024, 7.1 and annex C.
    """
    return Decimal(1) if gas == CO2E else gwp.values[gas].value


def _terms(activity: Activity, gwp: GwpSet) -> Iterator[Term]:
    for origin, gas, emission_factor in _emission_factors(activity):
        potential = characterisation_factor(gas, gwp)
        yield Term(origin, gas, emission_factor, potential, activity.amount.value * emission_factor * potential)


def _emission_factors(activity: Activity) -> Iterator[tuple[Origin, str, Decimal]]:
    """Origin, gas and kg of gas per unit of the activity; negative for what is taken from the air.

    A factor file may write a removal with or without a minus sign: it can mean
    only one thing.
    """
    if activity.factor is None:
        assert activity.origin is not None and activity.gas is not None  # direct flows name both
        yield activity.origin, activity.gas, Decimal(-1 if activity.origin == REMOVAL else 1)
        return
    per = activity.factor.per.to(activity.amount.unit).value
    for origin, gas, mass in activity.factor.masses():
        emission_factor = kilograms(mass) / per
        yield origin, gas, -emission_factor.copy_abs() if origin == REMOVAL else emission_factor


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
