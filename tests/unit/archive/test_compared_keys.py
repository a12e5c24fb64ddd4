"""Every key of a record is in one class of comparison, and a key that one of two records lacks is no difference."""

from __future__ import annotations

import copy
import json
import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbonpress.archive import compared_keys as compared
from carbonpress.archive.drift import Comparison, compare
from carbonpress.record.canonical import canonical
from carbonpress.record.inventory_shape import Activity
from carbonpress.record.shape import Record

CABLE = Path(__file__).parents[1] / "press" / "cable.json"
PARTS = (compared.NOT_COMPARED, compared.BY_LINE, compared.FIGURES, compared.WORDS)


def keys_of(shape: Any) -> dict[str, Any]:
    """The keys of a TypedDict and their types."""
    return typing.get_type_hints(shape)


def shapes_in(kind: Any) -> Iterator[Any]:
    """The TypedDicts that *kind* is made of, at any depth."""
    if hasattr(kind, "__required_keys__"):
        yield kind
        for inner in keys_of(kind).values():
            yield from shapes_in(inner)
    elif isinstance(kind, types.UnionType) or typing.get_origin(kind) is not None:
        for inner in typing.get_args(kind):
            yield from shapes_in(inner)


def cable() -> Record:
    return json.loads(CABLE.read_text(encoding="utf-8"))


def test_each_part_is_in_one_class() -> None:
    """A key that joins the record must be put into a class, and into one only."""
    told = [key for part in PARTS for key in part]
    assert sorted(keys_of(Record)) == sorted(told)
    assert keys_of(Activity).keys() == compared.FIGURES_OF_LINE | compared.WORDS_OF_LINE
    assert not compared.FIGURES_OF_LINE & compared.WORDS_OF_LINE


@pytest.mark.parametrize("part", sorted(compared.FIGURES))
def test_each_key_of_a_part_with_figures_is_figure_or_words(part: str) -> None:
    """Inside parts with figures each key is told to be the one or the other."""
    inside = {key for shape in shapes_in(keys_of(Record)[part]) for key in keys_of(shape)}
    assert set() == inside - compared.FIGURES_INSIDE - compared.WORDS_INSIDE
    assert not compared.FIGURES_INSIDE & compared.WORDS_INSIDE


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of each mapping with the keys of a shape in *value*."""
    if isinstance(value, dict):
        texts = set(value) <= {"zh", "en"}
        if not texts and not (path and path[-1] in (*compared.FREE, "factors")):
            yield path
        for key, inner in value.items():
            yield from places(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from places(inner, (*path, index))


def at(value: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


PLACES = [path for path in places(cable()) if path[:1] not in (("rules",), ("interpretation",), ("shown",))]
NEW = st.sampled_from([None, "1", {"value": "2", "unit": "kg"}, ["x"], {"zh": "新", "en": "new"}])


@settings(deadline=None)
@given(st.sampled_from(PLACES), NEW, st.booleans())
def test_a_key_that_only_one_has_is_no_difference(path: tuple[Any, ...], value: Any, turned: bool) -> None:
    """A later program may write more, anywhere: what was published before it does not differ for that."""
    frozen, live = cable(), cable()
    at(frozen if turned else live, path)["written_by_another_program"] = value
    assert Comparison() == compare(frozen, live, ())


def test_a_language_more_is_a_difference() -> None:
    """Keys of texts, origins and dates are no part of the shape: there a key more is the author's doing."""
    for change in (
        lambda r: r["product"]["name"].pop("en"),
        lambda r: r["origins"].pop("fossil"),
        lambda r: r["unit"]["of"].pop("en"),
    ):
        changed = copy.deepcopy(cable())
        change(changed)
        assert Comparison() != compare(changed, cable(), ())
        assert Comparison() != compare(cable(), changed, ())


def test_what_a_record_shows_is_not_compared() -> None:
    """Other digits and words of the program are no change of the declaration."""
    frozen = {**cable(), "shown": {"wording": "then"}}
    live = {**cable(), "shown": {"wording": "now"}}
    assert Comparison() == compare(json.loads(canonical(frozen)), live, ())
