"""Help on a finding, for a terminal and as a page."""

from __future__ import annotations

import pytest

from carbonpress.model.language import LANGUAGES
from carbonpress.rules.registry import BY_ID
from carbonpress.terminal.finding_help import WIDTH, Advice, advice, as_page, as_text, names


def test_every_name_is_known_once() -> None:
    """Names of the loader and of rules, none twice; each has paragraphs in each language."""
    assert len(names()) == len(set(names()))
    assert BY_ID.keys() < set(names())
    for name in names():
        for language in LANGUAGES:
            given = advice(name, language)
            assert name == given.name and all(paragraph.strip() for paragraph in given.paragraphs), (name, language)


def test_an_unknown_name_has_no_help() -> None:
    """A name that no finding has is a KeyError, for the command to answer."""
    with pytest.raises(KeyError):
        advice("no-such-finding", "en")


def test_lines_of_a_terminal() -> None:
    """English is broken at spaces within the width, Chinese stays one line; words with hyphens stay whole."""
    long = "well-kept " * 40
    text = as_text(Advice("some", "T, 7", [long]), "en")
    head, _, *lines = text.splitlines()
    assert "some  (T, 7)" == head
    assert max(map(len, lines)) <= WIDTH and not [line for line in lines if line.endswith("-")]
    chinese = "光缆" * 100
    assert chinese in as_text(Advice("some", "", [chinese]), "zh").splitlines()


def test_an_example_shows_slip_and_remedy() -> None:
    """Where a few lines can show them, both stand there, indented; otherwise neither does."""
    text = as_text(Advice("some", "", ["What."], "a: 1\nb: 2", "a: 2"), "en")
    assert "    a: 1\n    b: 2" in text and "    a: 2" in text
    assert 3 == len(as_text(Advice("some", "", ["What."]), "en").splitlines())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_a_section_for_each_name_that_is_no_rule(language: str) -> None:
    """Rules have pages of the site; all other names are headings of the page, in order."""
    headings = [line[3:] for line in as_page(language).splitlines() if line.startswith("## ")]
    assert [name for name in names() if name not in BY_ID] == headings
