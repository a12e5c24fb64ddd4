"""Who declares what: small parts of the record, with what was not given left out or None."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from carbonpress.model.declaration import Declaration
from carbonpress.model.quantity import Quantity
from carbonpress.model.rules import CategoryRules
from carbonpress.model.text import Text
from carbonpress.record.subject import (
    amount,
    line_or_text,
    official_mark,
    optional,
    product,
    programme,
    stated,
    text,
    unit,
    unit_rule,
)
from carbonpress.reference.load import shipped_library
from carbonpress.study.project import Project, open_project

LIBRARY = shipped_library()
EXAMPLES = Path(__file__).parents[3] / "declarations"


@pytest.fixture(scope="module")
def project() -> Project:
    """The example data folder."""
    return open_project(EXAMPLES, "https://pcf.example.com/")


def declared(project: Project, id_: str) -> tuple[Declaration, CategoryRules]:
    declaration = project.studies[id_].sheet.declaration
    return declaration, project.library.rules[declaration.rules]


def test_texts() -> None:
    """A text is told in the languages in which it was given; one line is the same in all of them."""
    assert {"zh": "光缆", "en": "cable"} == text(Text(zh="光缆", en="cable"))
    assert {"zh": "GB/T", "en": "GB/T"} == text("GB/T")
    assert "GB/T" == line_or_text("GB/T")


def test_what_was_not_given_is_none() -> None:
    """Nothing is kept of nothing, but of zero and of an empty text it is."""
    assert optional(None, str) is None
    assert "0" == optional(0, str)


def test_an_amount_keeps_its_digits() -> None:
    """More digits than a computed number has stay; zeros behind the point say nothing and go."""
    digits = "1.23456789012345678901234567"
    assert {"value": digits, "unit": "kg"} == amount(Quantity(Decimal(digits + "0"), LIBRARY.units["kg"]))


def test_parameters_stand_in_the_order_of_the_rules(project: Project) -> None:
    """Those that the rules know come first, in their order; others behind them, under their own name."""
    declaration, rules = declared(project, "gyta53-24b1")
    given = declaration.product
    parameters = {"own": Text(zh="x", en="x"), **dict(reversed(given.parameters.items()))}
    changed = declaration.model_copy(update={"product": given.model_copy(update={"parameters": parameters})})
    found = product(changed, rules, {})["parameters"]
    known = [parameter.id for parameter in rules.parameters if parameter.id in given.parameters]
    assert [*known, "own"] == [parameter["id"] for parameter in found]
    assert ("", {"zh": "own", "en": "own"}) == (found[-1]["clause"], found[-1]["name"])


def test_the_unit_rule_of_the_boundary_goes_first(project: Project) -> None:
    """A rule for the boundary holds, or one for all; the kind of unit has to fit."""
    declaration, rules = declared(project, "gyta53-24b1")
    found = unit_rule(declaration, rules)
    assert found is not None and found.kind == "declared"
    others = [rule.model_copy(update={"boundaries": ["elsewhere"], "clause": "0"}) for rule in rules.units]
    more = rules.model_copy(update={"units": [*others, *rules.units]})
    assert found == unit_rule(declaration, more)
    none = rules.model_copy(update={"units": [rule for rule in rules.units if rule.kind != "declared"]})
    assert unit_rule(declaration, none) is None
    assert ("", {}) == (unit(declaration, none)["clause"], unit(declaration, none)["requirement"])


def test_the_operator_is_the_organisation_s_where_none_is_named(project: Project) -> None:
    """A number of its own goes with the operator of the organisation; without either there is no programme."""
    declaration, _ = declared(project, "gyta53-24b1")
    owner = project.organisation
    assert owner is not None
    alone = owner.model_copy(update={"programme": None})
    assert programme(declaration.model_copy(update={"programme": None}), alone) is None
    if owner.programme is not None:
        found = programme(declaration.model_copy(update={"programme": None}), owner)
        assert found is not None and found["number"] is None
        assert found["operator"] is not None and text(owner.programme.name) == found["operator"]["name"]


def test_a_mark_without_certificate_is_not_shown() -> None:
    """Only what a body has certified is shown as a mark."""
    mark: Any = type("Mark", (), {"certificate": None})()
    assert official_mark(mark, {}) is None


def test_rounding_of_a_stated_sum_is_told(project: Project) -> None:
    """Parts that do not make the total leave a rounding, with its share; parts that do leave none."""
    declaration, _ = declared(project, "worked-example-r740")
    given = declaration.results
    assert given is not None
    found = stated(given)
    parts = sum((figure.to(given.total.unit).value for figure in given.stages.values()), Decimal(0))
    assert (parts != given.total.value) == ("stages" in found["rounding"])
    total = given.total.__class__(parts, given.total.unit)
    assert "stages" not in stated(given.model_copy(update={"total": total}))["rounding"]
