"""JSON Schemas of the input files, with which an editor completes keys and marks slips while they are typed.

They are looser than `decode`, which has the last word: an editor reads YAML by its own rules and sees `12` as a number
and `2026-03-01` perhaps as a date.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, get_args

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from carbonpress.model.anatomy import description, keys, models_in
from carbonpress.model.declaration import Declaration
from carbonpress.model.factor import FactorFile
from carbonpress.model.organisation import Organisation
from carbonpress.model.rules import CategoryRules

DRAFT = "https://json-schema.org/draft/2020-12/schema"

Name = Literal["declaration", "organisation", "factors", "rules"]
NAMES: tuple[Name, ...] = get_args(Name)
MODELS: dict[Name, type[BaseModel]] = {
    "declaration": Declaration,
    "organisation": Organisation,
    "factors": FactorFile,
    "rules": CategoryRules,
}


def schema(name: Name) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a declaration, the organisation, a factor file or a rules file.

    Every key carries its description; choices are enumerated; amounts and dates
    have an example.
    """
    made: dict[str, Any] = MODELS[name].model_json_schema(schema_generator=_Generator)
    for cls, properties in properties_by_model(name, made):
        _describe(properties, cls)
    if name == "factors":
        # The file's own source serves every factor that gives none.
        made["$defs"]["EmissionFactor"]["required"].remove("source")
    return {"$schema": DRAFT, **made, "title": f"carbonpress {name}"}


def properties_by_model(name: Name, made: dict[str, Any]) -> Iterator[tuple[type[BaseModel], dict[str, Any]]]:
    """Each model that a file of that name is made of, with the schemas of its keys in *made*, to be read or changed."""
    root = MODELS[name]
    for cls in models_in(root):
        part = made if cls is root else made["$defs"][cls.__name__]
        # A text is a plain text or a mapping; its keys are one level deeper.
        yield cls, part["properties"] if "properties" in part else part["anyOf"][-1]["properties"]


class _Generator(GenerateJsonSchema):
    """Writes unions so that a value may fit several members, and mappings so that every key follows its pattern."""

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """The schema of a mapping; pydantic would let a key pass that does not follow the pattern."""
        made = super().dict_schema(schema)
        return {**made, "additionalProperties": False} if "patternProperties" in made else made

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchemaValue:
        """The schema of a union; `anyOf` where pydantic would say `oneOf`: a plain text is both a line and a text."""
        made = super().tagged_union_schema(schema)
        return {"anyOf" if key == "oneOf" else key: value for key, value in made.items()}


def _describe(properties: dict[str, Any], cls: type[BaseModel]) -> None:
    """Put the description of every key of *cls* beside it, and take out titles and defaults that tell nothing."""
    for key, field in keys(cls).items():
        if key in properties:
            kept = {k: v for k, v in properties[key].items() if k != "title" and (k != "default" or v)}
            told = [description(cls, field), *([f"Write {kept['description']}."] if "description" in kept else [])]
            properties[key] = {**kept, "description": " ".join(told)}
