"""What two records tell of the way from one version to the next."""

from __future__ import annotations

import copy
import math
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from carbonpress.record.comparison import comparable
from carbonpress.record.history import step
from carbonpress.study.project import open_project

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def record() -> Any:
    project = open_project(ROOT / "declarations", "https://pcf.example.com/")
    return project.studies["gyts-96b1"].record


def later(record: Any) -> Any:
    """The next version, alike so far."""
    after = copy.deepcopy(record)
    after["version"] = record["version"] + 1
    return after


def grown(record: Any, number: int, times: str) -> Any:
    """The next version with one amount *times* what it was."""
    after = later(record)
    line = after["activities"][number - 1]
    change = Decimal(line["result"]) * (Decimal(times) - 1)
    line["amount"] = str(Decimal(line["amount"]) * Decimal(times))
    line["result"] = str(Decimal(line["result"]) + change)
    after["total"]["value"] = str(Decimal(after["total"]["value"]) + change)
    effect = after["interpretation"]["comparison"]["amounts"]
    effect[str(number)] = str(Decimal(effect[str(number)]) * Decimal(times))
    return after


def test_nothing_changed_is_nothing(record: Any) -> None:
    """Two alike versions differ by nothing, and nothing about the difference is uncertain but what no datum tells."""
    found = step(record, later(record))
    assert found is not None
    assert set(found.development.causes.values()) == {Decimal(0)}
    assert found.difference is not None
    own = Decimal(record["interpretation"]["comparison"]["own_variance"])
    assert found.difference.value == 0
    assert math.isclose(math.sqrt(2 * float(own)), float(found.difference.sd), rel_tol=1e-6)


def test_an_amount_that_grew_is_told_with_its_line(record: Any) -> None:
    """A tenth more of the first line: a change of activity, of that line, by a tenth of its result."""
    found = step(record, grown(record, 1, "1.1"))
    assert found is not None
    change = Decimal(record["activities"][0]["result"]) / 10
    assert abs(change - found.development.causes["activity"]) < Decimal("1e-9")
    assert record["activities"][0]["name"] == dict(found.development.shifts[0].name)
    assert abs(found.development.after - found.development.before - change) < Decimal("1e-9")


def test_amounts_that_stayed_cancel(record: Any) -> None:
    """The uncertainty of the difference is far below that of either figure, since most data are the same."""
    found = step(record, grown(record, 1, "1.1"))
    assert found is not None and found.difference is not None
    assert found.difference.sd < Decimal(record["interpretation"]["uncertainty"]["total"]["sd"]) / 2


def test_unlike_versions_have_no_step(record: Any) -> None:
    """Another unit, or stated results, cannot be taken apart line by line."""
    other = later(record)
    other["unit"]["value"] = "2"
    stated = later(record)
    stated["basis"] = "stated"
    assert step(record, other) is None
    assert step(record, stated) is None


def test_records_without_interpretation_have_causes_but_no_interval(record: Any) -> None:
    """An older record tells what changed, but not how sure the change is."""
    older = copy.deepcopy(record)
    del older["interpretation"]
    found = step(older, grown(record, 1, "1.1"))
    assert found is not None
    assert found.difference is None
    assert found.development.causes["activity"] > 0


def test_a_record_tells_what_comparison_asks(record: Any) -> None:
    """Rules, unit, function, counted stages, GWP set and total come from the record as they stand."""
    found = comparable(record, True)
    assert (record["rules"]["id"], record["gwp"]["id"]) == (found.rules, found.gwp)
    assert ("declared", Decimal(1), "km") == found.unit
    assert "96" == found.function["cores"]
    assert "model" not in found.function
    assert [s["id"] for s in record["boundary"]["stages"] if s["included"]] == list(found.stages)
