"""The registry: what a module of a rule may state, and what is taken for granted where it states nothing."""

from __future__ import annotations

import inspect
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest

from carbonpress.rules.registry import BY_ID, ORDER, RULES

MODULES = [import_module(f"carbonpress.rules.{name}") for name in ORDER]
of_every_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.ID)
TAKEN = {"applies", "check"}
"""The functions that the registry takes; `stated_sum.written` is for its tests too."""


def test_a_rule_is_named_like_its_module() -> None:
    """The id of a rule is the name of its file, with hyphens; so one name finds both."""
    assert [name.replace("_", "-") for name in ORDER] == [rule.id for rule in RULES] == list(BY_ID)


@of_every_module
def test_a_module_states_only_what_is_read(module: ModuleType) -> None:
    """A public function with another name would never be called: `aplies` is not `applies`."""
    own = inspect.getmembers(module, lambda x: inspect.isfunction(x) and x.__module__ == module.__name__)
    assert {name for name, _ in own if not name.startswith("_")} - TAKEN <= {"written"}


@of_every_module
def test_a_module_states_nothing_that_goes_without_saying(module: ModuleType) -> None:
    """What is the same as the default is left out, so that whatever stands there means something."""
    for name in ("NEEDS_FOOTPRINT", "JUDGES_ONE_PLACE"):
        assert getattr(module, name, True) is True
    constants = [name for name in vars(module) if name.startswith(("NEEDS_", "JUDGES_"))]
    assert set(constants) <= {"NEEDS_FOOTPRINT", "JUDGES_ONE_PLACE"}


def test_a_rule_without_more_applies_to_every_declaration(case_of: Any) -> None:
    """A module without `applies` concerns every declaration, needs no footprint, and waits for a whole declaration."""
    case, _ = case_of("cable-gate")
    without = [rule for module, rule in zip(MODULES, RULES, strict=True) if not hasattr(module, "applies")]
    assert without and all(rule.applies(case) for rule in without)
    plain = BY_ID["missing-picture"]
    assert (False, False) == (plain.needs_footprint, plain.judges_one_place)
