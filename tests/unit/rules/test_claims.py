"""Words that a declaration may not use, and words that only look like them."""

from __future__ import annotations

import re

import pytest

from carbonpress.model.language import LANGUAGES
from carbonpress.rules.claims import _claims, claim_words
from carbonpress.rules.registry import BY_ID


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


@pytest.mark.parametrize(
    "words",
    [
        "carbon  neutral",
        "carbon\\nneutral",
        "CARBON\u2011NEUTRAL",
        "net\u00a0zero",
        "carbon\u2013neutral",
        "ｎｅｔ-ｚｅｒｏ",
    ],
)
def test_claims_are_found_however_they_are_spaced(said_by, words):
    """Other spaces, other hyphens and wide letters read the same, and are."""
    assert 1 == len(said_by("climate-claim", "cable-gate", goal(words)))


@pytest.mark.parametrize("words", ["Type\u00a0III declaration", "type\u2011III declaration", "ＥＰＤ"])
def test_type_iii_words_are_found_however_they_are_spaced(said_by, words):
    """So are the words that promise a programme."""
    assert 1 == len(said_by("type-iii-wording", "cable-gate", goal(words)))


@pytest.mark.parametrize("words", ["Carbon steel, neutral in colour", "a network of zero delay", "中和处理废水"])
def test_neutral_words_that_claim_nothing_pass(said_by, words):
    """Words about something else pass."""
    assert [] == said_by("climate-claim", "cable-gate", goal(words))


def test_a_claim_in_the_model_name_is_found(said_by):
    """A trade name claims as loudly as a sentence."""
    assert 1 == len(said_by("climate-claim", "cable-gate", ("model: GYTA53-24B1", "model: NetZero 24 net-zero")))


@pytest.mark.parametrize("sheath", ["net-zero polyethylene", "{zh: 净零聚乙烯, en: polyethylene}"])
def test_a_claim_in_a_parameter_is_found(said_by, sheath):
    """A technical parameter is read, whether it is one line or a text by language."""
    change = ("sheath: {zh: 聚乙烯, en: polyethylene}", f"sheath: {sheath}")
    assert 1 == len(said_by("climate-claim", "cable-gate", change))


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


@pytest.mark.parametrize(
    "words",
    [
        "按 GB/T 24025-2009《环境标志和声明 III型环境声明 原则和程序》的要求",
        "依据《环境标志和声明 Ⅲ型环境声明 原则和程序》（GB/T 24025-2009）",
        "依据《GB/T 24025-2009 环境标志和声明 III 型环境声明 原则和程序》",
        "In line with ISO 14025:2006 “Environmental labels and declarations - Type III environmental declarations”",
        "ISO 14025: 2006 Environmental labels and declarations- Type III environmental declarations- Principles",
        "After EN 15804:2012 “EPD, core rules for construction products”",
        "T/CCSA 603-2024《III型环境声明 光缆》",
    ],
)
def test_titles_of_cited_documents_are_no_claims(said_by, words):
    """A standard may be cited by number and title, whatever words its title has."""
    assert [] == said_by("type-iii-wording", "cable-gate", goal(words.replace('"', "'")))


@pytest.mark.parametrize(
    "words",
    [
        "A Type III declaration after ISO 14025:2006",
        "ISO 14025 Type III declaration of the cable",
        "本产品获得《III型环境声明》",
        "The “EPD” of this cable",
        "按 GB/T 24025-2009《环境标志和声明》编制的III型环境声明",
        "ISO 14025:2006 “Environmental labels”: our EPD",
    ],
)
def test_a_claim_beside_a_title_stays_a_claim(said_by, words):
    """Quotation marks make no title without the number of a document, and what stands outside them is the author's."""
    assert 1 == len(said_by("type-iii-wording", "cable-gate", goal(words)))


def test_a_link_may_lead_to_an_epd_and_still_not_flatter(said_by):
    """The title of a linked document is cited; words that nobody can check are refused there too."""
    link = "  links: [{title: {zh: 供应商 EPD, en: %s}, url: 'https://www.example.com/x'}]\n  model:"
    assert [] == said_by("type-iii-wording", "cable-gate", ("  model:", link % "EPD of the supplier"))
    assert 1 == len(said_by("vague-claim", "cable-gate", ("  model:", link % "Our eco-friendly cable")))
    assert 1 == len(said_by("climate-claim", "cable-gate", ("  model:", link % "Our net-zero cable")))


@pytest.mark.parametrize("study", ["A pathway to net-zero data centres: LCA of servers", "EPD of a rack server"])
@pytest.mark.parametrize("rule", ["climate-claim", "type-iii-wording", "vague-claim", "comparison-claim"])
def test_the_title_of_the_study_is_cited(said_by, rule, study):
    """The study behind stated results has the title that its authors gave it."""
    change = ("study: Life cycle assessment of a rack server", f"study: {{zh: 净零, en: '{study}'}}")
    assert [] == said_by(rule, "server-stated", change)


def test_no_claim_hides_beside_the_title_of_the_study(said_by):
    """Who made the study and how the product is called are no titles."""
    maker = ("by: {zh: 研究机构, en: Institute}", "by: {zh: 研究机构, en: Institute for our net-zero server}")
    assert 1 == len(said_by("climate-claim", "server-stated", maker))


@pytest.mark.parametrize("rule", sorted(_claims()))
def test_words_of_claims_are_of_a_rule_and_of_every_language(rule):
    """Each claim belongs to a rule, and each language has words for it."""
    assert rule in BY_ID
    assert set(LANGUAGES) == set(_claims()[rule].words)
    assert all(words for words in _claims()[rule].words.values())
    assert claim_words(rule).flags & re.IGNORECASE
