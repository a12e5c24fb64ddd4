"""The canonical form: what RFC 8785 says, and nothing that depends on how the record was made."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonpress.record.canonical import canonical, digest, digest_of

WORDS = st.text(st.characters(codec="utf-8"), max_size=20)
SCALARS = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | WORDS
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(WORDS, inner), max_leaves=8)
RECORDS = st.dictionaries(WORDS, VALUES, max_size=6)


def test_sorting_of_rfc_8785() -> None:
    """Keys sort by UTF-16 code units: the example of RFC 8785, 3.2.3."""
    given = {
        "\u20ac": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\U0001f600": "Emoji: Grinning Face",
        "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis",
    }
    order = ["\\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]
    written = canonical(given).decode()
    places = [written.index(f'"{key}":') for key in order]
    assert sorted(places) == places


def test_strings_of_rfc_8785() -> None:
    """Only what must be escaped is escaped: the string of RFC 8785, 3.2.2."""
    assert b'{"string":"\xe2\x82\xac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}' == canonical(
        {"string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"\u002f"}
    )


@given(RECORDS)
def test_canonical_is_json(value: dict[str, object]) -> None:
    """The canonical form reads back as what it was made from."""
    assert value == json.loads(canonical(value))


@given(RECORDS)
def test_order_does_not_count(value: dict[str, object]) -> None:
    """Two records with equal content have one digest, however their keys were written down."""
    turned = dict(reversed(list(value.items())))
    assert digest(value) == digest(turned)
    assert canonical(value) == canonical(json.loads(json.dumps(value, indent=3)))


def test_any_difference_counts() -> None:
    """Another digit, another key, another type: another digest."""
    digests = {digest(d) for d in [{"a": "1"}, {"a": "1.0"}, {"a": 1}, {"b": "1"}, {"a": "1", "b": None}, {}]}
    assert 6 == len(digests)


def test_digest_names_its_algorithm() -> None:
    """A digest is `sha256:` and the hash of the canonical bytes."""
    assert "sha256:" + hashlib.sha256(b'{"a":"1"}').hexdigest() == digest({"a": "1"}) == digest_of(b'{"a":"1"}')


@pytest.mark.parametrize("value", ["\ud800", 2**53, float("nan")])
def test_what_json_cannot_carry(value: object) -> None:
    """Half a surrogate pair, a number that a double does not hold and NaN are refused."""
    with pytest.raises(ValueError, match=r".+"):
        canonical({"a": value})
