"""The interpretation block: whole, consistent with the figure, silent about confidential lines, valid by the schema."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from carbonpress.model.scenario import MonteCarlo
from carbonpress.record.compose import compose
from carbonpress.record.interpretation import interpretation
from carbonpress.record.schema import record_schema
from carbonpress.record.shape import Record
from carbonpress.study.project import Project, open_project

ROOT = Path(__file__).parents[3]
CLOSE = Decimal("1e-9")


@pytest.fixture(scope="module")
def project() -> Project:
    return open_project(ROOT / "declarations", "https://pcf.example.com/")


@pytest.fixture(scope="module")
def computed(project: Project) -> list[Record]:
    """The example records that were computed."""
    return [record for record in project.records if record["basis"] == "computed"]


def block(record: Record) -> Any:
    found = record.get("interpretation")
    assert found is not None
    return found


def texts(value: Any) -> Iterator[str]:
    """Every text inside a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def test_every_record_has_one_that_the_schema_allows(project: Project) -> None:
    """The block is in every record, and the published schema describes it."""
    schema = record_schema()
    for record in project.records:
        assert set(block(record)) == set(schema["$defs"]["Interpretation"]["required"])
        jsonschema.validate(json.loads(json.dumps(record)), schema)


def test_a_record_without_it_says_so(project: Project) -> None:
    """A record without the block by choice fits the schema, one that lacks the key does not."""
    record = json.loads(json.dumps(project.records[0]))
    jsonschema.validate(record | {"interpretation": None}, record_schema())
    with pytest.raises(jsonschema.ValidationError, match="'interpretation' is a required property"):
        jsonschema.validate({key: value for key, value in record.items() if key != "interpretation"}, record_schema())


def test_it_can_be_left_out(project: Project) -> None:
    """A site that does not want it has None in its place."""
    study = project.studies["gyts-96b1"]
    assert (
        compose(study.case, study.examination.outcomes, "https://x.example/", interpreted=False)["interpretation"]
        is None
    )


def test_the_interval_is_about_the_figure(computed: list[Record]) -> None:
    """The value of the interval is the total, the stages' are theirs, and each lies between its ends."""
    for record in computed:
        uncertainty = block(record)["uncertainty"]
        assert record["total"]["value"] == uncertainty["total"]["value"]
        values = {s["id"]: s["value"] for s in record["boundary"]["stages"] if s["value"] is not None}
        assert values == {stage: part["value"] for stage, part in uncertainty["stages"].items()}
        for part in (uncertainty["total"], *uncertainty["stages"].values()):
            assert Decimal(part["low"]) <= Decimal(part["mean"]) <= Decimal(part["high"])
            assert Decimal(part["low"]) <= Decimal(part["value"]) <= Decimal(part["high"])


def test_what_is_shared_and_what_is_own_make_up_the_variance(computed: list[Record]) -> None:
    """For comparison the variance is taken apart; together the parts are the square of the standard deviation."""
    for record in computed:
        parts = block(record)["comparison"]
        effects = [*parts["factors"].values(), *parts["amounts"].values()]
        variance = sum((Decimal(effect) ** 2 for effect in effects), Decimal(parts["own_variance"]))
        sd = Decimal(block(record)["uncertainty"]["total"]["sd"])
        assert abs(variance / sd**2 - 1) < CLOSE, record["id"]


def test_drivers_name_lines_of_the_record(computed: list[Record]) -> None:
    """The lines of a driver exist, and what rests on it is the sum of their results."""
    for record in computed:
        results = {line["number"]: Decimal(line["result"]) for line in record["activities"]}
        for driver in block(record)["sensitivity"]["drivers"]:
            whole = sum((results[number] for number in driver["lines"]), Decimal(0))
            assert abs(whole / 10 - Decimal(driver["tenth"])) <= CLOSE * abs(whole), (record["id"], driver["name"])


def test_gases_make_up_the_total(computed: list[Record]) -> None:
    """The gases, what is given as CO2e among them, add up to the footprint."""
    for record in computed:
        whole = sum((Decimal(gas["result"]) for gas in block(record)["gases"]), Decimal(0))
        assert abs(whole / Decimal(record["total"]["value"]) - 1) < CLOSE


def test_confidential_lines_are_named_nowhere(project: Project) -> None:
    """No name, source or factor of a confidential line alone is anywhere in the block."""
    study = project.studies["gyta53-24b1"]
    assert study.record is not None
    lines = [line for stage in study.case.declaration.inventory.values() for line in stage]
    hidden = [line for line in lines if line.confidential]
    open_factors = {getattr(line, "factor", None) for line in lines if not line.confidential}
    secret = {str(line.name.zh) for line in hidden} | {str(line.name.en) for line in hidden}
    secret |= {line.factor for line in hidden if line.factor not in open_factors}
    assert len(secret) >= 6
    told = set(texts(block(study.record)))
    assert set() == secret & told
    assert Decimal(0) < Decimal(block(study.record)["sensitivity"]["undisclosed_share"]) < 1


def test_a_factor_that_a_confidential_line_shares_is_not_told_apart(project: Project) -> None:
    """What rests on a factor would give the confidential line's part away; such a factor is with the undisclosed."""
    study = project.studies["gyta53-24b1"]
    assert study.record is not None
    shared = {
        activity.factor.name_at_edition
        for activity in study.case.inventory.activities
        if activity.factor is not None and activity.entry is not None and activity.entry.confidential
    }
    told = {driver["factor"] for driver in block(study.record)["sensitivity"]["drivers"]}
    assert set() == shared & (told | set(block(study.record)["comparison"]["factors"]))


def test_stated_results_tell_what_their_study_told(project: Project) -> None:
    """Without an inventory there is no quality, no sensitivity, no check list, and an interval only if stated."""
    (stated,) = (record for record in project.records if record["basis"] == "stated")
    found = block(stated)
    assert (None, None, [], [], []) == (
        found["quality"],
        found["sensitivity"],
        found["checks"],
        found["scenarios"],
        found["processes"],
    )
    assert (found["uncertainty"] is None) == (found["comparison"]["own_variance"] is None)


def test_other_characterisation_is_kept_apart(computed: list[Record]) -> None:
    """The set in use is not among the others, and the figure is not moved by them."""
    for record in computed:
        assert record["gwp"] is not None
        assert record["gwp"]["id"] not in {other["id"] for other in block(record)["sensitivity"]["gwp"]}


def test_a_simulation_that_was_asked_for_is_recorded(project: Project) -> None:
    """Runs, seed and version stand in the record; the same seed gives the same block; both ways agree."""
    case = project.studies["gyts-96b1"].case
    asked = case.declaration.model_copy(update={"monte_carlo": MonteCarlo(runs=4000, seed=603)})
    result = case.footprint
    assert result is not None
    found, again = (interpretation(replace(case, declaration=asked), result)["uncertainty"] for _ in range(2))
    assert found is not None and found["simulation"] is not None
    assert found == again
    assert (4000, 603) == (found["simulation"]["runs"], found["simulation"]["seed"])
    for end in ("low", "high"):
        drawn, computed = Decimal(found["simulation"]["total"][end]), Decimal(found["total"][end])
        assert abs(drawn / computed - 1) < Decimal("0.05"), end
