"""What a record tells for a comparison."""

from __future__ import annotations

import copy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from carbonpress.record.comparison import comparable
from carbonpress.study.project import open_project

EXAMPLES = Path(__file__).parents[3] / "declarations"


@pytest.fixture(scope="module")
def records() -> Any:
    return {record["id"]: record for record in open_project(EXAMPLES, "https://pcf.example.com/").records}


def test_a_computed_record(records: Any) -> None:
    """Rules, unit, counted stages and GWP set are those of the record; amounts are its own, factors may be shared."""
    record = records["gyts-96b1"]
    found, block = comparable(record, True), record["interpretation"]["comparison"]
    assert (record["rules"]["id"], record["gwp"]["id"], True) == (found.rules, found.gwp, found.valid)
    assert [s["id"] for s in record["boundary"]["stages"] if s["included"]] == list(found.stages)
    assert Decimal(record["total"]["value"]) == found.total
    squares = sum((Decimal(effect) ** 2 for effect in block["amounts"].values()), Decimal(block["own_variance"]))
    assert found.own_variance == pytest.approx(squares)
    assert set(block["factors"]) == set(found.shared)


def test_without_interpretation_nothing_is_known_of_uncertainty(records: Any) -> None:
    """A record without that block has a figure and no variance: nothing is made up."""
    record = copy.deepcopy(records["gyts-96b1"])
    del record["interpretation"]
    found = comparable(record, False)
    assert (None, {}, None, {}) == (found.own_variance, found.shared, found.mean, found.function)
    assert (Decimal(record["total"]["value"]), False) == (found.total, found.valid)


def test_stated_results_have_no_set_of_gwp(records: Any) -> None:
    """Whoever takes figures over does not know by which factors they were characterised, unless the study is named."""
    record = records["worked-example-r740"]
    found = comparable(record, True)
    assert (record["gwp"] and record["gwp"]["id"]) == found.gwp
    assert found.own_variance is None
