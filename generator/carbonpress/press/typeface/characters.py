"""Which characters can be set, and what is set in the place of those that no typeface has: one table for all print.

A character is drawn as it was written where a typeface has it.  Otherwise its equivalent is, where Unicode says that
both are the same but for their looks (Unicode Standard Annex 15, compatibility decomposition): `㎡` as `m²`, a Kangxi
radical as the Han, a mathematical letter as the plain one.  What would read as something else is not replaced: raised
and lowered signs and fractions (`10ⁿ` is not `10n`, `2⅐` not `21/7`), and what begins or ends with a digit that could
join one beside it.  What is left shows as a mark.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from carbonpress.press.typeface.face import Face

SUBSTITUTE = "〓"
"""Stands, visibly, where no typeface has a character (U+3013, the printer's mark for a missing character)."""

UNSEEN = re.compile("[\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
"""Characters that draw nothing: joiners, direction marks, variation selectors."""

_OTHERWISE = frozenset({"<super>", "<sub>", "<fraction>"})
"""Kinds of decomposition whose result means something else when it stands in a line."""

_SAME_WIDTH = frozenset({"<font>", "<wide>", "<narrow>"})
"""Kinds that turn one digit into one digit."""

_BREAKS = frozenset("\t\n\r")

_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})

_JAMO = re.compile("[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?")
"""Parts of Hangul that make one syllable."""


class Characters:
    """What a chain of typefaces can set; each family is the faces of its weights, which must all have a character."""

    def __init__(self, families: Sequence[tuple[Face, ...]]) -> None:
        """*families* in the order in which they are looked through."""
        self._families = families
        self._plain: set[str] = set()
        self.stands = lru_cache(maxsize=65536)(self._stands)

    def are_plain(self, text: str) -> bool:
        """Whether *text* is set as it is written, whatever the order of its characters."""
        if not self._plain.issuperset(text):
            self._plain.update(char for char in set(text) if not is_mark(char) and self.stands(char) == char)
        return self._plain.issuperset(text)

    def shown(self, text: str, otherwise: str | None = SUBSTITUTE) -> str:
        """*text* as it is set; *otherwise* is what shows in the place of a missing character, itself where None."""
        if self.are_plain(text):
            return text
        return "".join(self._shown(cluster, otherwise) for cluster in clusters(text))

    def missing(self, text: str) -> list[str]:
        """Characters of *text* that cannot be set, each once, in order of appearance."""
        if self.are_plain(text):
            return []
        found = (char for cluster in clusters(text) for char in self._lacking(cluster))
        return list(dict.fromkeys(found))

    def _shown(self, cluster: str, otherwise: str | None) -> str:
        whole = self.stands(cluster)
        if whole is not None:
            return whole
        # an accent that cannot be set upon its letter leaves the letter standing
        parts = [self.stands(char) for char in cluster]
        parts[1:] = [part and None for part in parts[1:]]
        return "".join(
            (char if otherwise is None else otherwise) if part is None else part
            for char, part in zip(cluster, parts, strict=True)
        )

    def _lacking(self, cluster: str) -> list[str]:
        """What of *cluster* cannot be set: the characters that no typeface has, or the accents where none has all."""
        if self.stands(cluster) is not None:
            return []
        alone = [char for char in cluster if self.stands(char) is None]
        return alone or [char for char in cluster if is_mark(char) and self.stands(char) != ""]

    def _stands(self, cluster: str) -> str | None:
        """What is set for a *cluster*: itself, its equivalent, nothing where it draws nothing; None if it cannot be."""
        kept = UNSEEN.sub("", cluster)
        if not kept:
            return ""
        if kept.isspace():
            return kept if kept in _BREAKS or self._has(kept) else " "
        if any(map(runs_right_to_left, kept)):
            return None
        composed = unicodedata.normalize("NFC", kept) if len(kept) > 1 else kept
        for each in (composed, kept):
            if self._has(each):
                return each
        return self._equivalent(composed) if len(composed) == 1 else None

    def _has(self, cluster: str) -> bool:
        return any(all(face.has(cluster) for face in family) for family in self._families)

    def _equivalent(self, char: str) -> str | None:
        """What Unicode takes *char* apart into, if that says the same and can be set."""
        kind, parts = taken_apart(char)
        if not parts.strip() or parts[0].isspace() or kind in _OTHERWISE:
            return None
        if unicodedata.normalize("NFC", parts) == char:  # a letter with its accent
            return parts if self._has(parts) else None
        made = [self.stands(part) for part in clusters(parts)]
        text = "".join(part for part in made if part is not None)
        if None in made or (kind not in _SAME_WIDTH and (text[:1].isdecimal() or text[-1:].isdecimal())):
            return None
        return text


def clusters(text: str) -> Iterator[str]:
    """*text* in parts that one typeface must draw: letters with their accents, the parts of a syllable of Hangul."""
    at = 0
    while at < len(text):
        jamo = _JAMO.match(text, at)
        end = jamo.end() if jamo else at + 1
        while end < len(text) and is_mark(text[end]):
            end += 1
        yield text[at:end]
        at = end


def is_mark(char: str) -> bool:
    """Whether *char* is placed upon the one before it."""
    return char > "\u02ff" and unicodedata.category(char)[0] == "M"


def runs_right_to_left(char: str) -> bool:
    """Whether *char* belongs to a script that runs from right to left, which no line of print does."""
    return unicodedata.bidirectional(char) in _RIGHT_TO_LEFT


def taken_apart(char: str) -> tuple[str, str]:
    """What Unicode takes *char* apart into, and how: `<sub>` and `2` for ₂, `<square>` and `m²` for ㎡."""
    steps = unicodedata.decomposition(char).split()
    kind = steps.pop(0) if steps and steps[0].startswith("<") else ""
    return kind, "".join(chr(int(step, 16)) for step in steps)
