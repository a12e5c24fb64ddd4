"""The JSON Schemas for editors accept what is right and mark what is wrong."""

from __future__ import annotations

import copy
import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from carbonpress.model.inventory import KINDS
from carbonpress.model.schema import NAMES, schema
from carbonpress.reference.load import DATA

ROOT = Path(__file__).parents[3]
DECLARATIONS = [
    ROOT / "tests" / "declarations" / "hostile" / "base.yml",
    *sorted((ROOT / "tests" / "declarations" / "valid").glob("*.yml")),
    *sorted((ROOT / "declarations" / "products").glob("*.yml")),
]
SAMPLES = [
    *(("declaration", path) for path in DECLARATIONS),
    ("organisation", ROOT / "declarations" / "organisation.yml"),
    *(("factors", path) for path in sorted((ROOT / "declarations" / "factors").glob("*.yml"))),
    *(("factors", path) for path in sorted((DATA / "factors").glob("*.yml"))),
    *(("rules", path) for path in sorted((DATA / "rules").glob("*.yml"))),
]


def as_editors_see(path: Path) -> Any:
    """The data of a file by YAML's own types, dates as text, as editors read them."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {str(key): plain(part) for key, part in value.items()}
        if isinstance(value, list):
            return [plain(part) for part in value]
        return value.isoformat() if isinstance(value, datetime.date) else value

    return plain(yaml.safe_load(path.read_text("utf-8")))


def problems(name: Any, value: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema(name)).iter_errors(value)]


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_a_schema(name: Any) -> None:
    """Each schema follows the meta-schema of its draft and says what it is about."""
    made = schema(name)
    Draft202012Validator.check_schema(made)
    assert f"carbonpress {name}" == made["title"]
    assert made["description"]
    assert False is made["additionalProperties"]


@pytest.mark.parametrize(("name", "path"), SAMPLES, ids=lambda part: getattr(part, "stem", part))
def test_sound_files_have_no_problems_in_an_editor(name: str, path: Path) -> None:
    """Files that carbonpress accepts are accepted by the schema, numbers and dates read as such or not."""
    assert [] == problems(name, as_editors_see(path))


@pytest.mark.parametrize("name", NAMES)
def test_every_key_is_described(name: Any) -> None:
    """Every key in a schema has a description."""
    made = schema(name)
    texts = [part for part in made.get("$defs", {}).values() if "properties" not in part]
    parts = [made, *(part for part in made.get("$defs", {}).values() if "properties" in part)]
    parts += [text["anyOf"][-1] for text in texts]
    for part in parts:
        for key, value in part["properties"].items():
            assert value.get("description"), key


def test_choices_and_examples_are_offered() -> None:
    """An editor is offered the choices of a word and an example of an amount."""
    made = schema("declaration")
    assert ["draft", "published", "withdrawn"] == made["properties"]["status"]["enum"]
    assert ["20 a"] == made["$defs"]["DeclaredUnit"]["properties"]["service_life"]["anyOf"][0]["examples"]
    lines = made["properties"]["inventory"]["additionalProperties"]["items"]["anyOf"]
    assert [f"#/$defs/{cls.__name__}" for cls in KINDS.values()] == [line["$ref"] for line in lines]
    assert "offsets" not in made["properties"]


@pytest.mark.parametrize(
    ("path", "put"),
    [
        (("status",), "done"),
        (("versoin",), 1),
        (("version",), "one"),
        (("validity",), "2026"),
        (("declared_unit", "amount"), "one km"),
        (("declared_unit", "amount"), 1),
        (("product", "links", 0, "url"), "http://www.example.com/"),
        (("inventory", "production", 0, "factr"), "x"),
        (("product", "name"), {"de": "Kabel"}),
        (("product", "name"), {}),
    ],
)
def test_slips_are_marked(path: tuple[Any, ...], put: Any) -> None:
    """Wrong words, unknown keys and wrong shapes are marked while they are typed."""
    sample = copy.deepcopy(as_editors_see(DECLARATIONS[0]))
    here = sample
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = put
    assert problems("declaration", sample)
