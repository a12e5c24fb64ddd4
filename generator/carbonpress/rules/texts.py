"""What a declaration says in words, and where."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from carbonpress.model.quantity import Quantity
from carbonpress.model.text import Text, Words

Path = tuple[str | int, ...]


def texts(words: Words) -> list[tuple[Path, Text]]:
    """Every bilingual text below *words* with its path, in the order of the model's fields."""
    found: list[tuple[Path, Text]] = []
    _gather(words, (), found)
    return found


def _gather(value: Any, path: Path, found: list[tuple[Path, Text]]) -> None:
    # Asked of every declaration: types are compared, not tested, and the common scalars leave first.
    kind = type(value)
    if kind is str or value is None or kind is Decimal or kind is Quantity:
        return
    if kind is Text:
        found.append((path, value))
    elif kind is dict:
        for key, item in value.items():
            _gather(item, (*path, key), found)
    elif kind is list:
        for index, item in enumerate(value):
            _gather(item, (*path, index), found)
    elif isinstance(value, Words):
        for name, item in value.__dict__.items():
            if item is not None and type(item) is not str:
                _gather(item, (*path, name), found)


def sentences(text: Text) -> Iterator[tuple[str, str]]:
    """Language and words of the text; a plain text that serves several languages counts once."""
    seen: set[str] = set()
    for language, said in text.by_language().items():
        if said not in seen:
            seen.add(said)
            yield language, said
