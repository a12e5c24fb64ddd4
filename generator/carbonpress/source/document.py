"""Strict YAML: plain data in which every scalar is text, and the place of each.

Only the part of YAML that means the same to everyone passes: mappings with plain ASCII keys, lists and texts.
PyYAML serves as an event parser; it resolves no types, so that `NO`, `012` and `1e3` reach the model as typed.
The C parser is used always: the Python one disagrees with it on odd files.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from carbonpress.source.encoding import decoded, described, unwanted_in
from carbonpress.source.finding import Finding
from carbonpress.source.syntax import syntax_finding

CParser: Any
try:
    from yaml import _yaml

    CParser = _yaml.CParser
except ImportError:  # PyYAML built without libyaml
    CParser = None

MAX_BYTES = 1_000_000
MAX_DEPTH = 16
MAX_NODES = 20_000
MAX_SCALAR = 10_000
NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
"""Plain scalars that stand for no value."""

KEY_RULES = ("duplicate-key", "key")
"""Findings that concern a single key; the rest of the document can be relied upon."""

Data = dict[str, "Data"] | list["Data"] | str | None
"""Plain data: mappings, lists, texts; None where no value is given."""

KeyPath = tuple[str | int, ...]
"""Keys and indexes from the top of a document down to a value."""

Path = KeyPath
"""What `rules` call it."""

Place = tuple[int, int]
"""Line and column in characters, both from 1."""


class Spot(NamedTuple):
    """Where a node begins, and the spots of what it holds: by key with the key's own mark, or by index."""

    mark: yaml.Mark
    entries: Mapping[str, tuple[yaml.Mark, Spot]] | None = None
    items: Sequence[Spot] = ()

    def below(self, segment: str | int) -> tuple[yaml.Mark, Spot] | None:
        """Mark of the key and spot of the value at *segment*; an item of a list has no key, its own mark serves."""
        if self.entries is not None:
            return self.entries.get(segment) if isinstance(segment, str) else None
        if not isinstance(segment, int) or not 0 <= segment < len(self.items):
            return None
        return self.items[segment].mark, self.items[segment]


@dataclass(frozen=True, slots=True)
class Document:
    """The plain data of one file, and where each part of it stands."""

    name: str
    data: Data
    spot: Spot

    def place(self, path: KeyPath, key: bool = False) -> Place:
        """Line and column of the value at *path*, or of its key.

        Where *path* does not exist, the nearest ancestor that does stands in.
        """
        of_key, spot = self.spot.mark, self.spot
        for segment in path:
            found = spot.below(segment)
            if found is None:
                break
            of_key, spot = found
        return _place(of_key if key else spot.mark)


def parse(raw: bytes, name: str) -> tuple[Document | None, list[Finding]]:
    """The document of a file's bytes, and what is wrong with it.

    The document is None where its structure cannot be relied upon.  Slips that
    concern single keys (given twice, not ASCII) leave a document without those
    keys, so that the rest of it can still be checked in the same run.

    Never raises on any content.
    """
    if CParser is None:
        what, mend = "PyYAML is installed without its C parser", "install a PyYAML wheel, or build PyYAML with libyaml"
        return None, [Finding(name, 1, 1, "libyaml", what, "PyYAML built with libyaml", mend)]
    if len(raw) > MAX_BYTES:
        return None, [Finding(name, 1, 1, "too-big", f"the file has {len(raw)} bytes", f"at most {MAX_BYTES} bytes")]
    text = decoded(raw, name)
    if not isinstance(text, str):
        return None, text
    return _Reader(text, name).read()


class _Stop(Exception):
    """The rest of the document is not worth reading; the finding is already noted."""


class _Reader:
    """One pass over the events of a text that builds plain data and notes findings."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name
        self.next: Callable[[], Any] = CParser(text.encode()).get_event
        self.findings: list[Finding] = []
        self.sound = True
        self.nodes = 0
        # Text that is normal and has no escapes needs no look at its single scalars.
        self.plain = "\\" not in text and unicodedata.is_normalized("NFC", text)

    def read(self) -> tuple[Document | None, list[Finding]]:
        """The document, if it is sound, and all findings."""
        try:
            data, spot = self._documents()
        except _Stop:
            return None, self.findings
        except yaml.MarkedYAMLError as error:
            return None, [*self.findings, syntax_finding(error, self.text, self.name)]
        except yaml.YAMLError as error:
            what = f"not valid YAML: {str(error).splitlines()[0]}"
            return None, [*self.findings, Finding(self.name, 1, 1, "syntax", what, "a YAML file")]
        return (Document(self.name, data, spot) if self.sound and spot else None), self.findings

    def _note(self, event: Any, rule: str, message: str, expected: str = "", mend: str = "") -> None:
        line, column = _place(event.start_mark)
        self.findings.append(Finding(self.name, line, column, rule, message, expected, mend))
        self.sound = self.sound and rule in KEY_RULES

    def _documents(self) -> tuple[Data, Spot | None]:
        data: Data = None
        spot: Spot | None = None
        started = False
        while type(event := self.next()) is not StreamEndEvent:
            if type(event) is not DocumentStartEvent:
                continue
            if started:
                expected, mend = "one document per file", "remove the line ---, or split the file"
                self._note(event, "several-documents", "a second document begins here", expected, mend)
                raise _Stop
            started = True
            if event.version or event.tags:
                self._note(event, "directive", "the file has a % directive", "no %YAML or %TAG line", "remove the line")
            data, spot = self._value(self.next(), 1)
        if data is None and self.sound:
            what, expected = "the file is empty", "lines of the form 'key: value'"
            self.findings.append(Finding(self.name, 1, 1, "empty", what, expected, "write the file, or delete it"))
            self.sound = False
        return data, spot

    def _value(self, event: Any, depth: int) -> tuple[Data, Spot]:
        self._count(event)
        kind = type(event)
        if kind is ScalarEvent and event.anchor is None and event.tag is None:
            return self._scalar(event), Spot(event.start_mark)
        if event.anchor is not None:
            what = "an alias (*)" if kind is AliasEvent else "an anchor (&)"
            mend = "write the value out, or in quotes if it is text"
            self._note(event, "anchor", f"{what} is not allowed", "plain values", mend)
            if kind is AliasEvent:
                return None, Spot(event.start_mark)
        if event.tag is not None:
            mend = "remove the tag, or put the text in quotes"
            self._note(event, "tag", f"the tag {event.tag[:40]!r} is not allowed", "plain values", mend)
        if kind is ScalarEvent:
            return self._scalar(event), Spot(event.start_mark)
        if depth > MAX_DEPTH:
            self._note(event, "too-deep", "the nesting is too deep", f"at most {MAX_DEPTH} levels")
            raise _Stop
        return self._mapping(event, depth) if kind is MappingStartEvent else self._list(event, depth)

    def _count(self, event: Any) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._note(event, "too-many", "the file holds too many values", f"at most {MAX_NODES} values")
            raise _Stop

    def _scalar(self, event: ScalarEvent) -> str | None:
        value: str = event.value
        if value in NOTHING and not event.style:
            return None
        if len(value) > MAX_SCALAR:
            self._note(event, "too-long", f"the text has {len(value)} characters", f"at most {MAX_SCALAR} characters")
        if self.plain:
            return value
        if unwanted := unwanted_in(value):
            what = f"{described(unwanted)} has no place in a text"
            self._note(event, "character", what, "visible characters", "remove the escape")
        return unicodedata.normalize("NFC", value)

    def _list(self, start: Any, depth: int) -> tuple[Data, Spot]:
        items: list[Data] = []
        spots: list[Spot] = []
        while type(event := self.next()) is not SequenceEndEvent:
            item, spot = self._value(event, depth + 1)
            items.append(item)
            spots.append(spot)
        return items, Spot(start.start_mark, None, spots)

    def _mapping(self, start: Any, depth: int) -> tuple[Data, Spot]:
        data: dict[str, Data] = {}
        spots: dict[str, tuple[yaml.Mark, Spot]] = {}
        while type(event := self.next()) is not MappingEndEvent:
            key = self._key(event, depth + 1)
            value, spot = self._value(self.next(), depth + 1)
            if key is None:
                continue
            if key in data:
                mend = "remove one of them, or begin a new list item with '- '"
                what = f"key {key[:40]!r} was given on line {spots[key][0].line + 1} already"
                self._note(event, "duplicate-key", what, "each key once", mend)
                continue
            data[key] = value
            spots[key] = (event.start_mark, spot)
        return data, Spot(start.start_mark, spots)

    def _key(self, event: Any, depth: int) -> str | None:
        """The key that *event* begins, None when it is refused."""
        if type(event) is ScalarEvent and event.anchor is None and event.tag is None:
            written: str = event.value
            if written.isidentifier() and written.isascii() and written not in NOTHING and len(written) <= MAX_SCALAR:
                self._count(event)
                return written  # as nearly all keys are
        key, _ = self._value(event, depth)
        if key == "<<":
            self._note(event, "merge-key", "a merge key (<<) is not allowed", "plain keys", "write the keys out")
            return None
        if not isinstance(key, str) or not key.strip():
            self._note(
                event, "key", "a key must be a plain word", "a word such as 'amount'", "write a key before the colon"
            )
            return None
        if not key.isascii():
            odd = ", ".join(dict.fromkeys(described(c) for c in key if not c.isascii()))
            what = f"key {key[:40]!r} has characters outside ASCII: {odd[:200]}"
            self._note(event, "key", what, "a key in ASCII letters", "write the English key")
            return None
        return key


def _place(mark: yaml.Mark) -> Place:
    return mark.line + 1, mark.column + 1
