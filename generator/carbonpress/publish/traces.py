"""What a build keeps of each product: a little at hand for all of them, the rest on disk until somebody asks for it.

A trace is one line of `traces.jsonl`: a sum of the line, a head that every build looks at, what of the library was
looked at, and a body that few builds look into, with tabs between them.
"""

from __future__ import annotations

import json
import os
import tempfile
import weakref
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Row = dict[str, Any]


class Store:
    """Bytes on disk that are read where they lie; the file stays open as long as anything in it is known."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = os.dup(descriptor)
        self.end = 0
        weakref.finalize(self, os.close, self.descriptor)

    def add(self, content: bytes) -> Piece:
        """Write *content* behind what is there."""
        start, rest = self.end, memoryview(content)
        while rest:
            written = os.pwrite(self.descriptor, rest, self.end)
            self.end, rest = self.end + written, rest[written:]
        return Piece(self, start, len(content))


@dataclass(frozen=True, slots=True)
class Piece:
    """Some bytes of a store."""

    store: Store = field(repr=False)
    start: int
    length: int

    def read(self) -> bytes:
        """The bytes.

        Raises
        ------
        OSError
            When they are no longer there.
        """
        found = os.pread(self.store.descriptor, self.length, self.start)
        if len(found) < self.length:
            raise OSError("a file of the cache was cut while a build was reading it")
        return found


@dataclass(frozen=True, slots=True)
class Trace:
    """What a product was made of, and what the site as a whole needs to know of it.

    `inputs` holds digest, size and time of change of each file, `refers` ids of
    declarations it builds upon, `day` the latest day it tells; `days` when its
    standing changes; `key` stands for all of that and for the site around it.
    `addresses` are those of its pages, `targets` the places outside its folders
    that they link to, each with a page that does.  `factors` names those that
    its public lines use.  `stamp` stands for the files it was made into.
    `rest` is what `packed` made, `line` how all of it was written; None where
    it never was.
    """

    name: str
    id: str
    key: str
    inputs: Mapping[str, tuple[str, int, int]]
    refers: tuple[str, ...]
    day: str
    days: tuple[str, ...]
    addresses: tuple[str, ...]
    rows: Mapping[str, Row | None]
    targets: Mapping[str, str]
    factors: tuple[str, ...]
    warnings: int
    stamp: str
    rest: Piece
    line: Piece | None = field(repr=False, default=None, compare=False)

    @property
    def needs(self) -> list[str]:
        """What of the library was looked at."""
        found: list[str] = json.loads(self.rest.read().partition(b"\t")[0])
        return found

    @property
    def body(self) -> Any:
        """What few builds look into."""
        return json.loads(self.rest.read().partition(b"\t")[2])


class Once:
    """Each text once, however many products tell it: most of what they tell is the same."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._lists: dict[str, tuple[Any, ...]] = {}

    def of(self, value: Any) -> Any:
        """*value* as it was first met; lists become tuples, which JSON does not tell apart."""
        if isinstance(value, str):
            return self._known.setdefault(value, value)
        if isinstance(value, list | tuple):
            same = tuple(map(self.of, value))
            return self._lists.setdefault(repr(same), same)  # as values 1, 1.0 and True are one
        return value

    def texts(self, values: Iterable[str]) -> tuple[str, ...]:
        """Each of *values* as it was first met."""
        known = self._known
        return tuple(known.setdefault(value, value) for value in values)

    def rows(self, rows: Mapping[str, Row | None]) -> dict[str, Row | None]:
        """Rows of the catalogue by language."""
        return {
            self.of(language): row and {self.of(name): self.of(value) for name, value in row.items()}
            for language, row in rows.items()
        }

    def by_text(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Texts by texts."""
        return {self.of(name): self.of(value) for name, value in texts.items()}


def scratch(folder: Path) -> Store:
    """An empty store in *folder*, which nobody else sees and which leaves nothing behind."""
    with tempfile.TemporaryFile(dir=folder) as file:
        return Store(file.fileno())


def packed(needs: Iterable[str], body: Any) -> bytes:
    """What of the library was looked at, and a body, as a trace keeps them."""
    return _json(list(needs)) + b"\t" + _json(body)


def written(trace: Trace) -> bytes:
    """The line of *trace*.

    Raises
    ------
    OSError
        When its rest is no longer there.
    """
    if trace.line is not None:
        return trace.line.read()
    head = [
        trace.name,
        trace.id,
        trace.key,
        trace.inputs,
        trace.refers,
        trace.day,
        trace.days,
        trace.addresses,
        trace.rows,
        trace.targets,
        trace.factors,
        trace.warnings,
        trace.stamp,
    ]
    content = _json(head) + b"\t" + trace.rest.read()
    return b"%08x\t%s\n" % (zlib.crc32(content), content)


def read_traces(lines: Iterable[bytes], start: int, store: Store) -> Iterator[Trace]:
    """The traces that *lines* tell, of which the first begins at *start* of *store*.

    Raises
    ------
    ValueError
        Where a line is not as it was written.
    """
    once = Once()
    for line in lines:
        yield _trace(line, Piece(store, start, len(line)), once)
        start += len(line)


def _trace(line: bytes, piece: Piece, once: Once) -> Trace:
    told, _, content = line.partition(b"\t")
    if content[-1:] != b"\n" or int(told, 16) != zlib.crc32(memoryview(content)[:-1]):
        raise ValueError("a trace was changed")
    head = content[: content.index(b"\t")]
    name, id_, key, inputs, refers, day, days, addresses, rows, targets, factors, warnings, stamped = json.loads(head)
    before = len(told) + len(head) + 2
    return Trace(
        name,
        id_,
        key,
        {path: (sha, size, changed) for path, (sha, size, changed) in inputs.items()},
        tuple(refers),
        once.of(day),
        once.texts(days),
        tuple(addresses),
        once.rows(rows),
        once.by_text(targets),
        once.texts(factors),
        int(warnings),
        stamped,
        Piece(piece.store, piece.start + before, piece.length - before - 1),
        piece,
    )


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
