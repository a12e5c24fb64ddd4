"""What a sentence is filled with."""

from __future__ import annotations

import pytest

from carbonpress.model.hint import near_miss
from carbonpress.model.sentence import Phrase, did_you_mean


@pytest.mark.parametrize("word", ["steal", "STEEL", "copper", ""])
def test_a_hint_names_the_word_that_a_message_of_the_model_names(word: str) -> None:
    """The same misspellings are seen, whether the words are the theme's or the model's."""
    known = ["steel", "silver"]
    hint = did_you_mean(word, known)
    if isinstance(hint, Phrase):
        assert near_miss(word, known) == f"did you mean {hint.parameters['name']!r}?"
    else:
        assert "" == hint == near_miss(word, known)
