"""What differs between two records is told in words."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonpress.archive.drift import _worded

CODE = re.compile(r"\bNone\b|\bdict\b|\blist\b|\btuple\b|[{}\[\]]|\bTrue\b|\bFalse\b")

words = st.text("abcxyz 光缆", min_size=1, max_size=8)
texts = st.fixed_dictionaries({"zh": words, "en": words}) | st.fixed_dictionaries({"zh": words})
leaves = st.none() | words | st.booleans() | texts
values = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["value", "unit", "of"]), inner),
    max_leaves=6,
)


@given(values, values)
def test_no_value_is_told_by_its_type(old: Any, new: Any) -> None:
    """Whatever was added, taken out or changed, the finding says what it is and no word of a programming language."""
    told = _worded(("product", 0, "image"), old, new)
    assert told.startswith("product.0.image")
    assert not CODE.search(told)
    assert "\n" not in told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            None,
            {"value": "2", "unit": "km", "of": {"zh": "光缆", "en": "cable"}},
            "was added: value 2, unit km, of 'cable'",
        ),
        ({"value": "2", "unit": "km"}, None, "was taken out: value 2, unit km"),
        (None, {"en": "New data", "zh": "新数据"}, "was added: 'New data'"),
        (
            None,
            [{"title": {"en": "Page"}, "url": "https://a.example/"}],
            "was added: title 'Page', url https://a.example/",
        ),
        (None, "RPT-1", ": none -> RPT-1"),
        ("2029-02-28", "2030-02-28", ": 2029-02-28 -> 2030-02-28"),
        (True, False, ": yes -> no"),
        ([], ["a"], ": none -> a"),
    ],
)
def test_what_was_added_is_shown(old: Any, new: Any, told: str) -> None:
    """A part that is new is shown with what it holds."""
    assert told == _worded(("x",), old, new).removeprefix("x").strip(" ") or told == _worded(("x",), old, new)[1:]
