"""Circles and double ids are found by the plan, among the few declarations that may be part of one."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonpress.source.finding import Finding
from carbonpress.study import plan as module
from carbonpress.study.order import in_order, way_round
from carbonpress.study.project import Project, open_project

LINE = "    - {{material: x, amount: 1 kg, mass: 1 kg, data: primary, factor: declaration/{}}}\n"
PREFORM, FIBRE = "products/preform-180.yml", "products/fibre-g652d.yml"

Edit = Callable[[str, str, str], None]
Opened = Callable[[], Project]


def told(project: Project, rule: str) -> list[tuple[str, str]]:
    """Files and messages of the findings of one rule."""
    return [(finding.file, finding.message) for finding in project.findings if finding.rule == rule]


@pytest.mark.parametrize("name", ["fibre-g652d@1", "fibre-g652d"])
def test_a_circle_is_told_at_each_of_its_members(edit: Edit, opened: Opened, name: str) -> None:
    """With a version or without one: each member says the way round, and is not worked out."""
    edit(PREFORM, "  production:\n", "  production:\n" + LINE.format(name))
    project = opened()
    assert [
        (FIBRE, "the declaration builds upon itself: fibre-g652d -> preform-180 -> fibre-g652d"),
        (PREFORM, "the declaration builds upon itself: preform-180 -> fibre-g652d -> preform-180"),
    ] == told(project, "cyclic-reference")
    assert {} == dict(project.studies)


def test_another_version_is_no_circle(edit: Edit, opened: Opened) -> None:
    """What refers to a version that is not the one of the file does not build upon that file."""
    edit(PREFORM, "  production:\n", "  production:\n" + LINE.format("fibre-g652d@7"))
    project = opened()
    assert [] == told(project, "cyclic-reference")
    (unknown,) = [one for one in project.findings if (one.file, one.rule) == (PREFORM, "unknown-factor")]
    assert "fibre-g652d@7" in unknown.message


def test_a_comment_is_no_reference(edit: Edit, opened: Opened) -> None:
    """What looks like a reference is looked into before it counts."""
    edit(PREFORM, "  production:\n", "  production:\n    # as declaration/fibre-g652d@1 says\n")
    project = opened()
    assert [] == told(project, "cyclic-reference")
    assert ["preform-180", "fibre-g652d"] == list(project.studies)


def test_the_second_file_of_an_id_is_told(data: Path, opened: Opened, edit: Edit) -> None:
    """At the id, with the file that has it; a file that cannot be read takes no id from others."""
    (data / "products" / "zz.yml").write_bytes((data / PREFORM).read_bytes())
    assert [("products/zz.yml", f"the id 'preform-180' is already taken by {PREFORM}")] == told(
        opened(), "duplicate-id"
    )
    (found,) = [finding for finding in opened().findings if finding.rule == "duplicate-id"]
    assert (2, 5) == (found.line, found.column)
    edit(PREFORM, "period:", "periods:")
    assert [] == told(opened(), "duplicate-id")
    assert "preform-180" in opened().studies


def test_the_id_that_was_meant_is_named(edit: Edit, opened: Opened) -> None:
    """An unknown declaration is told with the one that may have been meant."""
    edit(FIBRE, "declaration/preform-180@1", "declaration/prefrom-180@1")
    (found,) = [finding for finding in opened().findings if finding.rule == "unknown-factor"]
    assert found.mend == "did you mean 'declaration/preform-180@1'?"


def test_few_files_are_decoded_before_their_own_job(
    data: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plan reads what others refer to and what shares an id, not the whole folder."""
    read: list[str] = []

    def noting(files: object, name: str, *more: object) -> object:
        read.append(name)
        return read_sheet(files, name, *more)

    read_sheet: Callable[..., object] = module.read_sheet
    monkeypatch.setattr(module, "read_sheet", noting)
    lonely = (data / PREFORM).read_text(encoding="utf-8").replace("id: preform-180", "id: lonely", 1)
    (data / "products" / "lonely.yml").write_text(lonely, encoding="utf-8")
    assert "lonely" in opened().studies
    assert PREFORM in read and "products/lonely.yml" not in read


def test_nothing_is_worked_out_without_an_organisation(data: Path) -> None:
    """What is wrong with the form of declarations is told all the same."""
    (data / "organisation.yml").unlink()
    (data / "products" / "x.yml").write_text("id: X\n", encoding="utf-8")
    project = open_project(data, "https://x.example/")
    assert {} == dict(project.studies)
    assert {"no-file", "id"} <= {finding.rule for finding in project.findings if isinstance(finding, Finding)}


@given(st.dictionaries(st.sampled_from("abcdef"), st.sets(st.sampled_from("abcdef"))))
def test_each_comes_after_what_it_needs_or_is_in_a_circle(drawn: dict[str, set[str]]) -> None:
    """In whatever graph: all are told once, needs come first, and each circle is a way that leads back."""
    graph = {id_: needs & drawn.keys() for id_, needs in drawn.items()}
    order, circles = in_order(graph)
    caught = [id_ for circle in circles for id_ in circle]
    assert sorted([*order, *caught]) == sorted(graph)
    for place, id_ in enumerate(order):
        assert graph[id_] - set(caught) <= set(order[:place])
    for circle in circles:
        for id_ in circle:
            way = way_round(circle, id_).split(" -> ")
            assert (id_, id_, len(circle) + 1) == (way[0], way[-1], len(way))
            assert all(one in graph[other] or other in graph[one] for one, other in pairwise(way))
