"""Strict YAML: plain data in which every scalar is text, and the place of each.

Only the part of YAML that means the same to everyone passes: mappings with plain ASCII keys, lists and texts.
PyYAML serves as an event parser; it resolves no types, so that `NO`, `012` and `1e3` reach the model as typed.
The C parser is used always: the Python one disagrees with it on odd files.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
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

Path = tuple[str | int, ...]
"""Keys and indexes from the top of a document down to a value."""

Place = tuple[int, int]
"""Line and column in characters, both from 1."""


@dataclass(frozen=True)
class Document:
    """The plain data of one file, and where each part of it stands."""

    name: str
    data: Data
    text: str

    def place(self, path: Path, key: bool = False) -> Place:
        """Line and column of the value at *path*, or of its key.

        An item of a list has no key, its own place serves.  Where *path* does not
        exist, the nearest ancestor that does stands in.
        """
        values, keys = self._places
        while path and path not in values:
            path = path[:-1]
        return (keys.get(path) if key else None) or values.get(path, (1, 1))

    @cached_property
    def _places(self) -> tuple[dict[Path, Place], dict[Path, Place]]:
        # Asked for only when there is a finding; a second pass is cheaper than keeping places for every sound file.
        return _Surveyor(self.text).survey()


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
            data = self._documents()
        except _Stop:
            return None, self.findings
        except yaml.MarkedYAMLError as error:
            return None, [*self.findings, syntax_finding(error, self.text, self.name)]
        except yaml.YAMLError as error:
            what = f"not valid YAML: {str(error).splitlines()[0]}"
            return None, [*self.findings, Finding(self.name, 1, 1, "syntax", what, "a YAML file")]
        return (Document(self.name, data, self.text) if self.sound else None), self.findings

    def _note(self, event: Any, rule: str, message: str, expected: str = "", mend: str = "") -> None:
        line, column = _place(event)
        self.findings.append(Finding(self.name, line, column, rule, message, expected, mend))
        self.sound = self.sound and rule in KEY_RULES

    def _documents(self) -> Data:
        data: Data = None
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
            data = self._value(self.next(), 1)
        if data is None and self.sound:
            what, expected = "the file is empty", "lines of the form 'key: value'"
            self.findings.append(Finding(self.name, 1, 1, "empty", what, expected, "write the file, or delete it"))
            self.sound = False
        return data

    def _value(self, event: Any, depth: int) -> Data:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._note(event, "too-many", "the file holds too many values", f"at most {MAX_NODES} values")
            raise _Stop
        kind = type(event)
        if event.anchor is not None:
            what = "an alias (*)" if kind is AliasEvent else "an anchor (&)"
            mend = "write the value out, or in quotes if it is text"
            self._note(event, "anchor", f"{what} is not allowed", "plain values", mend)
            if kind is AliasEvent:
                return None
        if event.tag is not None:
            mend = "remove the tag, or put the text in quotes"
            self._note(event, "tag", f"the tag {event.tag[:40]!r} is not allowed", "plain values", mend)
        if kind is ScalarEvent:
            return self._scalar(event)
        if depth > MAX_DEPTH:
            self._note(event, "too-deep", "the nesting is too deep", f"at most {MAX_DEPTH} levels")
            raise _Stop
        return self._mapping(depth) if kind is MappingStartEvent else self._list(depth)

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

    def _list(self, depth: int) -> Data:
        items: list[Data] = []
        while type(event := self.next()) is not SequenceEndEvent:
            items.append(self._value(event, depth + 1))
        return items

    def _mapping(self, depth: int) -> Data:
        data: dict[str, Data] = {}
        lines: dict[str, int] = {}
        while type(event := self.next()) is not MappingEndEvent:
            key = self._key(event, depth + 1)
            value = self._value(self.next(), depth + 1)
            if key is None:
                continue
            if key in data:
                mend = "remove one of them, or begin a new list item with '- '"
                what = f"key {key[:40]!r} was given on line {lines[key] + 1} already"
                self._note(event, "duplicate-key", what, "each key once", mend)
                continue
            data[key] = value
            lines[key] = event.start_mark.line
        return data

    def _key(self, event: Any, depth: int) -> str | None:
        """The key that *event* begins, None when it is refused."""
        key = self._value(event, depth)
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


class _Surveyor:
    """A second pass over a text that `_Reader` found sound, noting the place of every value and key."""

    def __init__(self, text: str) -> None:
        self.next: Callable[[], Any] = CParser(text.encode()).get_event
        self.values: dict[Path, Place] = {}
        self.keys: dict[Path, Place] = {}

    def survey(self) -> tuple[dict[Path, Place], dict[Path, Place]]:
        """Places of the values and of the keys, by path."""
        while type(self.next()) is not DocumentStartEvent:
            pass
        self._value(self.next(), ())
        return self.values, self.keys

    def _value(self, event: Any, path: Path) -> None:
        # Of a key given twice the first one counts, as in the data.
        self.values.setdefault(path, _place(event))
        if type(event) is SequenceStartEvent:
            index = 0
            while type(event := self.next()) is not SequenceEndEvent:
                self._value(event, (*path, index))
                index += 1
        elif type(event) is MappingStartEvent:
            while type(event := self.next()) is not MappingEndEvent:
                self._entry(event, path)

    def _entry(self, event: Any, path: Path) -> None:
        if type(event) is ScalarEvent:
            path = (*path, event.value)
            self.keys.setdefault(path, _place(event))
        else:
            # A key that is no text has no path; its parts are walked past under one that no one asks for.
            path = (*path, -1)
            self._value(event, path)
        self._value(self.next(), path)


def _place(event: Any) -> Place:
    return event.start_mark.line + 1, event.start_mark.column + 1
