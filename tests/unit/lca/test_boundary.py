"""`lca.boundary`: which stages count."""

from __future__ import annotations

import pytest

from carbonpress.lca.boundary import boundary_gaps, included_stages, is_partial

STEEL = {"material": "steel", "amount": "3 kg", "factor": "steel@2024"}
GATE = ("raw_material_acquisition", "production")
LIFE = (*GATE, "distribution", "end_of_life_treatment")


def test_named_boundary_counts_its_stages(declare, rules):
    """A partial boundary counts what it names."""
    assert included_stages(declare(production=[STEEL]), rules) == GATE


def test_optional_stage_without_data_does_not_count(declare, rules):
    """The use stage of a cable is left out until the declaration has data for it."""
    assert LIFE == included_stages(declare(production=[STEEL], boundary="cradle-to-grave"), rules)
    assert LIFE == included_stages(declare(production=[STEEL], use=[], boundary="cradle-to-grave"), rules)


def test_optional_stage_with_data_counts(declare, rules):
    """With a line it counts, in the order of the rules."""
    line = {"operation": "light", "power": "3 W", "factor": "power@2024"}
    given = declare(use=[line], production=[STEEL], boundary="cradle-to-grave")
    assert (*LIFE[:3], "use", LIFE[3]) == included_stages(given, rules)


def test_optional_stage_with_stated_result_counts(declare, rules):
    """A stated figure is data as well."""
    results = {"study": "S", "by": "B", "date": "2025-01-01", "total": "5 kg", "stages": {"use": "5 kg"}}
    assert "use" in included_stages(declare(results=results, boundary="cradle-to-grave"), rules)


def test_list_of_stages_counts_as_it_is_in_the_order_of_the_rules(declare, rules):
    """The author's order does not matter."""
    given = declare(production=[STEEL], boundary=["distribution", "production"])
    assert ("production", "distribution") == included_stages(given, rules)


@pytest.mark.parametrize(
    ("boundary", "partial"),
    [
        ("cradle-to-gate", True),
        ("cradle-to-grave", False),
        (list(LIFE), False),
        ([*LIFE, "use"], False),
        (list(LIFE[:3]), True),
        ("no-such", True),
    ],
)
def test_partial_is_what_leaves_out_a_stage_that_is_not_optional(declare, rules, boundary, partial):
    """A list without the optional use stage is whole; without the end of life it is partial."""
    assert partial == is_partial(declare(production=[STEEL], boundary=boundary), rules)


def test_unknown_boundary_is_one_gap(declare, rules, told):
    """Without a boundary no stage is said to lie outside."""
    (gap,) = boundary_gaps(declare(production=[STEEL], boundary="cradle-to-gat"), rules)
    assert ("unknown-boundary", ("boundary",)) == (gap.rule, gap.path)
    assert "did you mean 'cradle-to-gate'?" == told(gap).mend


def test_unknown_stages_are_gaps(declare, rules):
    """In the list and in the inventory."""
    given = declare(boundary=["production", "produktion"], inventory={"produktion": [STEEL]})
    found = [(gap.rule, gap.path) for gap in boundary_gaps(given, rules)]
    assert [("unknown-stage", ("boundary", 1)), ("unknown-stage", ("inventory", "produktion"))] == found


def test_data_outside_the_boundary_are_a_gap(declare, rules):
    """Distribution lies outside cradle to gate; an empty stage says nothing."""
    (gap,) = boundary_gaps(declare(production=[STEEL], distribution=[STEEL], use=[]), rules)
    assert ("stage-outside", ("inventory", "distribution")) == (gap.rule, gap.path)


def test_stated_results_outside_the_boundary_are_a_gap(declare, rules):
    """Stated stages are held against the boundary as well."""
    results = {"study": "S", "by": "B", "date": "2025-01-01", "total": "5 kg", "stages": {"distribution": "5 kg"}}
    (gap,) = boundary_gaps(declare(results=results), rules)
    assert ("stage-outside", ("results", "stages", "distribution")) == (gap.rule, gap.path)
