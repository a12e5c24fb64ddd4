"""The wording in force: that of a version over that of the theme, inside the block alone."""

from __future__ import annotations

import json

import pytest

from carbonpress.record.canonical import canonical, digest_of
from carbonpress.record.wording import (
    FILES,
    Wording,
    edition,
    own_digest,
    own_wording,
    speaking,
    wording_in,
    words_in,
)
from carbonpress.source.theme import theme_data

OLDER = {"terms/en.yml": {"a-word-of-old": "old", "nested": {"one": "1"}}}


def older() -> Wording:
    """A wording with a word that the theme has not, and without those that it has."""
    raw = canonical(OLDER)
    found = wording_in(raw, digest_of(raw))
    assert found is not None
    return found


def test_the_theme_is_a_wording() -> None:
    """What is kept of the theme is found again by its digest, with every file of words."""
    found = wording_in(own_wording(), own_digest())
    assert found is not None and set(FILES) == set(found.files)
    assert own_wording() == found.raw


def test_words_of_a_version_lie_over_those_of_the_theme() -> None:
    """Its own words hold; what it lacks comes from the theme; afterwards the theme speaks alone."""
    with speaking(older()):
        words = words_in("terms/en.yml")
        assert "old" == words["a-word-of-old"]
        assert {key: words[key] for key in theme_data("terms/en.yml")} == theme_data("terms/en.yml")
        assert words is words_in("terms/en.yml")
        assert older().digest == edition()
    assert "a-word-of-old" not in words_in("terms/en.yml")
    assert "" == edition()


def test_nested_words_are_laid_over_one_by_one() -> None:
    """A mapping that both have is joined, at any depth; a word of the version is never lost."""
    name, key = next((n, k) for n in FILES for k, v in theme_data(n).items() if isinstance(v, dict) and v)
    inner = next(iter(theme_data(name)[key]))
    raw = canonical({name: {key: {inner: "changed"}}})
    found = wording_in(raw, digest_of(raw))
    with speaking(found):
        assert {**theme_data(name)[key], inner: "changed"} == words_in(name)[key]


def test_blocks_nest_and_end_with_errors() -> None:
    """The wording before is in force again, however the block ended; without one the theme speaks."""
    with speaking(older()):
        with pytest.raises(KeyError), speaking(None):
            assert "" == edition()
            raise KeyError
        assert older().digest == edition()
    with speaking(wording_in(own_wording(), own_digest())):
        assert "" == edition()


@pytest.mark.parametrize("raw", [b"", b"[]", b"7", b"{", b"\xff", json.dumps(OLDER, indent=1).encode(), b"[" * 100_000])
def test_what_is_no_wording(raw: bytes) -> None:
    """Bytes that are no mapping in canonical form are none, even under their own digest; nor is another digest's."""
    assert wording_in(raw, digest_of(raw)) is None
    assert wording_in(canonical(OLDER), digest_of(raw)) is None
