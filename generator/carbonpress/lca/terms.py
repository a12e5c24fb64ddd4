"""What the arithmetic works on and what comes out of it: activities, terms, footprint.

What an inventory has many of is a named tuple, which is made in a third of the time of a frozen dataclass.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import NamedTuple

from carbonpress.model.declaration import Entry
from carbonpress.model.factor import EmissionFactor, Origin
from carbonpress.model.quantity import Quantity
from carbonpress.model.sentence import Parameters

ARITHMETIC = Context(prec=34, rounding=ROUND_HALF_EVEN)
"""IEEE 754 decimal128 precision; every computation of this room runs in it."""


class Step(NamedTuple):
    """One step from the amount as given to the activity data per declared unit.

    `kind` names the step (`given`, `mass-distance`, `share`, `per`, ...; the
    table in docs/architecture.md has them all), `operands` its figures in the
    order in which the step's equation uses them.
    """

    kind: str
    operands: tuple[tuple[str, Quantity], ...]


class Activity(NamedTuple):
    """One line of the inventory, resolved: how much of what, per declared unit, and with which factor.

    `path` is where the line stands in the declaration, for findings.  `amount` is
    in the unit of the factor's `per`.  `factor` is None for direct emissions and
    removals, whose amount is a mass of `gas` in kg.
    """

    path: tuple[str | int, ...]
    stage: str
    kind: str
    entry: Entry | None
    amount: Quantity
    steps: tuple[Step, ...]
    factor: EmissionFactor | None
    gas: str | None = None
    origin: Origin | None = None
    assumed: str | None = None
    """The default of the rules that this rests on, `end_of_life` or `service_life`; None when the author gave all."""
    sub: str | None = None
    """`transport` or `return_transport` for the legs of a material or packaging."""


class Term(NamedTuple):
    """One product of formula (1): activity data x emission factor x GWP, for one gas and origin."""

    origin: Origin
    gas: str
    emission_factor: Decimal
    """kg of gas per unit of the activity amount."""
    gwp: Decimal
    result: Decimal
    """kg CO2e per declared unit; negative for removals."""


class Contribution(NamedTuple):
    """An activity with its terms and their sum."""

    activity: Activity
    terms: tuple[Term, ...]
    result: Decimal


@dataclass(frozen=True, slots=True)
class Footprint:
    """The footprint per declared unit in kg CO2e, with every term kept.

    `stages` holds every stage of the rules in their order; None means the stage
    is not counted, which is not zero.
    """

    total: Decimal
    stages: Mapping[str, Decimal | None]
    origins: Mapping[Origin, Decimal]
    contributions: tuple[Contribution, ...] = ()
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """A reference of the inventory that cannot be resolved, before it becomes a finding.

    `rule` is the id of the rule that reports it, `key` and `parameters` name and
    fill the sentence of that rule; `path` is the place in the declaration.
    """

    path: tuple[str | int, ...]
    rule: str
    key: str
    parameters: Parameters = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Inventory:
    """All activities of a declaration, and what could not be resolved."""

    activities: tuple[Activity, ...] = ()
    gaps: tuple[Gap, ...] = field(default=())
