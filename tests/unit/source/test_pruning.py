"""A document without some of its parts is read as if they had never been written."""

from __future__ import annotations

from typing import Any

import pytest

from carbonpress.source.document import Document, parse
from carbonpress.source.pruning import pruned

TEXT = b"""\
one: 1
two:
  three: 3
  four: [4, 5, {six: 6, seven: 7}]
eight: []
"""


FOUR = ["4", "5", {"six": "6", "seven": "7"}]


@pytest.fixture
def document() -> Document:
    """A document with mappings in lists in mappings."""
    parsed, findings = parse(TEXT, "a.yml")
    assert parsed is not None and [] == findings
    return parsed


@pytest.mark.parametrize(
    ("paths", "left"),
    [
        ([], {"one": "1", "two": {"three": "3", "four": FOUR}, "eight": []}),
        ([("one",), ("two",)], {"eight": []}),
        ([("two", "four")], {"one": "1", "two": {"three": "3"}, "eight": []}),
        (
            [("two", "four", 0)],
            {"one": "1", "two": {"three": "3", "four": FOUR[1:]}, "eight": []},
        ),
        (
            [("two", "four", 2, "six")],
            {"one": "1", "two": {"three": "3", "four": [*FOUR[:2], {"seven": "7"}]}, "eight": []},
        ),
        ([("two",), ("two", "three")], {"one": "1", "eight": []}),
        ([("two", "three"), ("two",)], {"one": "1", "eight": []}),
        (
            [("nine",), ("one", "nine")],
            {"one": "1", "two": {"three": "3", "four": FOUR}, "eight": []},
        ),
    ],
)
def test_what_is_left(document: Document, paths: list[Any], left: Any) -> None:
    """A path takes what is below it along, in whatever order paths come; one that leads nowhere takes nothing."""
    assert left == pruned(document, paths).data


def test_places_stay(document: Document) -> None:
    """What is left has line and column of the file, also where items of a list have moved up."""
    without = pruned(document, [("one",), ("two", "four", 0), ("two", "four", 1)])
    assert document.place(("eight",), key=True) == without.place(("eight",), key=True)
    assert document.place(("two", "four", 2, "seven")) == without.place(("two", "four", 0, "seven"))


def test_the_document_itself_is_left_alone(document: Document) -> None:
    """Pruning makes another document; the one given keeps its parts."""
    pruned(document, [("two",)])
    assert {"one", "two", "eight"} == set(document.data)  # type: ignore[arg-type]
