"""The inventory of a record: activities with their terms, factors, allocations; what is confidential only in sums."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from carbonpress.lca.alternatives import Alternative
from carbonpress.lca.contribution import ranking
from carbonpress.lca.data_quality import data_type
from carbonpress.lca.precision import exact_sum
from carbonpress.lca.shares import share_of
from carbonpress.lca.terms import Contribution, Footprint, Step
from carbonpress.lca.unit_factor import unit_factor
from carbonpress.model import declaration as written
from carbonpress.model.declaration import Material, Packaging
from carbonpress.model.factor import EmissionFactor
from carbonpress.model.rules import CategoryRules
from carbonpress.record import inventory_shape, shape
from carbonpress.record.number import as_given, number
from carbonpress.record.subject import amount, optional, source, text

COMPUTED_STEPS = frozenset({"sum", "conversion"})
"""Steps whose operands follow from others; those of all other steps stand in the declaration as they are."""


def is_confidential(contribution: Contribution) -> bool:
    """Whether the author keeps this line to the company."""
    entry = contribution.activity.entry
    return entry is not None and entry.confidential


def public(result: Footprint) -> list[Contribution]:
    """The contributions that may be shown one by one, in the order of the inventory."""
    return [c for c in result.contributions if not is_confidential(c)]


def activities(
    shown: Sequence[Contribution], declaration: written.Declaration, rules: CategoryRules, result: Footprint
) -> list[inventory_shape.Activity]:
    """The public lines, numbered from 1."""
    components = {c.id: text(c.name) for c in rules.components}
    return [_activity(i, c, declaration, components, result) for i, c in enumerate(shown, 1)]


def aggregates(result: Footprint) -> list[inventory_shape.Aggregate]:
    """Per stage, how many lines are confidential and what they come to together."""
    hidden: dict[str, list[Contribution]] = {}
    for contribution in filter(is_confidential, result.contributions):
        hidden.setdefault(contribution.activity.stage, []).append(contribution)
    sums = {stage: exact_sum(c.result for c in group) for stage, group in hidden.items()}
    return [
        {
            "stage": stage,
            "count": len(group),
            "result": number(sums[stage]),
            "share": optional(share_of(sums[stage], result.total), number),
        }
        for stage, group in hidden.items()
    ]


def public_ranking(result: Footprint) -> list[int]:
    """Numbers of the public activities, the largest contribution first."""
    numbers: dict[int, int] = {}
    for index, contribution in enumerate(result.contributions):
        if not is_confidential(contribution):
            numbers[index] = len(numbers) + 1
    return [numbers[index] for index in ranking(result) if index in numbers]


def factors(
    shown: Iterable[Contribution], fuels: Mapping[str, inventory_shape.Fuel]
) -> dict[str, inventory_shape.Factor]:
    """The factors that public activities use, by name, in the order of their first use."""
    found: dict[str, inventory_shape.Factor] = {}
    for contribution in shown:
        factor = contribution.activity.factor
        if factor is not None and factor.name_at_edition not in found:
            found[factor.name_at_edition] = _factor(factor, contribution, fuels.get(factor.id))
    return found


def allocations(
    declaration: written.Declaration, shown: Iterable[Contribution], alternatives: Iterable[Alternative], total: str
) -> list[inventory_shape.Allocation]:
    """The allocations of public lines with what their alternatives would give."""
    used = {c.activity.entry.allocation for c in shown if c.activity.entry is not None}
    totals = list(alternatives)
    return [
        {
            "id": name,
            **_choice(allocation, total),
            "alternatives": [_choice(a.choice, number(a.total)) for a in totals if a.allocation == name],
        }
        for name, allocation in declaration.allocations.items()
        if name in used
    ]


def _activity(
    position: int,
    contribution: Contribution,
    declaration: written.Declaration,
    components: Mapping[str, shape.Text],
    result: Footprint,
) -> inventory_shape.Activity:
    activity, default = contribution.activity, declaration.data
    entry = activity.entry
    component = entry.component if isinstance(entry, Material | Packaging) else None
    return {
        "number": position,
        "stage": activity.stage,
        "kind": activity.sub or activity.kind,
        "name": _name(contribution),
        "component": components.get(component, text(component)) if component else None,
        "process": text(entry.process) if entry and entry.process else None,
        "specification": entry.specification if isinstance(entry, Material) else None,
        "amount": number(activity.amount.value),
        "unit": activity.amount.unit.symbol,
        "steps": [_step(step) for step in activity.steps],
        "factor": activity.factor.name_at_edition if activity.factor else None,
        "terms": [
            {
                "origin": term.origin,
                "gas": term.gas,
                "factor": number(term.emission_factor),
                "gwp": number(term.gwp),
                "result": number(term.result),
            }
            for term in contribution.terms
        ],
        "result": number(contribution.result),
        "share": optional(share_of(contribution.result, result.total), number),
        "data": data_type(activity, declaration),
        "source": (entry.source if entry else None) or (default.source if default else None),
        "year": (entry.year if entry else None) or (default.year if default else None),
        "geography": (entry.geography if entry else None) or (default.geography if default else None),
        "allocation": entry.allocation if entry else None,
        "note": optional(entry.note, text) if entry else None,
    }


def _name(contribution: Contribution) -> shape.Text:
    """What the author calls the line; an assumed line goes by the name of its factor."""
    activity = contribution.activity
    if activity.entry is None:
        return text(activity.factor.name) if activity.factor else {}
    return text(activity.entry.name)


def _step(step: Step) -> inventory_shape.Step:
    digits = number if step.kind in COMPUTED_STEPS else as_given
    return {
        "kind": step.kind,
        "operands": [(symbol, digits(q.value), q.unit.symbol) for symbol, q in step.operands],
    }


def _factor(
    factor: EmissionFactor, contribution: Contribution, fuel: inventory_shape.Fuel | None
) -> inventory_shape.Factor:
    per = contribution.activity.amount.unit
    return {
        "name": text(factor.name),
        "per": {"value": "1", "unit": per.symbol},
        "value": number(unit_factor(contribution)),
        "kind": factor.kind,
        "data": factor.data,
        "priority": factor.priority,
        "year": factor.year,
        "edition": factor.edition,
        "geography": factor.geography,
        "source": source(factor.source),
        "illustrative": factor.illustrative,
        "fuel": fuel,
    }


def _choice(choice: written.AllocationChoice, total: str) -> inventory_shape.AllocationChoice:
    return {
        "basis": choice.basis,
        "share": amount(choice.share),
        "of": amount(choice.of),
        "others": [{"name": text(part.name), "share": amount(part.share)} for part in choice.others],
        "because": text(choice.because),
        "total": total,
    }
