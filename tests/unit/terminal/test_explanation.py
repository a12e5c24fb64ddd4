"""An explanation shows every term, and its sums are those of the record."""

from __future__ import annotations

from pathlib import Path

import pytest

from carbonpress.commands.explain import explained_by
from carbonpress.study.project import Project, open_project
from carbonpress.terminal.explanation import Explained, explanation

EXAMPLES = Path(__file__).parents[3] / "declarations"


@pytest.fixture(scope="module")
def project() -> Project:
    """The example data folder."""
    return open_project(EXAMPLES, "https://pcf.example.com/")


def explained(project: Project, id_: str) -> Explained:
    study = project.studies[id_]
    assert study.record is not None and study.case.footprint is not None
    return explained_by(study, study.record, study.case.footprint)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("id_", ["gyta53-24b1", "server-r2", "worked-example-r740"])
def test_every_stage_and_line_is_there(project: Project, id_: str, language: str) -> None:
    """Each stage by its name, each activity by its name, each factor by id and edition; no thin space is left."""
    given = explained(project, id_)
    text = explanation(given, language)
    names = [stage["name"][language] for stage in given.record["boundary"]["stages"]]
    names += [activity["name"][language] for activity in given.activities]
    names += [activity["factor"] for activity in given.activities if activity["factor"]]
    assert [] == [name for name in names if name not in text]
    assert "\N{NARROW NO-BREAK SPACE}" not in text and "\N{THIN SPACE}" not in text


def test_confidential_lines_are_shown_and_marked(project: Project) -> None:
    """The output is for the company: it shows what no page does, and says that no page does."""
    given = explained(project, "gyta53-24b1")
    assert given.confidential
    text = explanation(given, "en")
    assert len(given.confidential) == text.count("confidential")


def test_whole_numbers_are_those_of_the_record(project: Project) -> None:
    """Every digit of each amount that the record keeps stands there where it is asked for."""
    given = explained(project, "gyts-96b1")
    text = explanation(given, "en", whole=True)
    assert [] == [a["amount"] for a in given.activities if a["amount"] not in text]
    assert given.record["total"]["value"] in text


def test_a_stage_that_does_not_count_says_so(project: Project) -> None:
    """It has no figure, not even zero, and its reason where one was given."""
    given = explained(project, "gyta-12b1")
    left_out = [stage for stage in given.record["boundary"]["stages"] if stage["value"] is None]
    assert left_out
    lines = explanation(given, "en").splitlines()
    for stage in left_out:
        (line,) = [line for line in lines if line.startswith(stage["name"]["en"])]
        assert "not counted" in line
