"""Columns of words in few bytes, for data that browsers load whole."""

from __future__ import annotations

from collections.abc import Iterable

DEPTHS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
"""A character for each number of characters that a word shares with the one before it."""


def folded(words: Iterable[str]) -> list[str]:
    """Each word without what it shares with the beginning of the one before it, after a character for how much that is.

    Neighbours in a catalogue differ in a number at their end.  What is left
    of them is much the same from row to row, and so compresses well.

    >>> folded(["cable 10", "cable 11", "duct"])
    ['0cable 10', '71', '0duct']
    """
    found = []
    before = ""
    for word in words:
        depth = _shared(before, word)
        found.append(DEPTHS[depth] + word[depth:])
        before = word
    return found


def _shared(one: str, other: str) -> int:
    """How many characters both begin with; none beyond one that is two to a browser."""
    depth = 0
    for a, b in zip(one[: len(DEPTHS) - 1], other, strict=False):
        if a != b or a > "\uffff":
            break
        depth += 1
    return depth
