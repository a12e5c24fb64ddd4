"""A brief is a small part of a record that lists can be made of."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from carbonpress.press.pages.catalogue import catalogue_row
from carbonpress.record.brief import KEPT, brief
from carbonpress.record.version import Version
from carbonpress.study.project import open_project

EXAMPLES = Path(__file__).parents[3] / "declarations"


@pytest.fixture(scope="module")
def records() -> list[Any]:
    """The records of the example: computed and stated ones."""
    return list(open_project(EXAMPLES, "https://pcf.example.com/").records)


def test_a_brief_is_small(records: list[Any]) -> None:
    """A tenth of the record at most; neither inventory nor factors are in it."""
    for record in records:
        short = brief(record)
        assert len(json.dumps(short)) * 10 < len(json.dumps(record)), record["id"]
        assert set() == {"activities", "factors", "interpretation", "conformity"} & set(short)


def test_what_is_kept_is_as_it_was(records: list[Any]) -> None:
    """The keys of the brief say what they say in the record, and the record itself is left alone."""
    for record in records:
        before = copy.deepcopy(record)
        short = brief(record)
        assert {key: record[key] for key in KEPT} == {key: short[key] for key in KEPT}  # type: ignore[literal-required]
        assert record["product"]["name"] == short["product"]["name"]
        assert before == record


def test_lists_need_no_more(records: list[Any]) -> None:
    """The row of the catalogue that a brief gives is that of the record, in each language."""
    for record in records:
        for language in ("zh", "en"):
            whole, short = (catalogue_row([Version(each, "draft")], language) for each in (record, brief(record)))
            assert whole == short and whole is not None
