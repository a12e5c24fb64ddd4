"""Whether a rules file hangs together: what it names exists, is named once, and leaves something to count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from carbonpress.model.hint import near_miss
from carbonpress.model.rules import CategoryRules, NamedBoundary
from carbonpress.reference.library import Library, factor_hint, find_factor
from carbonpress.reference.slip import Path, Slip

DIVISORS = ("length", "core_length", "net_mass", "service_life", "count")
"""What `Intensity.divide_by` may name beside the parameters."""

UNIT_FIELDS = ("model", "intended_use", "performance", "service_life")
"""What `UnitRule.must_name` may name beside the parameters."""

READ_AS = {"net_mass": ("quantity", "mass"), "service_life": ("quantity", "time"), "cores": ("number", None)}
"""Parameters that the arithmetic reads by their id, with the kind and dimension that it can read."""

TAKEN = ("length", "core_length", "count", "intended_use", "performance", "model")
"""Names that mean something else in `divide_by` and `must_name`, so no parameter can have them."""

END_OF_LIFE = "end_of_life_treatment"
"""Id of the stage on which the default end of life acts."""


def rules_slips(rules: CategoryRules, library: Library) -> Iterator[Slip]:
    """What a PCR names that does not exist, or names twice; paths begin at the top of its file."""
    yield from _repeated(rules)
    yield from _boundaries(rules)
    yield from _units(rules, library)
    yield from _parameters(rules, library)
    yield from _cut_off(rules)
    yield from _intensities(rules)
    yield from _defaults(rules, library)
    if rules.gwp not in library.gwp:
        yield _unknown(("gwp",), "rules-gwp", "GWP set", rules.gwp, list(library.gwp))


def _repeated(rules: CategoryRules) -> Iterator[Slip]:
    """Ids and words that a list gives more than once."""
    lists: dict[Path, list[str]] = {
        ("stages",): [stage.id for stage in rules.stages],
        ("components",): [component.id for component in rules.components],
        ("parameters",): [parameter.id for parameter in rules.parameters],
        ("intensities",): [intensity.id for intensity in rules.intensities],
        ("cut_off", "insignificant"): [flow.id for flow in rules.cut_off.insignificant],
    }
    words: dict[Path, Sequence[str]] = {("allocation",): rules.allocation, ("cut_off", "never"): rules.cut_off.never}
    for id_, boundary in rules.boundaries.items():
        words |= {("boundaries", id_, "stages"): boundary.stages, ("boundaries", id_, "optional"): boundary.optional}
    for index, unit in enumerate(rules.units):
        words |= {("units", index, "boundaries"): unit.boundaries, ("units", index, "must_name"): unit.must_name}
    for index, intensity in enumerate(rules.intensities):
        words[("intensities", index, "divide_by")] = intensity.divide_by
    for path, ids in lists.items():
        for index in _second(ids):
            message = f"id {ids[index]!r} is given more than once"
            yield Slip((*path, index, "id"), "rules-twice", message, "each id once")
    for path, named in words.items():
        for index in _second(named):
            yield Slip((*path, index), "rules-twice", f"{named[index]!r} is named twice", "each one once", "remove one")


def _second(words: Sequence[str]) -> list[int]:
    """Where a word stands that stood before already."""
    return [index for index, word in enumerate(words) if word in words[:index]]


def _boundaries(rules: CategoryRules) -> Iterator[Slip]:
    stages = [stage.id for stage in rules.stages]
    alike: dict[tuple[frozenset[str], frozenset[str]], str] = {}
    for id_, boundary in rules.boundaries.items():
        here = ("boundaries", id_)
        for key, named in (("stages", boundary.stages), ("optional", boundary.optional)):
            for index, stage in enumerate(named):
                if stage not in stages:
                    yield _unknown((*here, key, index), "rules-stage", "stage", stage, stages)
        yield from _optional(boundary, here, stages)
        first = alike.setdefault((frozenset(boundary.stages), frozenset(boundary.optional)), id_)
        if first != id_:
            message = f"the boundary {id_!r} has the stages of {first!r}"
            yield Slip((*here, "stages"), "rules-twice", message, "each boundary once", "remove one of them")


def _optional(boundary: NamedBoundary, here: Path, stages: Sequence[str]) -> Iterator[Slip]:
    """Optional stages that are not in the boundary, and a boundary that has no other ones."""
    for index, stage in enumerate(boundary.optional):
        if stage in stages and stage not in boundary.stages:
            message = f"the stage {stage!r} is optional but not among the stages of the boundary"
            expected = f"one of {', '.join(boundary.stages)}"
            mend = f"add {stage} to stages, or take it out of optional"
            yield Slip((*here, "optional", index), "rules-stage", message, expected, mend)
    if set(boundary.stages) <= set(boundary.optional):
        message = "every stage of the boundary is optional: without data nothing is counted"
        mend = "take out of optional what a footprint cannot do without"
        yield Slip((*here, "optional"), "rules-nothing-counted", message, "a stage that always counts", mend)


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
    all_known = all(id_ in rules.boundaries for unit in rules.units for id_ in unit.boundaries)
    for id_ in rules.boundaries if all_known else ():
        if not any(id_ in unit.boundaries or not unit.boundaries for unit in rules.units):
            message = f"no unit rule holds for the boundary {id_!r}"
            mend = f"add {id_} to the boundaries of a unit rule"
            yield Slip(("boundaries", id_), "rules-unit", message, "a unit for each boundary", mend)


def _parameters(rules: CategoryRules, library: Library) -> Iterator[Slip]:
    dimensions = _dimensions(library)
    for index, parameter in enumerate(rules.parameters):
        here = ("parameters", index)
        if parameter.id in TAKEN:
            message = f"{parameter.id!r} has a meaning of its own in divide_by or must_name"
            yield Slip((*here, "id"), "rules-kind", message, "another id for the parameter")
        elif parameter.kind == "quantity" and parameter.dimension not in dimensions:
            path = (*here, "dimension")
            yield _unknown(path, "rules-dimension", "dimension", parameter.dimension or "", dimensions)
        elif parameter.kind != "quantity" and parameter.dimension is not None:
            message = f"a parameter of kind {parameter.kind} has no dimension"
            yield Slip((*here, "dimension"), "rules-kind", message, "kind: quantity, or no dimension")
        elif (parameter.kind, parameter.dimension) != READ_AS.get(parameter.id, (parameter.kind, parameter.dimension)):
            kind, dimension = READ_AS[parameter.id]
            expected = f"kind: {kind}" + (f", dimension: {dimension}" if dimension else "")
            message = f"{parameter.id!r} would not be read: the arithmetic takes it as a {dimension or kind}"
            yield Slip((*here, "kind"), "rules-kind", message, expected, "mend the kind, or take another id")


def _cut_off(rules: CategoryRules) -> Iterator[Slip]:
    """A limit for one source that is wider than that for all of them together."""
    single, total = rules.cut_off.single_emission, rules.cut_off.total_emission
    if single is not None and single > total:
        message = f"a single source may reach {single}, all of them together only {total}"
        expected = f"single_emission up to total_emission, here {total}"
        yield Slip(("cut_off", "single_emission"), "rules-cut-off", message, expected, "correct one of the two")


def _intensities(rules: CategoryRules) -> Iterator[Slip]:
    kinds = {parameter.id: parameter.kind for parameter in rules.parameters}
    names = [*DIVISORS, *kinds]
    for index, intensity in enumerate(rules.intensities):
        for place, name in enumerate(intensity.divide_by):
            path = ("intensities", index, "divide_by", place)
            if name not in names:
                yield _unknown(path, "rules-divisor", "divisor", name, names)
            elif name not in DIVISORS and kinds.get(name) == "text":
                message = f"the parameter {name!r} is a text, by which nothing can be divided"
                yield Slip(path, "rules-divisor", message, "a parameter of kind quantity or number")


def _defaults(rules: CategoryRules, library: Library) -> Iterator[Slip]:
    life, default = rules.defaults.service_life, rules.defaults.end_of_life
    if life is not None and life.value <= 0:
        message = f"a service life of {life} is none"
        yield Slip(("defaults", "service_life"), "rules-default", message, "a time above zero")
    if default is None:
        return
    path = ("defaults", "end_of_life")
    if END_OF_LIFE not in [stage.id for stage in rules.stages]:
        message = f"the rules have no stage {END_OF_LIFE}, so this default never acts"
        yield Slip(path, "rules-default", message, f"a stage {END_OF_LIFE}, or no default")
    factor = find_factor(library, default.factor)
    if factor is None:
        message, mend = f"unknown factor {default.factor!r}", factor_hint(library, default.factor)
        yield Slip((*path, "factor"), "rules-factor", message, "a factor of the library", mend)
    elif factor.per.unit.dimension != "mass":
        message = f"{factor.name_at_edition} is per {factor.per}, but what is thrown away is told by mass"
        yield Slip((*path, "factor"), "rules-factor", message, "a factor per mass, for example per 1 kg")


def _dimensions(library: Library) -> list[str]:
    return list(dict.fromkeys(unit.dimension for unit in library.units.values()))


def _unknown(path: Path, rule: str, what: str, word: str, known: Sequence[str]) -> Slip:
    return Slip(path, rule, f"unknown {what} {word!r}", "one of " + ", ".join(known), near_miss(word, known))
