"""Characters that the typeface of label, report and leaflet cannot draw, by the text of the record they stand in.

Every engine passes over a missing glyph in silence; here it is found before anything is drawn, so that the checker can
say which character of which text it is.  Web pages are not concerned: they use the fonts of the reader's system.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from carbonpress.press.outline import missing_characters
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


@dataclass(frozen=True, slots=True)
class MissingGlyph:
    """A character without a glyph: the path of its text in the record, the text, and the character."""

    path: Path
    text: str
    character: str

    @property
    def name(self) -> str:
        """The character with its number and its Unicode name: `'🙂' U+1F642 SLIGHTLY SMILING FACE`."""
        named = unicodedata.name(self.character, "")
        return f"'{self.character}' U+{ord(self.character):04X} {named}".rstrip()


def missing(record: Record) -> list[MissingGlyph]:
    """The characters of the label's texts that the shipped typeface lacks, in the order of the label.

    Each is named once for each text it stands in; both languages are looked at.
    """
    found = []
    for steps in LABEL_TEXTS:
        for path, text in _texts(record, steps, ()):
            found += [MissingGlyph(path, text, character) for character in missing_characters(text)]
    return found


def missing_in_print(record: Record) -> list[MissingGlyph]:
    """The same of all other texts of the record, in its order: report and leaflet show a mark in the place of each."""
    everything = list(_texts(record, (), ()))
    if not missing_characters("".join(sorted(set("".join(text for _, text in everything))))):
        return []
    on_label = {path for steps in LABEL_TEXTS for path, _ in _texts(record, steps, ())}
    return [
        MissingGlyph(path, text, character)
        for path, text in everything
        if path not in on_label
        for character in missing_characters(text)
    ]


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
