"""Rules about simulation, scenarios and uncertainties, where an example file cannot show them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from carbonpress.model.quality import Uncertainty
from carbonpress.model.scenario import MonteCarlo
from carbonpress.rules import monte_carlo, scenario, uncertainty
from carbonpress.rules.case import Case
from carbonpress.rules.wording import remark_words
from carbonpress.study.project import open_project

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def case() -> Case:
    return open_project(ROOT / "declarations", "https://pcf.example.com/").studies["gyts-96b1"].case


def test_a_simulation_without_numpy_is_refused(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where numpy is missing the author is told what to install; where it is there, nothing is said."""
    asked = replace(case, declaration=case.declaration.model_copy(update={"monte_carlo": MonteCarlo(seed=1)}))
    assert monte_carlo.applies(asked) and not monte_carlo.applies(case)
    assert [] == list(monte_carlo.check(asked))
    monkeypatch.setattr(monte_carlo, "available", lambda: False)
    (remark,) = monte_carlo.check(asked)
    said = remark_words(monte_carlo.ID, remark.key, remark.parameters, "en")
    assert ("numpy is not installed", True) == (said.message, "carbonpress[monte-carlo]" in said.mend)


def test_sound_scenarios_pass(case: Case) -> None:
    """The scenarios of an example can be computed."""
    assert scenario.applies(case)
    assert [] == list(scenario.check(case))


def test_an_uncertainty_of_a_factor_is_told_where_the_factor_is_used(case: Case) -> None:
    """A factor whose range does not hold its value is named at the first line that uses it."""
    activity = next(a for a in case.inventory.activities if a.factor is not None and a.factor.co2e is not None)
    assert activity.factor is not None and activity.factor.co2e is not None
    mass = next(iter(activity.factor.co2e.values()))
    odd = Uncertainty(range=[replace(mass, value=mass.value * 2), replace(mass, value=mass.value * 3)])
    factor = activity.factor.model_copy(update={"uncertainty": odd})
    first = activity._replace(factor=factor)
    changed = replace(case, inventory=replace(case.inventory, activities=(first,)))
    (remark,) = (found for found in uncertainty.check(changed) if found.path[:3] == activity.path[:3])
    said = remark_words(uncertainty.ID, remark.key, remark.parameters, "en")
    assert said.message.startswith(f"the uncertainty of {factor.name_at_edition} does not fit")
