"""Amounts that must not be negative, and divisors that must be above zero."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from carbonpress.lca.allocation import allocation_choices
from carbonpress.lca.footprint import REMOVAL
from carbonpress.lca.legs import legs_of
from carbonpress.lca.terms import Gap
from carbonpress.model.declaration import Declaration, Entry, Removal, StatedResults
from carbonpress.model.factor import Origin
from carbonpress.model.quantity import Quantity
from carbonpress.model.sentence import Phrase

Path = tuple[str | int, ...]

RELEASED: frozenset[Origin] = frozenset({"fossil", "biogenic_emission", "aircraft"})
"""Origins of what is only ever released; a change of land use may release or take up."""

DIVISORS = frozenset({"per", "of", "input_power", "service_life"})
"""Fields that divide, or that make no sense at zero."""


def sign_gaps(declaration: Declaration) -> Iterator[Gap]:
    """Every amount below zero, and every divisor that is not above zero.

    Stages and total of stated results may be negative: a stage may take up more
    than it emits.  By origin only what biomass or land takes up is negative.
    """
    unit = "declared_unit" if declaration.declared_unit else "functional_unit"
    if declaration.unit.amount.value <= 0:
        yield _gap((unit, "amount"), declaration.unit.amount, above_zero=True)
    yield from _of_model(declaration.unit, (unit,), skip="amount")
    for stage, lines in declaration.inventory.items():
        for index, entry in enumerate(lines):
            yield from _of_line(entry, ("inventory", stage, index))
    for path, choice in allocation_choices(declaration):
        yield from _of_model(choice, path)
        for index, part in enumerate(choice.others):
            yield from _of_model(part, (*path, "others", index))
    for index, exclusion in enumerate(declaration.excluded):
        yield from _of_model(exclusion, ("excluded", index))
    yield from _of_waste(declaration.total_solid_waste, ("total_solid_waste",))
    if declaration.reference_flow is not None and declaration.reference_flow.amount.value <= 0:
        yield _gap(("reference_flow", "amount"), declaration.reference_flow.amount, above_zero=True)
    if declaration.results is not None:
        yield from _of_waste(declaration.results.total_solid_waste, ("results", "total_solid_waste"))
        yield from _of_origins(declaration.results)


def _of_origins(results: StatedResults) -> Iterator[Gap]:
    """Released masses below zero, and masses taken up above it."""
    for origin, mass in results.origins.items():
        here = ("results", "origins", origin)
        if origin == REMOVAL and mass.value > 0:
            yield Gap(here, "negative-amount", "taken-up", {"amount": mass})
        elif origin in RELEASED and mass.value < 0:
            yield _gap(here, mass, above_zero=False)


def _of_waste(waste: Quantity | None, path: Path) -> Iterator[Gap]:
    if waste is not None and waste.value < 0:
        yield _gap(path, waste, above_zero=False)


def _of_line(entry: Entry, path: Path) -> Iterator[Gap]:
    yield from _of_model(entry, path, removal=isinstance(entry, Removal))
    for field, index, leg in legs_of(entry):
        yield from _of_model(leg, (*path, field, index))


def _of_model(model: BaseModel, path: Path, skip: str = "", *, removal: bool = False) -> Iterator[Gap]:
    for field, value in model.__dict__.items():
        if type(value) is Quantity and field != skip:
            above_zero = field in DIVISORS
            if value.value < 0 or (above_zero and value.value == 0):
                yield _gap((*path, field), value, above_zero=above_zero, removal=removal)


def _gap(path: Path, amount: Quantity, *, above_zero: bool, removal: bool = False) -> Gap:
    hint = Phrase("removal") if removal else ""
    return Gap(
        path, "negative-amount", "not-above-zero" if above_zero else "negative", {"amount": amount, "hint": hint}
    )
