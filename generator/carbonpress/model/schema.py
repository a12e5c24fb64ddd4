"""JSON Schemas of the input files, with which an editor completes keys and marks slips while they are typed.

They are looser than `decode`, which has the last word: an editor reads YAML by its own rules and sees `12` as a number
and `2026-03-01` perhaps as a date.
"""

from __future__ import annotations

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
_MODELS: dict[Name, type[BaseModel]] = {
    "declaration": Declaration,
    "organisation": Organisation,
    "factors": FactorFile,
    "rules": CategoryRules,
}


def schema(name: Name) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a declaration, the organisation, a factor file or a rules file.

    Every key carries its description; choices are enumerated; amounts, dates and
    ids have an example.
    """
    cls = _MODELS[name]
    made: dict[str, Any] = cls.model_json_schema(schema_generator=_Generator)
    definitions: dict[str, Any] = made.get("$defs", {})
    for model in models_in(cls):
        _describe(made if model is cls else definitions[model.__name__], model)
    if name == "factors":
        # The file's own source serves every factor that gives none.
        definitions["EmissionFactor"]["required"].remove("source")
    return {"$schema": DRAFT, **made, "title": f"carbonpress {name}"}


class _Generator(GenerateJsonSchema):
    """Writes unions so that a value may fit several members, as a plain text does for a line and a text."""

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchemaValue:
        """The schema of a union; `anyOf` where pydantic would say `oneOf`."""
        made = super().tagged_union_schema(schema)
        return {"anyOf" if key == "oneOf" else key: value for key, value in made.items()}


def _describe(made: dict[str, Any], cls: type[BaseModel]) -> None:
    """Put the description of every key into the schema of *cls*, and take out titles and defaults that tell nothing."""
    # A text is a plain text or a mapping; its keys are one level deeper.
    properties = made["properties"] if "properties" in made else made["anyOf"][-1]["properties"]
    for key, field in keys(cls).items():
        if key in properties:
            kept = {k: v for k, v in properties[key].items() if k != "title" and (k != "default" or v)}
            told = [description(cls, field), *([f"Write {kept['description']}."] if "description" in kept else [])]
            properties[key] = {**kept, "description": " ".join(told)}
