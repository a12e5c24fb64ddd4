"""Texts of the record with characters that print cannot show, by their place in it.

Every engine passes over a missing glyph in silence; here it is found before anything is drawn, so that the checker can
say which characters of which text they are.  Web pages are not concerned: they use the fonts of the reader's system.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from carbonpress.press.label.label import PLAIN, Brand
from carbonpress.press.typeface.characters import runs_right_to_left
from carbonpress.press.typeface.outline import outliner
from carbonpress.press.typeface.typefaces import for_documents
from carbonpress.record.shape import Record

Path = tuple[str | int, ...]
"""Keys and indexes that lead to a text of the record."""

LABEL_TEXTS = (
    ("product", "name"),
    ("product", "short_name"),
    ("product", "model"),
    ("organisation", "name"),
    ("unit", "of"),
    ("unit", "performance"),
    ("unit", "intended_use"),
    ("boundary", "name"),
    ("boundary", "stages", "*", "short"),
    ("programme", "number"),
    ("programme", "operator", "name"),
    ("verification", "by"),
    ("rules", "document"),
)
"""Where the texts of the label stand in the record; `*` is each entry of a list."""

WITH_NAMES = 3
"""So many characters of a text are told with their Unicode names."""

MOST = 40
"""So many characters of a text are told; one in a script without a typeface may have hundreds."""


@dataclass(frozen=True, slots=True)
class Unset:
    """A text that cannot be set whole: its path in the record, the text, and the characters that no typeface has."""

    path: Path
    text: str
    characters: tuple[str, ...]

    @property
    def named(self) -> str:
        """The characters with their numbers, a few with their names: `'🙂' U+1F642 SLIGHTLY SMILING FACE`."""
        told = list(map(_named if len(self.characters) <= WITH_NAMES else _numbered, self.characters[:MOST]))
        more = len(self.characters) - MOST
        return ", ".join([*told, f"and {more} more"] if more > 0 else told)

    @property
    def right_to_left(self) -> bool:
        """Whether no typeface would help: print runs from left to right."""
        return any(map(runs_right_to_left, self.characters))


def missing(record: Record, brand: Brand = PLAIN) -> list[Unset]:
    """The label's texts that the typefaces of *brand* cannot set, in the order of the label, in both languages."""
    lacking = brand.outliner.missing
    return [
        Unset(path, text, tuple(characters))
        for steps in LABEL_TEXTS
        for path, text in _texts(record, steps, ())
        if (characters := lacking(text))
    ]


def missing_in_print(record: Record, brand: Brand = PLAIN) -> list[Unset]:
    """The texts of the record, in its order, in which report and leaflet show a mark; each text once.

    Those that `missing` names are left out.
    """
    lacking = outliner(others=for_documents(brand.typefaces)).missing
    everything = list(_texts(record, (), ()))
    if not lacking(" ".join(dict.fromkeys(text for _, text in everything))):
        return []
    told = {unset.text for unset in missing(record, brand)}
    found = {text: path for path, text in reversed(everything) if text not in told}
    return [
        Unset(path, text, tuple(characters)) for text, path in reversed(found.items()) if (characters := lacking(text))
    ]


def _named(character: str) -> str:
    return f"{_numbered(character)} {unicodedata.name(character, '')}".rstrip()


def _numbered(character: str) -> str:
    return f"'{character}' U+{ord(character):04X}"


def _texts(value: Any, steps: tuple[str, ...], path: Path) -> Iterator[tuple[Path, str]]:
    """Path and text of all that *steps* lead to; nothing where the record has None on the way."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            yield from _texts(entry, steps[1:], (*path, index))
    elif isinstance(value, dict):
        for key in steps[:1] or value:
            # a record of an earlier version may lack a key
            if key not in value:
                continue
            yield from _texts(value[key], steps[1:], (*path, key))
