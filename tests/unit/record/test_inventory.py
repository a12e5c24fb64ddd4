"""The inventory of a record: public lines one by one, confidential ones as sums alone."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from carbonpress.lca.terms import Footprint
from carbonpress.record.inventory import (
    activities,
    aggregates,
    allocations,
    factors,
    is_confidential,
    public,
    public_ranking,
)
from carbonpress.study.project import Project, Study, open_project

EXAMPLES = Path(__file__).parents[3] / "declarations"


@pytest.fixture(scope="module")
def project() -> Project:
    """The example data folder."""
    return open_project(EXAMPLES, "https://pcf.example.com/")


def worked_out(project: Project, id_: str) -> tuple[Study, Footprint]:
    study = project.studies[id_]
    assert study.case.footprint is not None
    return study, study.case.footprint


def test_public_lines_and_sums_of_the_others_make_the_total(project: Project) -> None:
    """Nothing is lost and nothing counted twice; what is confidential is told by stage, as a count and a sum."""
    study, result = worked_out(project, "gyta53-24b1")
    shown = public(result)
    hidden = aggregates(result)
    assert hidden and len(shown) < len(result.contributions)
    assert len(result.contributions) == len(shown) + sum(aggregate["count"] for aggregate in hidden)
    told = sum((c.result for c in shown), Decimal(0)) + sum((Decimal(a["result"]) for a in hidden), Decimal(0))
    assert result.total == pytest.approx(told)
    assert [] == [c for c in shown if is_confidential(c)]
    lines = activities(shown, study.case.declaration, study.case.rules, result)
    assert list(range(1, len(shown) + 1)) == [line["number"] for line in lines]


def test_a_ranking_names_public_lines_alone(project: Project) -> None:
    """Numbers are those of the public lines, the largest first; none is left out."""
    study, result = worked_out(project, "gyta53-24b1")
    lines = activities(public(result), study.case.declaration, study.case.rules, result)
    order = public_ranking(result)
    assert sorted(line["number"] for line in lines) == sorted(order)
    sizes = [abs(Decimal(lines[number - 1]["result"])) for number in order]
    assert sorted(sizes, reverse=True) == sizes


def test_factors_are_told_once_per_unit(project: Project) -> None:
    """Each factor of a public line stands there once, per one of its unit; those of confidential lines do not."""
    _, result = worked_out(project, "gyta53-24b1")
    found = factors(public(result), {})
    used = [c.activity.factor.name_at_edition for c in public(result) if c.activity.factor]
    assert list(dict.fromkeys(used)) == list(found)
    assert {"1"} == {factor["per"]["value"] for factor in found.values()}
    hidden = {
        c.activity.factor.name_at_edition for c in result.contributions if is_confidential(c) and c.activity.factor
    }
    assert hidden - set(used) and not (hidden - set(used)) & set(found)


def test_allocations_of_public_lines_alone(project: Project) -> None:
    """An allocation that only confidential lines use would tell of them."""
    study = next(s for s in project.studies.values() if s.case.footprint and s.case.declaration.allocations)
    result = study.case.footprint
    assert result is not None
    told = allocations(study.case.declaration, result.contributions, (), "1")
    assert told and [] == allocations(study.case.declaration, [], (), "1")
    assert {allocation["id"] for allocation in told} <= set(study.case.declaration.allocations)
