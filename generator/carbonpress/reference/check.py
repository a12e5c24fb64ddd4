"""Whether what a factor or a rules file names exists: gases, stages, factors, GWP sets, dimensions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from carbonpress.model.factor import CO2E, EmissionFactor, GwpSet
from carbonpress.model.hint import near_miss
from carbonpress.model.rules import CategoryRules
from carbonpress.reference.library import Library, factor_hint, find_factor

DIVISORS = ("length", "core_length", "net_mass", "service_life", "count")
"""What `Intensity.divide_by` may name beside the parameters."""

UNIT_FIELDS = ("model", "intended_use", "performance", "service_life")
"""What `UnitRule.must_name` may name beside the parameters."""

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """Something a data file gets wrong, at a path inside it."""

    path: Path
    rule: str
    message: str
    expected: str = ""
    mend: str = ""


def factor_slips(factor: EmissionFactor, gwp: Mapping[str, GwpSet]) -> Iterator[Slip]:
    """Gases of the factor that no GWP set knows; paths begin at the factor."""
    known = {gas for gases in gwp.values() for gas in gases.values}
    for _, gas, _ in factor.masses():
        if gas != CO2E and gas not in known:
            message = f"factor {factor.name_at_edition} has the gas {gas!r}, which no GWP set knows"
            expected, mend = "a gas such as CO2, CH4 or HFC134a", near_miss(gas, sorted(known))
            yield Slip(("gases",), "unknown-gas", message, expected, mend)


def rules_slips(rules: CategoryRules, library: Library) -> Iterator[Slip]:
    """What a PCR names that does not exist, or names twice; paths begin at the top of its file."""
    yield from _repeated(rules)
    yield from _boundaries(rules)
    yield from _units(rules, library)
    yield from _parameters(rules, library)
    yield from _intensities(rules)
    yield from _references(rules, library)


def _repeated(rules: CategoryRules) -> Iterator[Slip]:
    lists = {
        "stages": [stage.id for stage in rules.stages],
        "components": [component.id for component in rules.components],
        "parameters": [parameter.id for parameter in rules.parameters],
    }
    for key, ids in lists.items():
        counts = Counter(ids)
        for index, id_ in enumerate(ids):
            if counts[id_] > 1:
                yield Slip((key, index, "id"), "rules-twice", f"id {id_!r} is given more than once", "each id once")


def _boundaries(rules: CategoryRules) -> Iterator[Slip]:
    stages = [stage.id for stage in rules.stages]
    for id_, boundary in rules.boundaries.items():
        for key, named in (("stages", boundary.stages), ("optional", boundary.optional)):
            for index, stage in enumerate(named):
                allowed = stages if key == "stages" else boundary.stages
                if stage not in allowed:
                    yield _unknown(("boundaries", id_, key, index), "rules-stage", "stage", stage, allowed)


def _units(rules: CategoryRules, library: Library) -> Iterator[Slip]:
    dimensions = _dimensions(library)
    names = [*UNIT_FIELDS, *(parameter.id for parameter in rules.parameters)]
    for index, unit in enumerate(rules.units):
        here = ("units", index)
        if unit.dimension not in dimensions:
            yield _unknown((*here, "dimension"), "rules-dimension", "dimension", unit.dimension, dimensions)
        for place, id_ in enumerate(unit.boundaries):
            if id_ not in rules.boundaries:
                yield _unknown((*here, "boundaries", place), "rules-boundary", "boundary", id_, [*rules.boundaries])
        for place, name in enumerate(unit.must_name):
            if name not in names:
                yield _unknown((*here, "must_name", place), "rules-parameter", "parameter", name, names)


def _parameters(rules: CategoryRules, library: Library) -> Iterator[Slip]:
    dimensions = _dimensions(library)
    for index, parameter in enumerate(rules.parameters):
        if parameter.kind == "quantity" and parameter.dimension not in dimensions:
            path = ("parameters", index, "dimension")
            yield _unknown(path, "rules-dimension", "dimension", parameter.dimension or "", dimensions)


def _intensities(rules: CategoryRules) -> Iterator[Slip]:
    names = [*DIVISORS, *(parameter.id for parameter in rules.parameters)]
    for index, intensity in enumerate(rules.intensities):
        for place, name in enumerate(intensity.divide_by):
            if name not in names:
                yield _unknown(("intensities", index, "divide_by", place), "rules-divisor", "divisor", name, names)


def _references(rules: CategoryRules, library: Library) -> Iterator[Slip]:
    if rules.gwp not in library.gwp:
        yield _unknown(("gwp",), "rules-gwp", "GWP set", rules.gwp, list(library.gwp))
    default = rules.defaults.end_of_life
    if default is not None and find_factor(library, default.factor) is None:
        message = f"unknown factor {default.factor!r}"
        mend = factor_hint(library, default.factor)
        yield Slip(("defaults", "end_of_life", "factor"), "rules-factor", message, "a factor of the library", mend)


def _dimensions(library: Library) -> list[str]:
    return list(dict.fromkeys(unit.dimension for unit in library.units.values()))


def _unknown(path: Path, rule: str, what: str, word: str, known: Sequence[str]) -> Slip:
    return Slip(path, rule, f"unknown {what} {word!r}", "one of " + ", ".join(known), near_miss(word, known))
