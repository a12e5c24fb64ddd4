"""The wording: both languages say the same things, every word is used, and nothing else is."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from carbonpress.press.common.outputs import outputs
from carbonpress.press.common.terms import CITED, cited, listing, plain, reference, sayer, wording
from carbonpress.record.shape import Source
from carbonpress.reference.load import shipped_library
from carbonpress.rules.registry import RULES
from carbonpress.source.theme import theme_folder

PRESS = Path(wording.__code__.co_filename).parents[1]
KEY = r"[a-z][a-z0-9_]*\.[a-zA-Z0-9_-]+"


def sources() -> str:
    """All templates and modules that can use a word."""
    files = [*(theme_folder() / "pages").iterdir(), *PRESS.rglob("*.py")]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def test_both_languages_have_the_same_keys() -> None:
    """A key of one file stands in the other, in the same order."""
    assert list(wording("zh")) == list(wording("en"))


def test_both_languages_fill_in_the_same_names() -> None:
    """What is filled in a sentence in one language is filled in the other."""

    def names(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    differing = {key for key, text in wording("en").items() if names(text) != names(wording("zh")[key])}
    assert set() == differing


def test_every_key_is_used() -> None:
    """No word waits for a page that does not exist: each key is named, or its section is read by a computed key."""
    text = sources()
    computed = set(re.findall(r"['\"]([a-z_]+\.(?:[a-z]+_)?)['\"] ~", text))
    computed |= set(re.findall(r"f\"([a-z_]+\.)\{", text))
    named = set(re.findall(rf"['\"]({KEY})['\"]", text)) | {str(output.link) for output in outputs()}
    unused = [key for key in wording("en") if key not in named and not any(key.startswith(part) for part in computed)]
    assert [] == unused


def test_every_key_that_is_used_exists() -> None:
    """A key that a template or module names stands in the files."""
    text = sources()
    named = set(re.findall(rf"\bt\['({KEY})'\]", text)) | set(re.findall(rf"words\[\"({KEY})\"\]", text))
    assert set() == named - set(wording("en"))


def test_no_key_stands_twice() -> None:
    """YAML would keep the last of two equal keys in silence."""
    for language in ("zh", "en"):
        lines = (theme_folder() / f"terms/{language}.yml").read_text(encoding="utf-8").splitlines()
        section, seen = "", []
        for line in lines:
            if found := re.match(r"([a-z_]+):$", line):
                section = found[1]
                seen.append(section)
            elif found := re.match(r"  ([a-zA-Z0-9_-]+):", line):
                seen.append(f"{section}.{found[1]}")
        assert sorted(set(seen)) == sorted(seen)


def test_citations_are_said_in_the_language_of_the_page() -> None:
    """A citation names annexes and documents in Chinese on Chinese pages, and stays as it is on English ones."""
    given = "T/CCSA 603-2024, 6.1.3.2, annex D.2; CESA-2024-061 drafting notes, 2 (4) 1)"
    assert "T/CCSA 603-2024, 6.1.3.2, 附录 D.2; CESA-2024-061 编制说明, 2 (4) 1)" == cited(given, "zh")
    assert given == cited(given, "en")
    assert "5.1.3, 光纤预制棒" == cited("5.1.3, fibre preform", "zh")


def test_no_citation_of_ours_stays_english_on_a_chinese_page() -> None:
    """Besides names of documents, the clauses of rules and category rules hold no English word in Chinese."""
    clauses = [rule.clause for rule in RULES]
    for pcr in shipped_library().rules.values():
        clauses += [pcr.document, *re.findall(r"clause='([^']*)'", repr(pcr))]
    said = " ".join(cited(clause, "zh") for clause in clauses)
    assert set() == set(re.findall(r"\b[a-z]{2,}\b", said))


def test_every_word_of_citations_is_used() -> None:
    """The section `citation` holds the words that citations are searched for, and no others."""
    assert [f"citation.{key}" for key in CITED] == [key for key in wording("zh") if key.startswith("citation.")]


def test_no_page_claims_what_may_not_be_claimed() -> None:
    """The wording neither boasts nor flatters nor draws equivalences."""
    said = " ".join([*wording("en").values(), *wording("zh").values()]).lower()
    for claim in (
        "climate-friendly",
        "eco-friendly",
        "green product",
        "equivalent to driving",
        "trees",
        "绿色产品",
        "低碳产品",
    ):
        assert claim not in said


def test_a_missing_word_is_an_error() -> None:
    """Nothing is shown in place of a word that is not there."""
    with pytest.raises(KeyError):
        wording("en")["no.such"]


def test_text_is_said_in_its_language_or_marked() -> None:
    """The language asked for as it is; another one escaped, with its language and a mark; nothing as nothing."""
    assert "a<b" == sayer("en")({"en": "a<b", "zh": "中"})
    assert '<span class="cp-other" lang="zh">&lt;中<sup class="cp-other-mark">中文</sup></span>' == sayer("en")(
        {"zh": "<中"}
    )
    assert ("", "") == (sayer("en")(None), sayer("en")({}))


def test_plain_text_carries_no_mark() -> None:
    """Titles and attributes take any language that there is."""
    assert ("中", "b", "") == (plain({"zh": "中"}, "en"), plain({"zh": "中", "en": "b"}, "en"), plain(None, "en"))


def test_a_list_is_escaped_and_punctuated_by_language() -> None:
    """Commas differ; markup in a word is text."""
    assert "a, &lt;b&gt;" == listing(["a", "<b>"], "en")
    assert "a、b" == listing(["a", "b"], "zh")


def test_a_line_serves_every_language() -> None:
    """A plain line, such as the number of a standard, is said as it is and without a mark."""
    assert "ISO 14083" == sayer("zh")("ISO 14083") == sayer("en")("ISO 14083") == plain("ISO 14083", "zh")


def test_a_source_is_named_in_the_language_of_the_page() -> None:
    """Each part of a source is by language or serves both; what is missing leaves no gap."""
    given: Source = {
        "document": {"zh": "建筑碳排放计算标准", "en": "Standard for building carbon emission calculation"},
        "publisher": "MOHURD",
        "year": 2019,
        "table": "annex D.1",
        "url": None,
    }
    assert "建筑碳排放计算标准, 附录 D.1, MOHURD, 2019" == reference(given, "zh")
    bare: Source = {**given, "publisher": None, "table": None}
    assert "Standard for building carbon emission calculation, 2019" == reference(bare, "en")
