"""Words that a declaration may not use, and words that only look like them."""

from __future__ import annotations

import pytest


def goal(words):
    return ("goal: {zh: 量化产品碳足迹, en: To quantify the footprint}", f'goal: "{words}"')


@pytest.mark.parametrize(
    "words",
    [
        "A carbon-neutral cable",
        "Towards carbon neutrality",
        "Net-zero product",
        "CO2 neutral",
        "a zero-carbon cable",
        "碳中和产品",
        "净零排放",
        "零碳光缆",
    ],
)
def test_claims_of_neutrality_are_refused(said_by, words):
    """Neutrality, net zero and the like are refused in any spelling."""
    assert 1 == len(said_by("climate-claim", "cable-gate", goal(words)))


@pytest.mark.parametrize("words", ["Carbon steel, neutral in colour", "a network of zero delay", "中和处理废水"])
def test_neutral_words_that_claim_nothing_pass(said_by, words):
    """Words about something else pass."""
    assert [] == said_by("climate-claim", "cable-gate", goal(words))


def test_a_claim_in_the_model_name_is_found(said_by):
    """A trade name claims as loudly as a sentence."""
    assert 1 == len(said_by("climate-claim", "cable-gate", ("model: GYTA53-24B1", "model: NetZero 24 net-zero")))


def test_a_claim_in_the_inventory_is_found(said_by):
    """Texts of the inventory are read too, each language by itself."""
    change = ("material: {zh: 钢丝, en: Steel wire}", "material: {zh: 零碳钢丝, en: Zero-carbon steel wire}")
    assert 2 == len(said_by("climate-claim", "cable-gate", change))


@pytest.mark.parametrize(
    "words", ["An EPD", "a Type III declaration", "type-3 declaration", "III 型环境声明", "Ⅲ型声明"]
)
def test_type_iii_words_are_refused(said_by, words):
    """EPD and Type III are refused where operator and verification are missing."""
    assert 1 == len(said_by("type-iii-wording", "cable-gate", goal(words)))


@pytest.mark.parametrize("words", ["A sheath of EPDM", "Type II insulation", "三型光缆", "epdemic"])
def test_words_that_only_look_like_type_iii_pass(said_by, words):
    """EPDM is a rubber, and other types are other types."""
    assert [] == said_by("type-iii-wording", "cable-gate", goal(words))


def test_the_inventory_may_cite_the_epd_of_a_supplier(said_by):
    """Sources and notes speak of other people's documents."""
    change = (
        "material: {zh: 钢丝, en: Steel wire}",
        "material: {zh: 钢丝（供应商 EPD）, en: Steel wire by its maker's EPD}",
    )
    assert [] == said_by("type-iii-wording", "cable-gate", change)


def test_type_iii_words_pass_where_they_are_earned(said_by):
    """A Type III declaration with operator and verification may call itself so."""
    assert [] == said_by("type-iii-wording", "cable-use")


def test_type_iii_words_without_an_operator_are_refused_even_there(said_by):
    """Writing `communication: type-iii` alone earns no words."""
    change = ("operator: {name: {zh: 运营方, en: Operator}}, ", "")
    assert 2 == len(said_by("type-iii-wording", "cable-use", change))


@pytest.mark.parametrize(
    "words", ["Lower emissions than other cables", "低于行业平均水平", "equivalent to planting 3 trees", "业内最低"]
)
def test_comparisons_are_doubted(said_by, words):
    """Comparisons and flattering equivalences draw a warning."""
    assert 1 == len(said_by("comparison-claim", "cable-gate", goal(words)))


@pytest.mark.parametrize("words", ["To find the stage with the lowest share", "More than one year of data", "低烟无卤"])
def test_plain_sentences_pass(said_by, words):
    """Sentences that compare nothing with other products pass."""
    assert [] == said_by("comparison-claim", "cable-gate", goal(words))


@pytest.mark.parametrize("words", ["An environmentally friendly cable", "绿色环保", "Earth-friendly"])
def test_vague_claims_are_refused(said_by, words):
    """Claims that nobody can check are refused."""
    assert 1 == len(said_by("vague-claim", "cable-gate", goal(words)))


@pytest.mark.parametrize("words", ["A green sheath", "绿色护套", "friendly environment for staff"])
def test_green_is_a_colour(said_by, words):
    """Colours and other meanings pass."""
    assert [] == said_by("vague-claim", "cable-gate", goal(words))
