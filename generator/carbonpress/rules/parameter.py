"""Reading technical parameters: what is wrong with a value, and where else it may be stated."""

from __future__ import annotations

import functools
from typing import Any

from pydantic import TypeAdapter, ValidationError

from carbonpress.model.quantity import Units
from carbonpress.model.rules import Parameter
from carbonpress.model.scalar import Whole, quantity_of
from carbonpress.model.text import Text
from carbonpress.rules.case import Case

EXAMPLES = {"quantity": "an amount with a unit", "number": "a whole number", "text": "text"}


def stated_elsewhere(case: Case, name: str) -> bool:
    """Whether the declaration states the parameter outside `product.parameters`: the model, the unit's service life."""
    return name == "model" or (name == "service_life" and case.declaration.unit.service_life is not None)


def fault(parameter: Parameter, value: str | Text, units: Units) -> tuple[str, str, str] | None:
    """What is wrong with *value*, what is expected and how to mend it; None when it is a value of its kind."""
    if parameter.kind == "text":
        return None
    if not isinstance(value, str):
        return f"{parameter.id!r} is a text in two languages", EXAMPLES[parameter.kind], "give one value for both"
    reader = _reader("number" if parameter.kind == "number" else parameter.dimension)
    try:
        read = reader.validate_python(value, context={"units": units})
    except ValidationError as error:
        context = error.errors()[0].get("ctx", {})
        message = f"{parameter.id!r}: {error.errors()[0]['msg']}"
        return message, context.get("expected", ""), context.get("mend", "")
    amount = read if parameter.kind == "number" else read.value
    return (f"{parameter.id!r} is not above zero", "an amount above zero", "") if amount <= 0 else None


@functools.cache
def _reader(kind: str | None) -> TypeAdapter[Any]:
    if kind == "number":
        return TypeAdapter(Whole)
    return TypeAdapter(quantity_of(kind) if kind is not None else quantity_of())
