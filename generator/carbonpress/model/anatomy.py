"""What a model expects at a path: which keys, which choices, and what each key is for."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, Tag

Location = tuple[str | int, ...]
"""Where pydantic found an error: keys, indexes, and tags of unions."""
MOST_PLACES = 3
"""A key that may stand in more places than these is better explained by the documentation."""


def keys(cls: type[BaseModel]) -> dict[str, str]:
    """The keys of a model as its author writes them, with the name of the field behind each."""
    return {field.alias or name: name for name, field in cls.model_fields.items()}


def model_at(cls: type[BaseModel], location: Location) -> type[BaseModel] | None:
    """The model that is expected at *location* below *cls*; None where none is."""
    found = [part for part, _ in _parts(_annotation_at(cls, location)) if _is_model(part)]
    return found[0] if found else None


def choices_at(cls: type[BaseModel], location: Location) -> list[str]:
    """The words from which one is to be chosen at *location* below *cls*; none where the value is free."""
    parts = [part for part, _ in _parts(_annotation_at(cls, location)) if get_origin(part) is Literal]
    return [str(choice) for part in parts for choice in get_args(part)]


def models_in(cls: type[BaseModel]) -> list[type[BaseModel]]:
    """The model itself and all models that its fields are made of, each once."""
    found: list[type[BaseModel]] = []
    waiting: list[Any] = [cls]
    while waiting:
        for part, _ in _parts(waiting.pop()):
            if not _is_model(part):
                waiting += [argument for argument in get_args(part) if get_origin(part) in (list, dict)]
            elif part not in found:
                found.append(part)
                waiting += [field.annotation for field in part.model_fields.values()]
    return found


@cache
def all_keys(roots: tuple[type[BaseModel], ...]) -> frozenset[str]:
    """Every key that some model has among *roots* and what they are made of."""
    return frozenset(key for root in roots for cls in models_in(root) for key in keys(cls))


def fields_that_hold(cls: type[BaseModel], key: str) -> list[str]:
    """The keys of *cls* below which *key* may stand: in the models of these fields, otherwise deeper; at most three."""
    for deep in (False, True):
        found = [
            name
            for name, field in keys(cls).items()
            if any(
                key in keys(model)
                for part in _models_of(cls.model_fields[field].annotation)
                for model in (models_in(part) if deep else [part])
            )
        ]
        if found:
            return found if len(found) <= MOST_PLACES else []
    return []


def _models_of(annotation: Any) -> list[type[BaseModel]]:
    """The models that a field holds, one by one or in lists and mappings."""
    found: list[type[BaseModel]] = []
    for part, _ in _parts(annotation):
        if _is_model(part):
            found.append(part)
        elif get_origin(part) in (list, dict):
            found += [model for argument in get_args(part) for model in _models_of(argument)]
    return found


def description(cls: type[BaseModel], field: str) -> str:
    """What a field is for: the first line of the string below it in the class or the nearest base that has it."""
    # Read when asked for, because pydantic's own reading would cost every start of the program 0.1 s.
    found = (_notes(base.__module__).get((base.__name__, field), "") for base in cls.__mro__ if base is not object)
    return next((note for note in found if note), cls.model_fields[field].description or "")


@cache
def _notes(module: str) -> dict[tuple[str, str], str]:
    """The strings below the fields of all classes of a module."""
    source = Path(sys.modules[module].__file__ or "")
    if not source.is_file():
        return {}
    notes = {}
    for cls in ast.parse(source.read_text("utf-8")).body:
        for pair in pairwise(cls.body if isinstance(cls, ast.ClassDef) else []):
            match pair:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                    notes[getattr(cls, "name", ""), name] = " ".join(text.split())
    return notes


def _annotation_at(annotation: Any, location: Location) -> Any:
    # Pydantic marks an error of a key of a mapping by a last segment `[key]` behind the key.
    of_key = location[-1:] == ("[key]",)
    steps = location[:-1] if of_key else location
    for depth, segment in enumerate(steps):
        annotation = _step(annotation, segment, of_key and depth == len(steps) - 1)
    return annotation


def _step(annotation: Any, segment: str | int, of_key: bool) -> Any:
    parts = list(_parts(annotation))
    for part, tag in parts:
        if segment == tag:
            return part
    for part, _ in parts:
        if _is_model(part) and segment in keys(part):
            return part.model_fields[keys(part)[str(segment)]].annotation
        if get_origin(part) is list and isinstance(segment, int):
            return get_args(part)[0]
        if get_origin(part) is dict and isinstance(segment, str):
            return get_args(part)[0 if of_key else 1]
    return None


def _parts(annotation: Any, tag: str | None = None) -> Iterator[tuple[Any, str | None]]:
    """The members of an annotation without its wrappings, each with its tag in a union."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *metadata = get_args(annotation)
        tags = [mark.tag for mark in metadata if isinstance(mark, Tag)]
        yield from _parts(inner, tags[0] if tags else tag)
    elif origin in (Union, UnionType):
        for member in get_args(annotation):
            yield from _parts(member, tag)
    elif annotation not in (None, NoneType):
        yield annotation, tag


def _is_model(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, BaseModel)
