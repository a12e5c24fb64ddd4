"""Which stages count, and whether that makes the footprint a partial one."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from carbonpress.lca.terms import Gap
from carbonpress.model.declaration import Declaration
from carbonpress.model.rules import CategoryRules, NamedBoundary
from carbonpress.model.sentence import Parameters, did_you_mean

USE = "use"
"""Id of the use stage in every PCR file."""

END_OF_LIFE = "end_of_life_treatment"
"""Id of the stage after use in every PCR file."""


def included_stages(declaration: Declaration, rules: CategoryRules) -> tuple[str, ...]:
    """The stages that count, in the order of the rules.

    A named boundary counts its stages; the optional ones among them only when
    the declaration gives data for them.  A list of stages counts as it is.
    Stages that the rules do not know never count (`boundary_gaps` names them).

    Source: T/CCSA 603-2024, 5.2.1 and 6.1.2.5.
    """
    if isinstance(declaration.boundary, str):
        named = rules.boundaries.get(declaration.boundary)
        wanted = _stages_with_data(named, declaration) if named else set()
    else:
        wanted = set(declaration.boundary)
    return tuple(stage.id for stage in rules.stages if stage.id in wanted)


def is_partial(declaration: Declaration, rules: CategoryRules) -> bool:
    """Whether the boundary leaves out stages of the life cycle, so that the result is a partial footprint.

    A named boundary says so itself.  A list of stages is partial unless it holds
    every stage that some complete boundary of the rules cannot do without.

    Source: T/CCSA 603-2024, 3.1.2.
    """
    if isinstance(declaration.boundary, str):
        named = rules.boundaries.get(declaration.boundary)
        return named is None or named.partial
    listed = set(declaration.boundary)
    complete = (b for b in rules.boundaries.values() if not b.partial)
    return not any(set(b.stages) - set(b.optional) <= listed for b in complete)


def boundary_gaps(declaration: Declaration, rules: CategoryRules) -> Iterator[Gap]:
    """Boundary and stages that the rules do not know, and data in stages outside the boundary."""
    known = [stage.id for stage in rules.stages]
    if isinstance(declaration.boundary, str):
        if declaration.boundary not in rules.boundaries:
            yield _unknown_boundary(declaration.boundary, rules)
            return  # Without a boundary no stage is inside or outside.
    else:
        for index, stage in enumerate(declaration.boundary):
            if stage not in known:
                yield _unknown_stage(("boundary", index), stage, rules)
    included = included_stages(declaration, rules)
    for path, stage in _data_places(declaration):
        if stage not in known:
            yield _unknown_stage(path, stage, rules)
        elif stage not in included:
            yield Gap(path, "stage-outside", "outside", {"stage": stage, "included": ", ".join(included)})


def _stages_with_data(named: NamedBoundary, declaration: Declaration) -> Collection[str]:
    given = {stage for _, stage in _data_places(declaration)}
    return {stage for stage in (*named.stages, *named.optional) if stage not in named.optional or stage in given}


def _data_places(declaration: Declaration) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for stage, lines in declaration.inventory.items():
        if lines:
            yield ("inventory", stage), stage
    for stage in declaration.results.stages if declaration.results else ():
        yield ("results", "stages", stage), stage


def _unknown_stage(path: tuple[str | int, ...], stage: str, rules: CategoryRules) -> Gap:
    known = [s.id for s in rules.stages]
    hint = did_you_mean(stage, known)
    parameters: Parameters = {"rules": rules.id, "stage": stage, "known": ", ".join(known), "hint": hint}
    return Gap(path, "unknown-stage", "unknown", parameters)


def _unknown_boundary(name: str, rules: CategoryRules) -> Gap:
    known = list(rules.boundaries)
    hint = did_you_mean(name, known)
    parameters: Parameters = {"rules": rules.id, "boundary": name, "known": ", ".join(known), "hint": hint}
    return Gap(("boundary",), "unknown-boundary", "unknown", parameters)
