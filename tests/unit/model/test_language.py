"""Languages are a list in the theme, with what the program must know of each."""

from __future__ import annotations

import pytest

from carbonpress.model.language import DEFAULT, FALLBACK, KNOWN_LANGUAGES, LANGUAGES, joined
from carbonpress.source.theme import theme_data, theme_folder


def test_languages_are_those_of_the_theme_in_its_order() -> None:
    """The first is that of what is printed; that of findings is one that no locale asks for."""
    assert list(theme_data("languages.yml")) == list(LANGUAGES)
    assert LANGUAGES[0] == DEFAULT
    assert "" == KNOWN_LANGUAGES[FALLBACK].locales


@pytest.mark.parametrize("folder", ["terms", "frame", "new", "terminal"])
def test_each_language_has_its_files(folder: str) -> None:
    """A language without words would fail where they are shown."""
    assert [] == [name for name in LANGUAGES if not (theme_folder() / folder / f"{name}.yml").is_file()]


@pytest.mark.parametrize(("char", "language"), [
    ("光", "zh"), ("㐀", "zh"), ("豈", "zh"), ("𠀀", "zh"), ("a", None), ("é", None), ("カ", None), ("，", None),
])  # fmt: skip
def test_characters_of_one_language_alone(char: str, language: str | None) -> None:
    """Han in all its blocks makes a plain text Chinese; letters, kana and punctuation say nothing."""
    found = [name for name, each in KNOWN_LANGUAGES.items() if each.plain is not None and each.plain.search(char)]
    assert ([] if language is None else [language]) == found


def test_sentences_follow_each_other() -> None:
    """With a space between them in English, without one in Chinese."""
    assert "One. Two." == joined("en", "One.", "Two.")
    assert "一。二。" == joined("zh", "一。", "二。")
    assert "" == joined("en")
