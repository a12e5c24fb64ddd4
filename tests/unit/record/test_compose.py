"""Records of the example declarations: shape, sums, confidentiality."""

import json
from decimal import Decimal
from functools import cache
from pathlib import Path

import jsonschema
import pytest

from carbonpress.record.schema import record_schema
from carbonpress.record.shape import Record
from carbonpress.study.project import Project, open_project

EXAMPLES = Path(__file__).parents[3] / "declarations"
IDS = sorted(path.stem for path in (EXAMPLES / "products").glob("*.yml"))


@cache
def examples() -> Project:
    return open_project(EXAMPLES, "https://pcf.example.com/")


def record(id_: str) -> Record:
    found = examples().studies[id_].record
    assert found is not None
    return found


@pytest.mark.parametrize("id_", IDS)
def test_a_record_has_the_published_shape(id_: str) -> None:
    """What is written as JSON validates against the JSON Schema that the site publishes."""
    schema = record_schema("https://pcf.example.com/")
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(json.dumps(record(id_))), schema)


@pytest.mark.parametrize("id_", IDS)
def test_stages_activities_and_origins_each_add_up_to_the_total(id_: str) -> None:
    """Public lines and confidential sums together are the total, within the rounding of the last digits."""
    given = record(id_)
    total = Decimal(given["total"]["value"])
    tolerance = abs(total) * Decimal("1e-12")
    stages = [Decimal(s["value"]) for s in given["boundary"]["stages"] if s["value"] is not None]
    assert abs(sum(stages) - total) <= tolerance
    if given["basis"] == "stated":
        return
    lines = [Decimal(a["result"]) for a in given["activities"]] + [Decimal(c["result"]) for c in given["confidential"]]
    assert abs(sum(lines) - total) <= tolerance
    assert abs(sum(Decimal(v) for v in given["origins"].values() if v is not None) - total) <= tolerance


@pytest.mark.parametrize("id_", IDS)
def test_every_line_is_the_product_of_its_amount_factors_and_gwp(id_: str) -> None:
    """A verifier who multiplies what the record shows gets what the record says, term by term."""
    for activity in record(id_)["activities"]:
        for term in activity["terms"]:
            product = Decimal(activity["amount"]) * Decimal(term["factor"]) * Decimal(term["gwp"])
            assert abs(product - Decimal(term["result"])) <= abs(product) * Decimal("1e-13")


def test_confidential_lines_leave_only_their_sum() -> None:
    """Some example keeps lines to itself: neither their names nor their factors are among what the record lists."""
    hidden = [
        (id_, entry)
        for id_, study in examples().studies.items()
        for lines in study.sheet.declaration.inventory.values()
        for entry in lines
        if entry.confidential
    ]
    assert hidden
    for id_, entry in hidden:
        given = record(id_)
        listed = json.dumps([given["activities"], given["conformity"], given["assumptions"]], ensure_ascii=False)
        names = [words for words in (entry.name.zh, entry.name.en) if words]
        assert [] == [words for words in names if words in listed]
        used = {activity["factor"] for activity in given["activities"]}
        assert set(given["factors"]) <= used


@pytest.mark.parametrize("id_", IDS)
def test_a_stage_outside_the_boundary_is_none_and_never_zero(id_: str) -> None:
    """Not counted is not zero: value and share of such a stage are None."""
    for stage in record(id_)["boundary"]["stages"]:
        if not stage["included"]:
            assert (None, None) == (stage["value"], stage["share"])
