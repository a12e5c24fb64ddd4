"""Near misses: what the author may have meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

LIKE = 0.8
"""Words this alike differ in one or two letters; at 0.75 `product` would pass for `protect`."""
SHORTEST = 3
"""In shorter words one letter makes another word: `use` and `user`, `CO` and `CO2`, `cn` and `ch`."""


def near_miss(word: str, known: Iterable[str]) -> str:
    """`did you mean 'x'?` for the known word of which *word* is a misspelling, or an empty string."""
    found = nearest(word, known)
    return f"did you mean {found!r}?" if found else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word of which *word* is a misspelling, or an empty string.

    Capitals and separators are ignored first (`KG` is surely `kg`, `declaredUnit`
    is `declared_unit`).  Otherwise each part of the word must be like its
    counterpart, parts of a few letters the same, and so must all digits be:
    `HFC245fa` is another gas than `HFC236fa`, and `COD` is no `CO2`.
    """
    words = list(known)
    bare = _bare(word)
    likely = [w for w in words if bare and _bare(w) == bare] or _misspelt(word, words)
    return likely[0] if likely else ""


def _misspelt(word: str, known: list[str]) -> list[str]:
    """The known words of which *word* may be a misspelling, the likeliest first."""
    parts = _parts(word)
    likely = [w for w in known if _alike(parts, _parts(w))]
    return sorted(likely, key=lambda w: -difflib.SequenceMatcher(None, word.lower(), w.lower()).ratio())


def _alike(parts: list[str], others: list[str]) -> bool:
    pairs = zip(parts, others, strict=False)
    return len(parts) == len(others) and all(one == other or _slip(one, other) for one, other in pairs)


def _slip(one: str, other: str) -> bool:
    if one.isdecimal() or min(len(one), len(other)) < SHORTEST:
        return False
    return difflib.SequenceMatcher(None, one, other).ratio() >= LIKE


def _parts(word: str) -> list[str]:
    """The runs of letters and of digits in a word, in small letters."""
    return re.findall(r"[^\W\d_]+|\d+", word.lower())


def _bare(word: str) -> str:
    return "".join(_parts(word))
