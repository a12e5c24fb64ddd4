"""The interpretation block of a record: data quality, uncertainty, sensitivity, scenarios, check lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from carbonpress.lca.boundary import included_stages
from carbonpress.lca.completeness import COMPLETENESS, Check, checks
from carbonpress.lca.contribution import by_gas, by_process
from carbonpress.lca.cut_off import cut_off
from carbonpress.lca.datum import Datum, is_confidential
from carbonpress.lca.evidence import evidence_of
from carbonpress.lca.monte_carlo import Simulated, Simulation, simulate
from carbonpress.lca.precision import exact_sum
from carbonpress.lca.quality import Rated, Weak, rated
from carbonpress.lca.scenario import outcomes
from carbonpress.lca.sensitivity import Driver, Recharacterised, drivers, recharacterised
from carbonpress.lca.shares import share_of
from carbonpress.lca.terms import Footprint
from carbonpress.lca.uncertainty import Interval, Scatter, scatter, significant_digits
from carbonpress.model.quality import INDICATORS
from carbonpress.model.text import Text
from carbonpress.record import basic_shape
from carbonpress.record import interpretation_shape as shape
from carbonpress.record.number import number
from carbonpress.record.subject import optional, text
from carbonpress.reference.pedigree import Pedigree, shipped_pedigree
from carbonpress.rules.case import Case

MOST_DRIVERS = 12
"""So many data are shown with what they do to the total; the others are counted."""

MOST_PROCESSES = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """Which contributions are public, and the numbers that the record gives them."""

    result: Footprint
    numbers: Mapping[int, int]

    def lines(self, datum: Datum) -> list[int]:
        """Numbers of the activities that rest on a datum."""
        return [self.numbers[index] for index in datum.uses]

    def name(self, datum: Datum) -> basic_shape.Text:
        """What a datum is called: the factor, or the line with its amount or distance."""
        activity = self.result.contributions[datum.uses[0]].activity
        if activity.factor is not None and (datum.key[0] == "factor" or activity.entry is None):
            return text(activity.factor.name)
        return text(activity.entry.name) if activity.entry is not None else {}


def interpretation(case: Case, result: Footprint) -> shape.Interpretation:
    """What the record says of how good its figure is; from a case with a footprint."""
    evidence = evidence_of(case.declaration, result, shipped_pedigree())
    found, shown = scatter(evidence), _shown(result)
    return {
        "quality": optional(rated(evidence), lambda of: _quality(of, shown, evidence.pedigree)),
        "uncertainty": optional(found, lambda of: _uncertainty(of, case, result)),
        "sensitivity": optional(None if result.stated else found, lambda of: _sensitivity(of, case, shown)),
        "scenarios": _scenarios(case, result),
        "checks": [
            _check(one, case) for one in checks(case.declaration, case.rules, case.library, result, case.material_mass)
        ],
        "processes": _processes(result, shown),
        "gases": [
            {"gas": part.key, "result": number(part.result), "share": optional(part.share, number)}
            for part in by_gas(result)
        ],
        "comparison": _comparison(case, found, shown),
    }


def _shown(result: Footprint) -> Shown:
    public = [index for index, c in enumerate(result.contributions) if not is_confidential(c.activity)]
    return Shown(result, {index: place for place, index in enumerate(public, 1)})


def _quality(of: Rated, shown: Shown, pedigree: Pedigree) -> shape.Quality:
    return {
        "score": number(of.score),
        "rating": pedigree.rated(of.score).id,
        "ratings": {c.id: text(c.name) for c in pedigree.rating.classes},
        "indicators": [
            {"id": name, "name": text(pedigree.indicators[name].name), "score": number(of.indicators[name])}
            for name in INDICATORS
        ],
        "stages": {
            stage: {"score": number(score), "rating": pedigree.rated(score).id} for stage, score in of.stages.items()
        },
        "weak": [_weak(weak, shown, pedigree) for weak in of.weak if not weak.datum.confidential],
        "given_share": number(of.given_share),
    }


def _weak(weak: Weak, shown: Shown, pedigree: Pedigree) -> shape.WeakDatum:
    return {
        "kind": weak.datum.key[0],
        "name": shown.name(weak.datum),
        "factor": str(weak.datum.key[1][0]) if weak.datum.key[0] == "factor" else None,
        "lines": shown.lines(weak.datum),
        "share": number(weak.share),
        "score": number(weak.scores.mean),
        "rating": pedigree.rated(weak.scores.mean).id,
        "scores": dict(zip(INDICATORS, weak.scores.values, strict=True)),
        "given": list(weak.scores.given),
    }


def _interval(of: Interval) -> shape.Interval:
    return {
        "value": number(of.value),
        "mean": number(of.mean),
        "sd": number(of.sd),
        "low": number(of.low),
        "high": number(of.high),
        "distribution": of.distribution,
    }


def _uncertainty(of: Scatter, case: Case, result: Footprint) -> shape.Uncertainty:
    asked = case.declaration.monte_carlo
    simulation = None if asked is None or result.stated else simulate(result, of.data, asked.runs, asked.seed)
    told = exact_sum(one.variance for one in of.data if one.spread.given)
    single = of.single_variance
    return {
        "total": _interval(of.total),
        "digits": significant_digits(of.total.value, of.total.sd),
        "stages": {stage: _interval(part) for stage, part in of.stages.items()},
        "given_share": number(told / single if single else Decimal(0)),
        "simulation": optional(simulation, _simulation),
    }


def _simulation(of: Simulation) -> shape.Simulation:
    return {
        "runs": of.runs,
        "seed": of.seed,
        "generator": of.generator,
        "numpy": of.numpy,
        "total": _simulated(of.total),
        "stages": {stage: _simulated(part) for stage, part in of.stages.items()},
        "histogram": {
            "start": number(of.histogram.start),
            "step": number(of.histogram.step),
            "counts": list(of.histogram.counts),
            "outside": of.histogram.outside,
        },
    }


def _simulated(of: Simulated) -> shape.Simulated:
    return {
        "mean": number(of.mean),
        "median": number(of.median),
        "sd": number(of.sd),
        "low": number(of.low),
        "high": number(of.high),
    }


def _sensitivity(of: Scatter, case: Case, shown: Shown) -> shape.Sensitivity:
    result, library = shown.result, case.library
    found = drivers(of)
    public = [driver for driver in found if not driver.datum.confidential]
    used = case.declaration.gwp or case.rules.gwp
    others = recharacterised(result, [gwp for id_, gwp in library.gwp.items() if id_ != used])
    left_out = cut_off(case.declaration, case.rules, library.units, result).emission_total
    return {
        "drivers": [_driver(driver, shown) for driver in public[:MOST_DRIVERS]],
        "others": max(0, len(public) - MOST_DRIVERS),
        "undisclosed_share": number(exact_sum(d.variance_share for d in found if d.datum.confidential)),
        "left_out": number(result.total + left_out),
        "gwp": [_other_gwp(other) for other in others],
        "fixed_share": number(others[0].fixed_share if others else Decimal(0)),
    }


def _driver(driver: Driver, shown: Shown) -> shape.Driver:
    datum, spread = driver.datum, driver.spread
    return {
        "kind": datum.key[0],
        "name": shown.name(datum),
        "factor": str(datum.key[1][0]) if datum.key[0] == "factor" else None,
        "lines": shown.lines(datum),
        "share": optional(share_of(datum.result, shown.result.total), number),
        "tenth": number(driver.tenth),
        "low": number(driver.low),
        "high": number(driver.high),
        "sd": number(spread.sd),
        "distribution": spread.distribution,
        "given": spread.given,
        "variance_share": number(driver.variance_share),
    }


def _other_gwp(of: Recharacterised) -> shape.OtherGwp:
    return {
        "id": of.gwp.id,
        "title": text(of.gwp.title),
        "metric": of.gwp.metric,
        "horizon": number(of.gwp.horizon.value),
        "horizon_unit": of.gwp.horizon.unit.symbol,
        "edition": of.gwp.edition,
        "total": optional(of.total, number),
        "missing": list(of.missing),
    }


def _scenarios(case: Case, result: Footprint) -> list[shape.Scenario]:
    return [
        {
            "id": found.id,
            "name": text(found.scenario.name),
            "about": found.scenario.about,
            "because": optional(found.scenario.because, text),
            "total": number(found.total),
            "difference": number(found.total - result.total),
            "share": optional(share_of(found.total - result.total, result.total), number),
            "stages": {stage: optional(value, number) for stage, value in found.stages.items()},
        }
        for found in outcomes(case.declaration, case.rules, case.library, case.inventory)
    ]


def _check(check: Check, case: Case) -> shape.Check:
    """A check with the names of what is missing in place of ids."""
    names: dict[str, Any] = {}
    if check.id == "stages":
        names = {stage.id: stage.name for stage in case.rules.stages}
    elif check.id == "components":
        names = {component.id: component.name for component in case.rules.components}
    return {
        "id": check.id,
        "list": "completeness" if check.id in COMPLETENESS else "consistency",
        "verdict": check.verdict,
        "missing": [text(names.get(word, word)) for word in check.missing],
        "found": optional(check.found, number),
        "of": optional(check.of, number),
    }


def _processes(result: Footprint, shown: Shown) -> list[shape.Process]:
    """The unit processes, the largest first, as far as their lines are public."""
    public = tuple(c for index, c in enumerate(result.contributions) if index in shown.numbers)
    parts = by_process(Footprint(result.total, result.stages, result.origins, public))
    return [
        {
            "stage": part.key[0],
            "name": text(part.key[1]) if part.key[1] is not None else None,
            "result": number(part.result),
            "share": optional(part.share, number),
        }
        for part in parts[:MOST_PROCESSES]
    ]


def _comparison(case: Case, found: Scatter | None, shown: Shown) -> shape.Comparison:
    data = found.data if found is not None and not shown.result.stated else ()
    public = [one for one in data if not one.datum.confidential]
    factors = [one for one in public if one.datum.key[0] == "factor"]
    amounts = [one for one in public if one.datum.key[0] == "amount"]
    named = {id(one) for one in (*factors, *amounts)}
    own = [one.variance for one in (found.data if found else ()) if id(one) not in named]
    rest = exact_sum([*own, found.joint if found else Decimal(0)])
    return {
        "function": _function(case),
        "factors": {str(one.datum.key[1][0]): number(one.effect) for one in factors},
        "amounts": {str(shown.lines(one.datum)[0]): number(one.effect) for one in amounts},
        "own_variance": None if found is None else number(rest),
    }


def _function(case: Case) -> dict[str, str]:
    """What the rules want named with the unit, the model apart: core count, service life, performance, use."""
    given, unit = case.declaration, case.declaration.unit
    included = included_stages(given, case.rules)
    named = [
        name for rule in case.rules.units if rule.dimension == unit.amount.unit.dimension for name in rule.must_name
    ]
    found: dict[str, str] = {}
    for name in dict.fromkeys(named):
        value = given.product.parameters.get(name, getattr(unit, name, None))
        if name != "model" and value is not None:
            found[name] = _plain(value)
    if "use" in included and unit.service_life is not None:
        found["service_life"] = str(unit.service_life)
    return found


def _plain(value: Any) -> str:
    return value.any if isinstance(value, Text) else str(value)
