"""Near misses: what the author may have meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def near_miss(word: str, known: Iterable[str]) -> str:
    """`did you mean 'x'?` for the known word nearest to *word*, or an empty string.

    Case is ignored first (`KG` is surely `kg`), then likeness counts; the order
    of *known* breaks ties.
    """
    words = list(known)
    same = [w for w in words if w.lower() == word.lower()]
    likely = same or difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    return f"did you mean {likely[0]!r}?" if likely else ""
