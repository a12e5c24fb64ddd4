"""What a model expects at a path, and what each of its keys is for."""

from __future__ import annotations

import re

import pytest

from carbonpress.model.anatomy import choices_at, description, keys, model_at, models_in
from carbonpress.model.declaration import Declaration, Period
from carbonpress.model.factor import EmissionFactor, FactorFile, FuelTable, GwpSet
from carbonpress.model.inventory import KINDS, Leg, Material
from carbonpress.model.organisation import Organisation
from carbonpress.model.rules import CategoryRules
from carbonpress.model.text import Text

ROOTS = (Declaration, Organisation, FactorFile, CategoryRules, GwpSet, FuelTable)


def test_keys_are_what_the_author_writes() -> None:
    """A field with another name in YAML has that name as its key."""
    assert {"from": "start", "to": "end"} == keys(Period)


def test_a_model_is_found_through_lists_mappings_and_unions() -> None:
    """The model at a location is found through lists, mappings, options and tagged unions."""
    line = ("inventory", "production", 0, "kind:material")
    assert Declaration is model_at(Declaration, ())
    assert Material is model_at(Declaration, line)
    assert Leg is model_at(Declaration, (*line, "transport", 1))
    assert Text is model_at(Declaration, (*line, "process", "form:text"))
    assert Text is model_at(Declaration, ("allocations", "line-3", "others", 0, "name"))
    assert None is model_at(Declaration, ("version",))
    assert None is model_at(Declaration, ("nothing", "here"))


def test_choices_are_found_for_values_and_for_keys() -> None:
    """The choices of a value and those of the keys of a mapping are told apart."""
    assert ["draft", "published", "withdrawn"] == choices_at(Declaration, ("status",))
    assert "aircraft" in choices_at(EmissionFactor, ("co2e", "x", "[key]"))
    assert [] == choices_at(EmissionFactor, ("co2e", "fossil"))
    assert [] == choices_at(Declaration, ("id",))


def test_models_are_found_once_each() -> None:
    """All models of a declaration are found, each once, every kind of line among them."""
    found = models_in(Declaration)
    assert len(found) == len(set(found))
    assert set(KINDS.values()) <= set(found)


@pytest.mark.parametrize("root", ROOTS, ids=lambda root: root.__name__)
def test_every_key_says_what_it_is_for(root: type[Declaration]) -> None:
    """Every key of every model has a description of one line."""
    for model in models_in(root):
        for key, field in keys(model).items():
            told = description(model, field)
            assert re.fullmatch(r"\S.{3,140}\S", told), f"{model.__name__}.{key}: {told!r}"


def test_a_description_is_inherited() -> None:
    """A field that a base describes has that description in the classes made from it."""
    assert "Unit process the line belongs to." == description(Material, "process")
