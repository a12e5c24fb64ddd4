"""From a case without errors to its record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

import carbonpress
from carbonpress.lca.alternatives import alternative_totals
from carbonpress.lca.boundary import included_stages, is_partial
from carbonpress.lca.cut_off import cut_off
from carbonpress.lca.data_quality import data_quality
from carbonpress.lca.fuel import combustion
from carbonpress.lca.intensity import intensities
from carbonpress.lca.inventory import characterisation
from carbonpress.lca.precision import in_decimal128
from carbonpress.lca.shares import share_of
from carbonpress.lca.terms import Contribution, Footprint
from carbonpress.model.factor import CO2E, ORIGINS, GwpSet
from carbonpress.model.rules import Stage
from carbonpress.record import inventory, inventory_shape, shape, subject
from carbonpress.record.interpretation import interpretation
from carbonpress.record.number import number
from carbonpress.record.subject import amount, optional, source, text
from carbonpress.rules.case import Case
from carbonpress.rules.check import Outcome

UNIT = "kg CO2e"


def address(id_: str, version: int) -> str:
    """Path of a version's page below the root of the site; fixed for ever once printed."""
    return f"p/{id_}/v{version}/"


@in_decimal128
def compose(
    case: Case,
    outcomes: Iterable[Outcome],
    base_url: str,
    pictures: Mapping[str, str] | None = None,
    *,
    interpreted: bool = True,
) -> shape.Composed:
    """The record of a declaration: everything that any page, label or export will say of it, but for how it is written.

    *case* has a footprint and no errors; *base_url* ends in a slash.  Lines
    marked confidential enter only as sums per stage.  *pictures* gives the SHA-256
    of each picture file, in hexadecimal.  Without *interpreted* the record says
    nothing of uncertainty, sensitivity and scenarios.
    """
    given, result = case.declaration, case.footprint
    if result is None:
        raise ValueError(f"{given.id} has no footprint")
    where = address(given.id, given.version)
    return {
        "format": shape.FORMAT,
        "generator": f"carbonpress {carbonpress.__version__}",
        "id": given.id,
        "version": given.version,
        "address": where,
        "url": base_url + where,
        "status": given.status,
        "withdrawn_because": optional(given.withdrawn_because, text),
        "change": optional(given.change, text),
        "basis": "stated" if result.stated else "computed",
        "communication": given.communication,
        "audience": given.audience,
        "product": subject.product(given, case.rules, pictures or {}),
        "labels": optional(given.labels, lambda chosen: [str(size) for size in dict.fromkeys(chosen)]),
        "organisation": subject.organisation(case.organisation),
        "study": subject.study(given.study),
        "programme": subject.programme(given, case.organisation),
        "verification": subject.verification(given.verification),
        "validity": subject.period(given.validity),
        "period": subject.period(given.period),
        "geography": given.geography,
        "rules": subject.category_rules(case.rules),
        "unit": subject.unit(given, case.rules),
        "reference_flow": optional(given.reference_flow, subject.reference_flow),
        "boundary": _boundary(case, result),
        **_results(case, result),
        "stated": optional(given.results, subject.stated),
        "assumptions": [text(t) for t in given.assumptions],
        "limitations": [text(t) for t in given.limitations],
        "recommendations": [text(t) for t in given.recommendations],
        "official_mark": optional(given.official_mark, partial(subject.official_mark, pictures=pictures or {})),
        "conformity": [_conformity(outcome) for outcome in outcomes],
        "interpretation": interpretation(case, result) if interpreted else None,
    }


def _results(case: Case, result: Footprint) -> shape.Results:
    shown = inventory.public(result)
    gwp = None if result.stated else characterisation(case.declaration, case.rules, case.library)
    total = number(result.total)
    alternatives = alternative_totals(case.declaration, case.rules, case.library, case.inventory)
    return {
        "gwp": optional(gwp, lambda used: _gwp(used, result, case.library.newest_gwp)),
        "total": {"value": total, "unit": UNIT},
        "origins": {origin: optional(result.origins.get(origin), number) for origin in ORIGINS},
        "intensities": _intensities(case, result),
        "activities": inventory.activities(shown, case.declaration, case.rules, result),
        "confidential": inventory.aggregates(result),
        "factors": inventory.factors(shown, _fuels(case, shown)),
        "allocations": inventory.allocations(case.declaration, shown, alternatives, total),
        "cut_off": _cut_off(case, result),
        "data_quality": _data_quality(case, result),
        "ranking": inventory.public_ranking(result),
    }


def _boundary(case: Case, result: Footprint) -> shape.Boundary:
    given, rules = case.declaration, case.rules
    included = included_stages(given, rules)
    named = rules.boundaries.get(given.boundary) if isinstance(given.boundary, str) else None
    return {
        "id": given.boundary if isinstance(given.boundary, str) else None,
        "name": text(named.name) if named else {},
        "partial": is_partial(given, rules),
        "clause": named.clause if named else "",
        "stages": [_stage(stage, result, stage.id in included) for stage in rules.stages],
    }


def _stage(stage: Stage, result: Footprint, included: bool) -> shape.Stage:
    value = result.stages.get(stage.id)
    share = None if value is None else share_of(value, result.total)
    return {
        "id": stage.id,
        "name": text(stage.name),
        "short": text(stage.short),
        "content": text(stage.content),
        "clause": stage.clause,
        "included": included and value is not None,
        "excluded_because": None if value is not None else optional(stage.excluded_because, text),
        "value": optional(value, number),
        "share": optional(share, number),
    }


def _gwp(used: GwpSet, result: Footprint, newest: str) -> shape.Gwp:
    gases = dict.fromkeys(term.gas for c in result.contributions for term in c.terms if term.gas != CO2E)
    return {
        "id": used.id,
        "title": text(used.title),
        "metric": used.metric,
        "horizon": amount(used.horizon),
        "edition": used.edition,
        "newest": used.id == newest,
        "source": source(used.source),
        "gases": [
            {
                "id": gas,
                "name": text(used.values[gas].name),
                "formula": used.values[gas].formula,
                "value": number(used.values[gas].value),
            }
            for gas in gases
        ],
    }


def _intensities(case: Case, result: Footprint) -> list[shape.Intensity]:
    return [
        {
            "id": figure.rule.id,
            "name": text(figure.rule.name),
            "formula": figure.rule.formula,
            "clause": figure.rule.clause,
            "value": number(figure.value),
            "unit": figure.rule.unit,
            "divisors": [(name, number(q.value), q.unit.symbol) for name, q in figure.divisors],
        }
        for figure in intensities(case.declaration, case.rules, case.library.units, result)
    ]


def _fuels(case: Case, shown: Iterable[Contribution]) -> dict[str, inventory_shape.Fuel]:
    """The annex D.1 figures behind the fuel factors in use, by factor id."""
    names = {c.activity.factor.id for c in shown if c.activity.factor is not None}
    found: dict[str, inventory_shape.Fuel] = {}
    for fuel_id, fuel in case.library.fuels.items():
        if f"fuel/{fuel_id}" in names:
            burnt = combustion(fuel, case.library.units)
            found[f"fuel/{fuel_id}"] = {
                "per": amount(burnt.per),
                "net_calorific_value": amount(burnt.net_calorific_value),
                "carbon_content": number(burnt.carbon_content),
                "oxidation": number(burnt.oxidation),
            }
    return found


def _cut_off(case: Case, result: Footprint) -> inventory_shape.CutOff:
    limits = case.rules.cut_off
    figures = cut_off(case.declaration, case.rules, case.library.units, result)
    names = {flow.id: text(flow.name) for flow in limits.insignificant}
    return {
        "clause": limits.clause,
        "material_mass": optional(limits.material_mass, number),
        "solid_waste": optional(limits.solid_waste, number),
        "single_emission": optional(limits.single_emission, number),
        "total_emission": number(limits.total_emission),
        "excluded": [
            {
                "name": text(flow.exclusion.name),
                "stage": flow.exclusion.stage,
                "flow": names.get(flow.exclusion.flow) if flow.exclusion.flow else None,
                "mass": optional(flow.exclusion.mass, amount),
                "waste_mass": optional(flow.exclusion.waste_mass, amount),
                "estimate": optional(flow.exclusion.estimate, amount),
                "share": optional(flow.emission_share, number),
                "because": text(flow.exclusion.because),
            }
            for flow in figures.flows
        ],
        "excluded_total": number(figures.emission_total),
        "excluded_share": optional(figures.emission_share, number),
    }


def _data_quality(case: Case, result: Footprint) -> inventory_shape.DataQuality | None:
    quality = data_quality(case.declaration, result)
    if quality is None:
        return None
    names = case.rules.secondary_priority
    return {
        "primary_activity_share": number(quality.primary_activity_share),
        "primary_share": number(quality.primary_share),
        "by_priority": [
            {"priority": rank, "name": text(names[rank]) if rank in names else None, "share": number(share)}
            for rank, share in quality.by_priority.items()
        ],
        "illustrative_share": number(quality.illustrative_share),
    }


def _conformity(outcome: Outcome) -> shape.Conformity:
    return {
        "rule": outcome.rule,
        "clause": outcome.clause,
        "title": dict(outcome.title),
        "outcome": "warning" if outcome.outcome == "error" else outcome.outcome,
        "remarks": [dict(remark) for remark in outcome.remarks],
    }
