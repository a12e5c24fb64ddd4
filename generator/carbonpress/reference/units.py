"""The closed table of units, read before everything else: all other models need it to read an amount."""

from __future__ import annotations

from typing import Any

from pydantic import model_validator

from carbonpress.model.decode import decode
from carbonpress.model.factor import Source
from carbonpress.model.quantity import Unit, Units
from carbonpress.model.scalar import Line, Size
from carbonpress.model.text import Text, Words
from carbonpress.source.document import parse
from carbonpress.source.finding import Finding


class UnitRow(Words):
    """What a unit measures, its exact size in the unit of size 1, and where that is laid down."""

    dimension: Line
    size: Size
    source: Source


class UnitTable(Words):
    """All units by symbol; `source` here serves every row that gives none of its own."""

    title: Text
    source: Source
    units: dict[Line, UnitRow]

    @model_validator(mode="before")
    @classmethod
    def _shared_source(cls, value: Any) -> Any:
        if not isinstance(value, dict) or not value.get("source") or not isinstance(value.get("units"), dict):
            return value
        shared = {"source": value["source"]}
        rows = {s: {**shared, **row} if isinstance(row, dict) else row for s, row in value["units"].items()}
        return {**value, "units": rows}


def units_of(raw: bytes, name: str) -> tuple[Units, list[Finding]]:
    """The units by symbol that a unit table lists, in its order, and what is wrong with it.

    The order matters to messages: the first unit of a dimension serves as the
    example of it.  Empty where the table cannot be relied upon.
    """
    document, findings = parse(raw, name)
    if document is None:
        return {}, findings
    table, more = decode(UnitTable, document, {})
    if table is None:
        return {}, findings + more
    return {s: Unit(s, row.dimension, row.size) for s, row in table.units.items()}, findings + more
