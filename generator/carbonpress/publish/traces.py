"""What a build keeps of each product: a little at hand for all of them, the rest on disk until somebody asks for it.

A trace is one line of `traces.jsonl`, in parts with tabs between them: a sum of the line, a head that every build
looks at, what the site as a whole takes of the product, and what only those ask for who have to do with this product.
"""

from __future__ import annotations

import os
import tempfile
import weakref
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

Row = dict[str, Any]
Inputs = dict[str, tuple[str, int, int]]
TAB = b"\t"


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
class Share:
    """What the site as a whole takes of a product.

    `rows` are those of the catalogue by language, `addresses` those of its
    pages, `targets` the places outside its folders that they link to, each with
    a page that does.  `factors` names those that its public lines use.
    """

    rows: dict[str, Row | None] = field(default_factory=dict)
    addresses: tuple[str, ...] = ()
    targets: dict[str, str] = field(default_factory=dict)
    factors: tuple[str, ...] = ()
    warnings: int = 0


@dataclass(frozen=True, slots=True)
class Parts:
    """What is kept of a product on disk.

    `files` holds the lines of the manifest by the folder that they are about,
    `share` is what the site as a whole takes of it, `needs` names what of the
    library was looked at; `body` is for those who ask about this product alone.
    """

    files: dict[str, str]
    share: Share
    needs: tuple[str, ...] = ()
    body: Any = None

    def packed(self) -> bytes:
        """All of it, as a trace keeps it."""
        return TAB.join(map(msgspec.json.encode, (self.files, self.share, self.needs, self.body)))


@dataclass(frozen=True, slots=True)
class Trace:
    """What a product was made of, and where the rest of what is known of it lies.

    `inputs` holds digest, size and time of change of each file, `refers` ids of
    declarations it builds upon, `day` the latest day it tells; `days` when its
    standing changes; `key` stands for all of that and for the site around it.
    `stamp` stands for the files it was made into.
    `rest` is what `Parts` packed, `line` how all of it was written; None where
    it never was.
    """

    name: str
    id: str
    key: str
    inputs: Inputs
    refers: tuple[str, ...]
    day: str
    days: tuple[str, ...]
    stamp: str
    rest: Piece
    line: Piece | None = field(repr=False, default=None, compare=False)

    @property
    def files(self) -> dict[str, str]:
        """The lines of the manifest for its files, by the folder that they are about."""
        return _FILES.decode(self._part(0))

    @property
    def share(self) -> Share:
        """What the site as a whole takes of it."""
        return _SHARE.decode(self._part(1))

    @property
    def needs(self) -> list[str]:
        """What of the library was looked at."""
        return list(msgspec.json.decode(self._part(2)))

    @property
    def body(self) -> Any:
        """What few builds look into."""
        return msgspec.json.decode(self._part(3))

    def _part(self, number: int) -> bytes:
        return self.rest.read().split(TAB, number + 1)[number]


def scratch(folder: Path) -> Store:
    """An empty store in *folder*, which nobody else sees and which leaves nothing behind."""
    with tempfile.TemporaryFile(dir=folder) as file:
        return Store(file.fileno())


def written(trace: Trace) -> bytes:
    """The line of *trace*.

    Raises
    ------
    OSError
        When its rest is no longer there.
    """
    if trace.line is not None:
        return trace.line.read()
    t = trace
    head = msgspec.json.encode((t.name, t.id, t.key, t.inputs, t.refers, t.day, t.days, t.stamp))
    content = head + TAB + trace.rest.read()
    return b"%08x\t%s\n" % (zlib.crc32(content), content)


def read_traces(lines: Iterable[bytes], start: int, store: Store) -> Iterator[Trace]:
    """The traces that *lines* tell, of which the first begins at *start* of *store*.

    Raises
    ------
    ValueError
        Where a line is not as it was written.
    """
    for line in lines:
        yield _trace(line, start, store)
        start += len(line)


_SUM = 9
"""Bytes of the sum of a line, with its tab."""

_SHARE = msgspec.json.Decoder(Share)
_FILES = msgspec.json.Decoder(dict[str, str])
_HEAD = msgspec.json.Decoder(tuple[str, str, str, Inputs, tuple[str, ...], str, tuple[str, ...], str])


def _trace(line: bytes, start: int, store: Store) -> Trace:
    if line[-1:] != b"\n" or line[:_SUM] != b"%08x\t" % zlib.crc32(memoryview(line)[_SUM:-1]):
        raise ValueError("a trace was changed")
    end = line.index(TAB, _SUM)
    rest = Piece(store, start + end + 1, len(line) - end - 2)
    return Trace(*_HEAD.decode(line[_SUM:end]), rest, Piece(store, start, len(line)))
