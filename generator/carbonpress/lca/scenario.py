"""The footprint of other ways the life cycle may go, computed like the declared one and never mixed with it.

Source: T/CCSA 603-2024, 8 (alternative scenarios of use and end of life), 9 c 5.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from carbonpress.lca.declared import declared_factors
from carbonpress.lca.footprint import footprint
from carbonpress.lca.inventory import characterisation, resolve
from carbonpress.lca.legs import legs_of
from carbonpress.lca.precision import in_decimal128
from carbonpress.lca.terms import Gap, Inventory
from carbonpress.model.declaration import Declaration, Entry, InventoryLine
from carbonpress.model.inventory import Leg
from carbonpress.model.quantity import Quantity
from carbonpress.model.rules import CategoryRules
from carbonpress.model.scenario import REPLACED, Change, Scenario
from carbonpress.model.sentence import Parameters, Quoted, did_you_mean
from carbonpress.reference.library import Library

TIMES = ("amount", "mass", "power", "annual_energy", "laser_power")
"""Fields that `times` multiplies, as far as a line has them."""

LEGS = ("transport", "legs")
"""Fields that may hold the legs of a line; `transport` is also the name of a line of that kind."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A scenario with its footprint, kg CO2e per declared unit; a stage that does not count is None."""

    id: str
    scenario: Scenario
    total: Decimal
    stages: Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Variant:
    """A declaration as a scenario has it, and what of the scenario leads nowhere."""

    declaration: Declaration
    gaps: tuple[Gap, ...]


@in_decimal128
def outcomes(
    declaration: Declaration, rules: CategoryRules, library: Library, inventory: Inventory
) -> tuple[Outcome, ...]:
    """The footprint of each scenario without gaps, in the order of the file.

    Empty for stated results and while *inventory* has gaps.

    Source: T/CCSA 603-2024, 8.
    """
    gwp = characterisation(declaration, rules, library)
    if declaration.results is not None or inventory.gaps or gwp is None:
        return ()
    declared = declared_factors(inventory)
    found = []
    for id_, scenario in declaration.scenarios.items():
        made = variant(declaration, id_)
        resolved = resolve(made.declaration, rules, library, declared)
        if not made.gaps and not resolved.gaps:
            result = footprint(made.declaration, rules, gwp, resolved)
            found.append(Outcome(id_, scenario, result.total, result.stages))
    return tuple(found)


@in_decimal128
def scenario_gaps(
    declaration: Declaration, rules: CategoryRules, library: Library, inventory: Inventory
) -> Iterator[Gap]:
    """What of each scenario leads nowhere: lines, fields, factors, units.

    Nothing while the declaration itself has gaps, which would come again in
    every scenario.
    """
    if inventory.gaps or declaration.results is not None:
        return
    declared = declared_factors(inventory)
    for id_ in declaration.scenarios:
        made = variant(declaration, id_)
        yield from made.gaps
        if not made.gaps:
            for gap in resolve(made.declaration, rules, library, declared).gaps:
                inner = Quoted(gap.rule, gap.key, gap.parameters)
                yield Gap(("scenarios", id_), "scenario", "inventory", {"gap": inner})


def variant(declaration: Declaration, id_: str) -> Variant:
    """The declaration with everything that the scenario of that id changes."""
    scenario = declaration.scenarios[id_]
    inventory: dict[str, list[InventoryLine]] = {**declaration.inventory, **scenario.inventory}
    gaps: list[Gap] = []
    for index, change in enumerate(scenario.changes):
        path = ("scenarios", id_, "changes", index)
        inventory, found = _changed(inventory, change, path)
        gaps += found
    update: dict[str, Any] = {"inventory": inventory}
    if scenario.service_life is not None:
        key = "declared_unit" if declaration.declared_unit is not None else "functional_unit"
        update[key] = declaration.unit.model_copy(update={"service_life": scenario.service_life})
    return Variant(declaration.model_copy(update=update), tuple(gaps))


def touched_lines(declaration: Declaration, id_: str) -> list[tuple[str, Entry]]:
    """The declared lines that a scenario changes or puts others in place of, with their stages."""
    scenario = declaration.scenarios[id_]
    found: list[tuple[str, Entry]] = []
    for stage, lines in declaration.inventory.items():
        for line in lines:
            changes = (c for c in scenario.changes if c.stage in (None, stage))
            if stage in scenario.inventory or any(_concerns(change, line) for change in changes):
                found.append((stage, line))
    return found


def _changed(
    inventory: Mapping[str, list[InventoryLine]], change: Change, path: tuple[str | int, ...]
) -> tuple[dict[str, list[InventoryLine]], list[Gap]]:
    """The inventory after one change, or as it was with the gap that keeps the change from being made."""
    made: dict[str, list[InventoryLine]] = {}
    hits, gaps = 0, []
    for stage, lines in inventory.items():
        if change.stage not in (None, stage):
            made[stage] = lines
            continue
        made[stage] = []
        for line in lines:
            if not _concerns(change, line):
                made[stage].append(line)
                continue
            hits += 1
            if change.left_out:
                continue
            replaced = _replaced(line, change)
            if isinstance(replaced, str):
                gaps.append(Gap(path, "scenario", "no-key", {"kind": line.kind, "name": replaced}))
            else:
                made[stage].append(replaced)
    if not hits:
        gaps.append(_nothing(inventory, change, path))
    return made, gaps


def _concerns(change: Change, line: Entry) -> bool:
    if change.line is not None:
        return change.line in line.name.by_language().values()
    return change.instead_of in _factors(line)


def _replaced(line: InventoryLine, change: Change) -> InventoryLine | str:
    """The line with the change made, or the key that it would need for that."""
    if change.instead_of is not None:
        return _other_factor(line, change)
    update: dict[str, Any] = {}
    for key in REPLACED:
        value = getattr(change, key)
        if value is None:
            continue
        if key not in type(line).model_fields:
            return key
        update[key] = value
    if change.factor is not None and "fuel" in type(line).model_fields:
        update["fuel"] = None
    if change.fuel is not None:
        update["factor"] = None
    if change.legs is not None:
        field = next((name for name in LEGS if name in type(line).model_fields and name != line.kind), None)
        if field is None:
            return "legs"
        update[field] = change.legs
    if change.times is not None:
        update |= _multiplied(line, change.times)
    return line.model_copy(update=update)


def _other_factor(line: InventoryLine, change: Change) -> InventoryLine:
    update: dict[str, Any] = {}
    if getattr(line, "factor", None) == change.instead_of:
        update["factor"] = change.factor
    for field in {field for field, _, leg in legs_of(line) if leg.by == change.instead_of}:
        legs: list[Leg] = getattr(line, field)
        other = {"by": change.factor}
        update[field] = [leg.model_copy(update=other) if leg.by == change.instead_of else leg for leg in legs]
    return line.model_copy(update=update)


def _multiplied(line: InventoryLine, times: Decimal) -> dict[str, Any]:
    """The amounts of a line, *times* what they are."""
    given = ((name, getattr(line, name, None)) for name in TIMES)
    return {name: Quantity(value.value * times, value.unit) for name, value in given if isinstance(value, Quantity)}


def _factors(line: Entry) -> list[str]:
    """The factors that a line names, those of its legs included."""
    named = (getattr(line, "factor", None), *(leg.by for _, _, leg in legs_of(line)))
    return [name for name in named if name is not None]


def _nothing(inventory: Mapping[str, list[InventoryLine]], change: Change, path: tuple[str | int, ...]) -> Gap:
    """The gap for a change that concerns no line."""
    lines = [line for stage, lines in inventory.items() if change.stage in (None, stage) for line in lines]
    if change.line is not None:
        names = [name for line in lines for name in line.name.by_language().values()]
        parameters: Parameters = {"line": change.line, "hint": did_you_mean(change.line, names)}
        return Gap((*path, "line"), "scenario", "no-line", parameters)
    used, factor = [name for line in lines for name in _factors(line)], change.instead_of or ""
    return Gap((*path, "instead_of"), "scenario", "no-factor", {"factor": factor, "hint": did_you_mean(factor, used)})
