"""Other ways the life cycle may go, told as changes of the declaration's lines."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from carbonpress.model.inventory import InventoryLine, Leg
from carbonpress.model.rules import StageId
from carbonpress.model.scalar import (
    Amount,
    Duration,
    EnergyAmount,
    Flag,
    Id,
    Line,
    Mass,
    Positive,
    Power,
    Whole,
    refuse,
)
from carbonpress.model.text import Text, Words

About = Literal["use", "end-of-life", "transport", "energy", "other"]

REPLACED = (
    "amount", "mass", "factor", "fuel", "power", "hours_per_year", "annual_energy", "service_life", "uses", "route",
)  # fmt: skip
"""Keys of a change that take the place of the line's key of the same name."""


class Change(Words):
    """What is different about a line, or about every line that uses a factor."""

    stage: StageId | None = None
    """Stage in which the change holds; every stage when left out."""
    line: Line | None = None
    """The line to change, by its name in either language."""
    instead_of: Line | None = None
    """The factor to replace by `factor` wherever it is used, legs of transport included."""
    factor: Line | None = None
    """Emission factor in place of the declared one."""
    fuel: Id | None = None
    """Fuel in place of the declared one."""
    times: Positive | None = None
    """What the declared amount, mass, power or energy is multiplied by."""
    amount: Amount | None = None
    """Amount in place of the declared one."""
    mass: Mass | None = None
    """Mass in place of the declared one."""
    power: Power | None = None
    """Power in place of the declared one."""
    hours_per_year: Positive | None = None
    """Hours of operation a year in place of the declared ones."""
    annual_energy: EnergyAmount | None = None
    """Energy a year in place of the declared one."""
    service_life: Duration | None = None
    """Service life of this line in place of the declared one."""
    uses: Annotated[Whole, Field(ge=1)] | None = None
    """Number of uses of a packaging in place of the declared one."""
    route: Id | None = None
    """Route of a treatment in place of the declared one."""
    legs: list[Leg] | None = None
    """Legs of transport in place of the declared ones; an empty list takes them away."""
    left_out: Flag = False
    """Whether the line falls away."""

    @model_validator(mode="after")
    def _one_target(self) -> Change:
        if (self.line is None) == (self.instead_of is None):
            what = "a change names either a line or a factor to replace"
            raise refuse("scenario", what, "line: …, or instead_of: …")
        others = any(getattr(self, key) is not None for key in (*REPLACED, "times", "legs") if key != "factor")
        if self.instead_of is not None and (self.factor is None or others or self.left_out):
            raise refuse("scenario", "in place of a factor stands a factor and nothing else", "factor: …")
        if self.line is not None and not (others or self.factor is not None or self.left_out):
            raise refuse("scenario", "the change changes nothing", "a key such as amount, factor, times or left_out")
        return self


class Scenario(Words):
    """A way the life cycle may go instead; its figure is shown beside the declared one and never in its place."""

    name: Text
    """What is different, in a few words."""
    about: About = "other"
    """What it varies: the use, the end of life, transport, the purchase of energy, or something else."""
    because: Text | None = None
    """Why the alternative is worth a look."""
    service_life: Duration | None = None
    """Service life in place of the one that holds for the product."""
    changes: list[Change] = []
    """Changes of single lines or factors."""
    inventory: dict[StageId, list[InventoryLine]] = {}
    """Lines that stand in place of all lines of a stage."""

    @model_validator(mode="after")
    def _differs(self) -> Scenario:
        if not (self.changes or self.inventory or self.service_life):
            raise refuse("scenario", "the scenario changes nothing", "changes, inventory or service_life")
        return self


class MonteCarlo(Words):
    """A simulation on request; the same seed and version of numpy give the same figures."""

    runs: Annotated[Whole, Field(ge=1_000, le=1_000_000)] = 10_000
    """How many times the inventory is drawn."""
    seed: Whole
    """Where the stream of random numbers begins."""
