"""`carbonpress schema` prints schemas that every sound file passes, and that mark what is wrong."""

from __future__ import annotations

import copy
import functools
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from tests.unit.model.test_schema import as_editors_see

from carbonpress.model.anatomy import keys, models_in
from carbonpress.model.language import LANGUAGES
from carbonpress.model.schema import MODELS, NAMES
from carbonpress.reference.load import DATA, shipped_library
from carbonpress.site.editor import Known, editor_schema, key_description
from carbonpress.source.theme import theme_data
from carbonpress.study.project import open_project

ROOT = Path(__file__).parents[3]
FILES = [
    *(("declaration", path) for path in sorted((ROOT / "declarations" / "products").rglob("*.yml"))),
    *(("declaration", path) for path in sorted((ROOT / "tests" / "declarations" / "valid").rglob("*.yml"))),
    ("organisation", ROOT / "declarations" / "organisation.yml"),
    *(("factors", path) for path in sorted((ROOT / "declarations" / "factors").rglob("*.yml"))),
    *(("factors", path) for path in sorted((DATA / "factors").glob("*.yml"))),
    *(("rules", path) for path in sorted((ROOT / "declarations" / "rules").rglob("*.yml"))),
    *(("rules", path) for path in sorted((DATA / "rules").glob("*.yml"))),
]
LARGEST = sorted({kind: (kind, path) for kind, path in sorted(FILES, key=lambda file: file[1].stat().st_size)}.values())
HERE = {"inside": ROOT, "outside": DATA}
"""A working folder inside a project, and one outside."""


@functools.cache
def printed(kind: str, here: str) -> dict[str, Any]:
    """What the command prints in a working folder."""
    command = [sys.executable, "-m", "carbonpress", "schema", kind]
    done = subprocess.run(command, cwd=HERE[here], capture_output=True, text=True, encoding="utf-8", check=True)
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def problems(kind: str, value: Any, here: str = "inside") -> list[str]:
    """What the printed schema has to say against a file's data."""
    return [
        f"{error.json_path}: {error.message}" for error in Draft202012Validator(printed(kind, here)).iter_errors(value)
    ]


@pytest.mark.parametrize("here", HERE)
@pytest.mark.parametrize(("kind", "path"), FILES, ids=lambda part: getattr(part, "stem", part))
def test_sound_files_pass(kind: str, path: Path, here: str) -> None:
    """Every example and every shipped file passes the schema that the command prints, as editors and as we read it."""
    assert [] == problems(kind, as_editors_see(path), here)
    if here == "inside":
        assert [] == problems(kind, yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader), here)


def test_the_records_of_the_examples_pass() -> None:
    """The record of every example passes the schema of the record that the command prints."""
    records = open_project(ROOT / "declarations", "https://pcf.example.com/").records
    assert records
    for record in records:
        assert [] == problems("record", json.loads(json.dumps(record, default=str)))


def mappings(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where mappings stand in a file's data."""
    if isinstance(value, dict):
        yield path
    for key, part in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from mappings(part, (*path, key))


@pytest.mark.parametrize(("kind", "path"), LARGEST, ids=lambda part: getattr(part, "stem", part))
def test_an_unknown_key_is_marked_wherever_it_stands(kind: str, path: Path) -> None:
    """A key that no model has is refused in every mapping of the largest example of each kind."""
    whole = as_editors_see(path)
    passed = []
    # of the items of a list that have the same key one will do
    alike = {tuple("" if isinstance(step, int) else step for step in place): place for place in mappings(whole)}
    for place in alike.values():
        changed = copy.deepcopy(whole)
        here = changed
        for step in place:
            here = here[step]
        here["No such key"] = {"no": "such value"}
        if Draft202012Validator(printed(kind, "inside")).is_valid(changed):
            passed.append(place)
    assert [] == passed


@pytest.mark.parametrize(
    ("kind", "path", "put"),
    [
        ("declaration", ("status",), "done"),
        ("declaration", ("audience",), "everybody"),
        ("declaration", ("verification", "kind"), "ourselves"),
        ("declaration", ("labels",), ["huge"]),
        ("declaration", ("validity", "from"), 2026),
        ("declaration", ("declared_unit", "amount"), "one km"),
        ("declaration", ("inventory",), []),
        ("organisation", ("website",), "http://example.com/"),
        ("factors", ("factors", 0, "data"), "tertiary"),
        ("factors", ("factors", 0, "co2e"), {"fossile": "1 kg"}),
        ("factors", ("factors", 0, "co2e"), "a lot"),
        ("factors", ("factors", 0, "year"), "last year"),
        ("rules", ("parameters", 0, "kind"), "colour"),
        ("rules", ("allocation",), ["by heart"]),
    ],
)
def test_a_wrong_value_is_marked(kind: str, path: tuple[Any, ...], put: Any) -> None:
    """A word that is no choice, a shape that does not fit and a text that is no amount are refused."""
    sample = as_editors_see(next(file for name, file in FILES if name == kind))
    here = sample
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = put
    assert problems(kind, sample)


def own_keys() -> list[tuple[Any, str]]:
    """Every key of every model that an author writes."""
    classes = {cls: None for root in MODELS.values() for cls in models_in(root)}
    return [(cls, key) for cls in classes for key in keys(cls)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_is_explained_in_every_language(language: str) -> None:
    """The theme tells of each key what it is for, in each language, and tells of no key that no model has."""
    for cls, key in own_keys():
        told = key_description(cls, key, language)
        assert told.strip(), (cls, key)
        assert ("zh" == language) == any("\u4e00" <= sign <= "\u9fff" for sign in told), (cls, key)


def test_no_explanation_is_left_over() -> None:
    """The Chinese explanations are of keys that are there."""
    told = {(cls, key) for cls, found in theme_data("terms/keys.zh.yml").items() for key in found}
    there = {(base.__name__, key) for cls, key in own_keys() for base in cls.__mro__}
    assert set() == told - there


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("languages", [("zh",), ("en",), ("en", "zh")])
def test_descriptions_are_in_the_languages_of_the_project(name: Any, languages: tuple[str, ...]) -> None:
    """Each key is described in each of the project's languages and in no other."""
    made = editor_schema(name, Known(shipped_library(), languages, {}))
    for part in (made, *made.get("$defs", {}).values()):
        for shape in (part, *part.get("anyOf", [])):
            for key, value in shape.get("properties", {}).items():
                lines = value["description"].split("\n")
                assert len(languages) == len(lines), (key, lines)
                han = ["zh" if any("\u4e00" <= sign <= "\u9fff" for sign in line) else "en" for line in lines]
                assert list(languages) == han, (key, lines)


def test_a_project_offers_what_is_its_own() -> None:
    """Inside a project its factors and declarations are offered, outside only what comes with the package."""
    inside, outside = (
        {
            snippet["label"]
            for snippet in printed("declaration", here)["$defs"]["Material"]["properties"]["factor"]["defaultSnippets"]
        }
        for here in ("inside", "outside")
    )
    assert {"example/pbt-compound@2025", "declaration/fibre-g652d@1"} <= inside - outside
    assert "electricity-co2-cn@2023" in inside & outside
