"""How good a datum is, and how far it may be off: what an author says of a line or a factor."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from carbonpress.model.quantity import Quantity
from carbonpress.model.scalar import Amount, Line, Number, Whole, refuse
from carbonpress.model.text import Words

Indicator = Literal["technology", "time", "geography", "completeness", "reliability"]
INDICATORS: tuple[Indicator, ...] = ("technology", "time", "geography", "completeness", "reliability")
"""The five indicators of the pedigree matrix, in the order in which they are shown."""

FORMS = ("within", "sd", "gsd", "range")
PLUS_MINUS = re.compile(r"(±|\+/-)\s*")

Score = Annotated[Whole, Field(ge=1, le=5)]
"""A score of the pedigree matrix: 1 is best, 5 is worst or unknown."""


class Quality(Words):
    """Scores of the pedigree matrix, 1 best to 5 worst or unknown; what is left out is derived from the datum."""

    technology: Score | None = None
    """How near the technology is to the one under study."""
    time: Score | None = None
    """How near the year of the datum is to the period of the study."""
    geography: Score | None = None
    """How near its place is to that of the activity."""
    completeness: Score | None = None
    """How much of what it stands for was looked at, and for how long."""
    reliability: Score | None = None
    """How it was come by: measured, estimated, verified."""

    @model_validator(mode="after")
    def _given(self) -> Quality:
        if all(getattr(self, indicator) is None for indicator in INDICATORS):
            raise refuse("too-few", "no indicator is given", "at least one of " + ", ".join(INDICATORS))
        return self


class Uncertainty(Words):
    """How far a value may be off, in one of four forms; `± 10 %` is short for `{within: 10 %}`.

    An amount in per cent is relative to the value; any other has the unit of the
    value.
    """

    within: Amount | None = None
    """Half the width about the value that holds 95 % of what it may be; normal distribution."""
    sd: Amount | None = None
    """Standard deviation; normal distribution."""
    gsd: Annotated[Number, Field(ge=1)] | None = None
    """Geometric standard deviation; lognormal distribution with the value as its median."""
    range: list[Amount] | None = None
    """Lowest and highest that it may be, `[38 kg, 45 kg]`; triangular distribution with the value as its peak."""
    source: Line | None = None
    """Where the uncertainty comes from."""

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        if not PLUS_MINUS.match(value):
            what = f"{value!r} is not an uncertainty"
            raise refuse("uncertainty", what, "± 10 %, {sd: 3 kg}, {gsd: 1.2} or {range: [38 kg, 45 kg]}")
        return {"within": PLUS_MINUS.sub("", value, count=1)}

    @model_validator(mode="after")
    def _one_form(self) -> Uncertainty:
        if sum(getattr(self, form) is not None for form in FORMS) != 1:
            raise refuse("uncertainty", "an uncertainty has one of four forms", "one of " + ", ".join(FORMS))
        for spread in (self.within, self.sd):
            if spread is not None and spread.value < 0:
                raise refuse("range", f"{spread} is below zero", "0 or more")
        if self.range is not None:
            _refuse_odd(self.range)
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The short form, or one of the four."""
        written_out = handler.resolve_ref_schema(handler(schema))
        short = {"type": "string", "pattern": r"^(±|\+/-) ?[0-9]", "examples": ["± 10 %"]}
        return {"title": "Uncertainty", "anyOf": [short, written_out]}


def _refuse_odd(ends: list[Quantity]) -> None:
    """Refuse what is no range: other than two ends, units that differ, or the highest first."""
    alike = len({end.unit.dimension for end in ends}) == 1
    if len(ends) != 2 or not alike or ends[0].value > ends[1].to(ends[0].unit).value:
        told = ", ".join(str(end) for end in ends)
        raise refuse("range", f"[{told}] is not a range", "the lowest and the highest, for example [38 kg, 45 kg]")
