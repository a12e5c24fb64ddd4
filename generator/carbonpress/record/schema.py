"""The JSON Schema of `declaration.json`, made from the shape of the record."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from carbonpress.record.shape import FORMAT, Record

ADDRESS = "schema/declaration-2.json"
"""Where a site publishes the schema."""


def record_schema(base_url: str = "") -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a record; its `$id` lies below *base_url* where one is given."""
    schema = TypeAdapter(Record).json_schema()
    del schema["title"]  # the name of the class
    head: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    if base_url:
        head["$id"] = base_url + ADDRESS
    head["title"] = f"carbonpress declaration record, format {FORMAT}"
    return head | schema
