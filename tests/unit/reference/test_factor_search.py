"""Factors are found by words in every language, the likeliest first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonpress.reference.factor_search import NEAREST, Wanted, nearest, newest, search, tokens
from carbonpress.reference.load import shipped_library

LIBRARY = shipped_library()


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("聚乙烯护套料", "polyethylene-hd-cn"),
        ("高密度聚乙烯", "polyethylene-hd-cn"),
        ("钢带", "steel-strip-cn"),
        ("铝带", "aluminium-sheet-cn"),
        ("自来水", "tap-water-cn"),
        ("tap WATER, China", "tap-water-cn"),
        ("lorries", "road-freight-lorry-gb"),
        ("landfill of plastics", "landfill-plastics-gb"),
        ("ｌｏｒｒｙ", "road-freight-10t"),
    ],
)
def test_likeliest_first(words: str, first: str) -> None:
    """Whole words, parts of Chinese compounds, other inflections, wide letters: the factor that is meant leads."""
    assert first == search(LIBRARY, words)[0].id


def test_a_factor_is_found_by_its_own_name() -> None:
    """Each factor is among the first five for its own name, in every language, and for its id."""
    for factor in newest(LIBRARY):
        for text in (factor.id, *factor.name.by_language().values()):
            assert factor.id in [found.id for found in nearest(LIBRARY, [text])], text


def test_nothing_is_found_for_words_that_no_factor_has() -> None:
    """What shares no word with a factor is no hit."""
    assert [] == search(LIBRARY, "qqqq")
    assert [] == nearest(LIBRARY, ["", "zzz"])


@given(st.text(max_size=30))
def test_any_words(words: str) -> None:
    """Whatever is asked: an order without doubles, of newest editions alone, and everything where nothing is asked."""
    found = search(LIBRARY, words)
    assert len(found) == len({factor.id for factor in found})
    assert all(LIBRARY.editions[factor.id][-1] == factor.edition for factor in found)
    assert tokens(words) or found == newest(LIBRARY)
    assert len(nearest(LIBRARY, [words])) <= NEAREST


def test_filters() -> None:
    """A unit stands for its dimension, a place for the places in it, and filters hold together."""
    masses = search(LIBRARY, "", Wanted(unit="g"))
    assert masses and {"mass"} == {factor.per.unit.dimension for factor in masses}
    east = search(LIBRARY, "", Wanted(unit="MWh", category="Electricity", place="cn-e"))
    assert ["electricity-co2-cn-east"] == [factor.id for factor in east]
    assert len(search(LIBRARY, "", Wanted(place="CN"))) > len(search(LIBRARY, "", Wanted(place="CN-east")))
