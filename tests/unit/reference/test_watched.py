"""A library that notes what it is asked for: enough to know whom a change concerns, and no more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from carbonpress.reference.library import find_factor
from carbonpress.reference.load import shipped_library
from carbonpress.reference.watched import ABSENT, Digests, digest, needs, watched

LIBRARY = shipped_library()


def test_what_is_asked_is_noted_once() -> None:
    """A key that was read, one that was asked for in vain, and a table that was gone through."""
    library = watched(LIBRARY)
    assert [] == needs(library)
    for _ in range(2):
        assert find_factor(library, "electricity-cn@2024") is not None
        assert "nothing" not in library.fuels
    assert ["factors:electricity-cn@2024", "fuels:nothing"] == needs(library)
    assert len(LIBRARY.gwp) == len(list(library.gwp))
    assert "gwp:*" in needs(library)


def test_a_bare_name_depends_on_the_editions() -> None:
    """Who asks for the newest is concerned by a newer one."""
    library = watched(LIBRARY)
    find_factor(library, "electricity-cn")
    assert {"editions:electricity-cn", "factors:electricity-cn@2024"} <= set(needs(library))


def test_a_watched_library_answers_alike() -> None:
    """Looking changes no answer."""
    library = watched(LIBRARY)
    assert dict(LIBRARY.factors) == dict(library.factors)
    with pytest.raises(KeyError):
        library.factors["nothing"]
    assert ["factors:*", "factors:nothing"] == [need for need in needs(library) if need[-1] in "*g"]


def test_digests_change_with_what_they_are_of() -> None:
    """Another figure changes the digest of its factor alone, a new key that of the keys; either changes that of all."""
    name = "electricity-cn@2024"
    factor = LIBRARY.factors[name]
    other = factor.model_copy(update={"year": factor.year - 1})
    before, changed = Digests(LIBRARY), Digests(replace(LIBRARY, factors={**LIBRARY.factors, name: other}))
    more = Digests(replace(LIBRARY, factors={**LIBRARY.factors, "own@2025": factor}))

    def same(need: str, one: Digests) -> bool:
        return before.of(need) == one.of(need)

    assert (False, True, True) == tuple(
        same(need, changed) for need in (f"factors:{name}", "factors:*", "factors:electricity-cn@2023")
    )
    assert (True, False) == (same(f"factors:{name}", more), same("factors:*", more))
    assert 3 == len({one.of_all() for one in (before, changed, more)})
    assert ABSENT == before.of("factors:own@2025") != more.of("factors:own@2025")


def test_a_digest_is_short_and_of_the_bytes() -> None:
    """24 hexadecimal digits; the same for the same bytes."""
    assert digest(b"a") == digest(b"a") != digest(b"b")
    assert 24 == len(digest(b""))
