"""What is known of the data behind each line."""

from __future__ import annotations

from pathlib import Path

import pytest

from carbonpress.model.quality import INDICATORS
from carbonpress.study.project import Project, open_project
from carbonpress.terminal.datum_quality import known_data

EXAMPLES = Path(__file__).parents[3] / "declarations"


@pytest.fixture(scope="module")
def project() -> Project:
    """The example data folder."""
    return open_project(EXAMPLES, "https://pcf.example.com/")


def test_each_line_has_its_data_in_order(project: Project) -> None:
    """Amount, distance and factor of every line, each with a range about one; distances have no scores."""
    study = project.studies["gyts-96b1"]
    assert study.case.footprint is not None
    found = known_data(study.sheet.declaration, study.case.footprint)
    assert set(range(1, len(study.case.footprint.contributions) + 1)) == set(found)
    for number, data in found.items():
        assert sorted(known.kind for known in data) == [known.kind for known in data], number
        for known in data:
            assert 0 < known.low <= 1 <= known.high
            assert (0 if known.kind == "distance" else len(INDICATORS)) == len(known.scores)


def test_of_stated_results_nothing_is_known(project: Project) -> None:
    """Figures taken over from another study have no data here."""
    study = project.studies["worked-example-r740"]
    if study.case.footprint is not None:
        assert {} == known_data(study.sheet.declaration, study.case.footprint)
