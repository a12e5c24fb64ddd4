"""The wording: both languages say the same things, every word is used, and nothing else is."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from carbonpress.press.terms import listing, plain, say, wording
from carbonpress.press.theme import theme_folder

PRESS = Path(wording.__wrapped__.__code__.co_filename).parent
KEY = r"[a-z][a-z0-9_]*\.[a-zA-Z0-9_-]+"


def sources() -> str:
    """All templates and modules that can use a word."""
    files = [*(theme_folder() / "pages").iterdir(), *PRESS.glob("*.py")]
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
    named = set(re.findall(rf"['\"]({KEY})['\"]", text))
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
    assert "a<b" == say({"en": "a<b", "zh": "中"}, "en")
    assert '<span class="cp-other" lang="zh">&lt;中<sup class="cp-other-mark">中文</sup></span>' == say(
        {"zh": "<中"}, "en"
    )
    assert ("", "") == (say(None, "en"), say({}, "en"))


def test_plain_text_carries_no_mark() -> None:
    """Titles and attributes take any language that there is."""
    assert ("中", "b", "") == (plain({"zh": "中"}, "en"), plain({"zh": "中", "en": "b"}, "en"), plain(None, "en"))


def test_a_list_is_escaped_and_punctuated_by_language() -> None:
    """Commas differ; markup in a word is text."""
    assert "a, &lt;b&gt;" == listing(["a", "<b>"], "en")
    assert "a、b" == listing(["a", "b"], "zh")
