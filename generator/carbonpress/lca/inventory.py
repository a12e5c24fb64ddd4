"""From the lines of a declaration to activities per declared unit, and to gaps where a line cannot be resolved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from carbonpress.lca.allocation import allocation_gaps
from carbonpress.lca.boundary import boundary_gaps, included_stages
from carbonpress.lca.end_of_life import default_treatment
from carbonpress.lca.line import line_activities
from carbonpress.lca.precision import in_decimal128
from carbonpress.lca.scope import Row, Scope
from carbonpress.lca.sign import sign_gaps
from carbonpress.lca.terms import Activity, Gap, Inventory
from carbonpress.model.declaration import Declaration
from carbonpress.model.factor import EmissionFactor, GwpSet
from carbonpress.model.rules import CategoryRules
from carbonpress.model.sentence import Parameters, did_you_mean
from carbonpress.reference.library import Library

NONE_DECLARED: Mapping[str, EmissionFactor] = {}


@in_decimal128
def resolve(
    declaration: Declaration,
    rules: CategoryRules,
    library: Library,
    declared: Mapping[str, EmissionFactor] = NONE_DECLARED,
) -> Inventory:
    """All activities of a declaration per declared unit, in the order of its lines, and all gaps.

    Only stages inside the boundary count.  *declared* holds the footprints of
    other declarations of the company as factors, by `declaration/<id>@<version>`
    (see `lca.declared`).  Never raises on what an author can write: a reference
    that leads nowhere, an amount of the wrong kind or sign is a gap, and while
    there are gaps the activities are not the whole inventory.

    Source: T/CCSA 603-2024, clause 6.
    """
    scope = Scope(declaration, rules, library, declared, characterisation(declaration, rules, library))
    included = included_stages(declaration, rules)
    rows = [
        Row(("inventory", stage, index), stage, entry)
        for stage, lines in declaration.inventory.items()
        if stage in included
        for index, entry in enumerate(lines)
    ]
    items: list[Activity | Gap] = list(_gaps_of_the_whole(scope))
    for row in rows:
        items += line_activities(row, scope)
    items += default_treatment(rows, scope, included)
    return Inventory(
        tuple(item for item in items if isinstance(item, Activity)),
        tuple(dict.fromkeys(item for item in items if isinstance(item, Gap))),
    )


def characterisation(declaration: Declaration, rules: CategoryRules, library: Library) -> GwpSet | None:
    """The GWP set that holds: the declaration's, else that of the rules; None when the library has no such set.

    Source: T/CCSA 603-2024, 7.1.
    """
    return library.gwp.get(declaration.gwp or rules.gwp)


def _gaps_of_the_whole(scope: Scope) -> Iterator[Gap]:
    declaration, rules = scope.declaration, scope.rules
    if scope.gwp is None:
        name, known = declaration.gwp or rules.gwp, list(scope.library.gwp)
        path = ("gwp",) if declaration.gwp else ("rules",)
        parameters: Parameters = {"gwp": name, "known": ", ".join(known), "hint": did_you_mean(name, known)}
        yield Gap(path, "unknown-gwp", "unknown", parameters)
    yield from boundary_gaps(declaration, rules)
    yield from sign_gaps(declaration)
    yield from allocation_gaps(declaration)
