"""Reading technical parameters: what is wrong with a value, and where else it may be stated."""

from __future__ import annotations

import functools
from typing import Any

from pydantic import TypeAdapter, ValidationError

from carbonpress.model.quantity import Units
from carbonpress.model.rules import Parameter
from carbonpress.model.scalar import Whole, quantity_of
from carbonpress.model.sentence import Parameters, Phrase
from carbonpress.model.text import Text
from carbonpress.rules.case import Case


def example(parameter: Parameter) -> Phrase:
    """What a value of the parameter looks like."""
    return Phrase(f"kind-{parameter.kind}")


def stated_elsewhere(case: Case, name: str) -> bool:
    """Whether the declaration states the parameter outside `product.parameters`: the model, the unit's service life."""
    return name == "model" or (name == "service_life" and case.declaration.unit.service_life is not None)


def fault(parameter: Parameter, value: str | Text, units: Units) -> tuple[str, Parameters] | None:
    """The key and parameters of the sentence that says what is wrong with *value*; None when it is of its kind."""
    if parameter.kind == "text":
        return None
    if not isinstance(value, str):
        return "two-languages", {"parameter": parameter.id, "example": example(parameter)}
    reader = _reader("number" if parameter.kind == "number" else parameter.dimension)
    try:
        read = reader.validate_python(value, context={"units": units})
    except ValidationError as error:
        context = error.errors()[0].get("ctx", {})
        told = {
            "why": error.errors()[0]["msg"],
            "expected": context.get("expected", ""),
            "mend": context.get("mend", ""),
        }
        return "unreadable", {"parameter": parameter.id, **told}
    amount = read if parameter.kind == "number" else read.value
    return ("not-above-zero", {"parameter": parameter.id}) if amount <= 0 else None


@functools.cache
def _reader(kind: str | None) -> TypeAdapter[Any]:
    if kind == "number":
        return TypeAdapter(Whole)
    return TypeAdapter(quantity_of(kind) if kind is not None else quantity_of())
