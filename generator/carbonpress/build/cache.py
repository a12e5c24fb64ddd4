"""What a build keeps of each product: a little at hand for all of them, the rest on disk until somebody asks for it.

    traces.json     a head for each product, which every build looks at
    rests.<n>       what the site as a whole takes of each product, and what only those ask for who have to do with it

A build adds the rests of what it made to the file that is there, and writes the heads anew.
"""

from __future__ import annotations

import os
import re
import tempfile
import weakref
import zlib
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from carbonpress.press.pages.catalogue_row import Row

Inputs = dict[str, tuple[str, int, int]]
TAB = b"\t"


class Store:
    """A file of bytes that are read where they lie; it stays open as long as anything in it is known."""

    def __init__(self, descriptor: int, name: str = "") -> None:
        self.descriptor = os.dup(descriptor)
        self.name = name
        self.end = os.fstat(descriptor).st_size
        weakref.finalize(self, os.close, self.descriptor)

    def add(self, content: bytes) -> Piece:
        """Write *content* behind what is there."""
        start, rest = self.end, memoryview(content)
        while rest:
            written = os.pwrite(self.descriptor, rest, self.end)
            self.end, rest = self.end + written, rest[written:]
        return Piece(self, start, len(content), zlib.crc32(content))


@dataclass(frozen=True, slots=True)
class Piece:
    """Some bytes of a store, and their sum."""

    store: Store = field(repr=False)
    start: int
    length: int
    sum: int

    def read(self) -> bytes:
        """The bytes.

        Raises
        ------
        OSError
            When they are not those that were written.
        """
        found = os.pread(self.store.descriptor, self.length, self.start)
        if zlib.crc32(found) != self.sum:
            raise OSError("a file of the cache was changed while a build was reading it")
        return found

    def is_sound(self) -> bool:
        """Whether they are those that were written."""
        try:
            self.read()
        except OSError:
            return False
        return True


class Share(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What the site as a whole takes of a product.

    `rows` are those of the catalogue by language, `addresses` those of its
    pages, `targets` the places outside its folders that they link to.
    `factors` names those that its public lines use.
    """

    rows: dict[str, Row | None] = {}
    addresses: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
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
    `rest` is what `Parts` packed.
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


HEADS = "traces.json"
RESTS = "rests."
FORMAT = 9

Place = tuple[int, int, int]
"""Where a rest begins, how long it is, and its sum."""

Head = tuple[str, str, str, Inputs, tuple[str, ...], str, tuple[str, ...], str, Place]
"""What a trace begins with, and the place of its rest."""


class Heads(msgspec.Struct, frozen=True):
    """The heads of all products of the site whose manifest has the digest `site`.

    `shared` stands for what all products shared, `rests` names the file of their rests.
    """

    format: int
    site: str
    shared: str
    rests: str
    heads: list[Head]


def read_traces(folder: Path, site: str) -> tuple[list[Trace], str]:
    """The traces that *folder* keeps of *site* (the digest of its manifest), and what stands for all that was shared.

    A trace is left out when its rest is not as it was written.

    Raises
    ------
    OSError, ValueError
        When there are no heads, or they are of another site, or not as they were written.
    """
    sum_, _, told = (folder / HEADS).read_bytes().partition(TAB)
    if sum_ != _sum(told):
        raise ValueError("the heads of traces were changed")
    kept = _HEADS.decode(told)
    if (kept.format, kept.site) != (FORMAT, site):
        raise ValueError("the traces are those of another site")
    if not re.fullmatch(re.escape(RESTS) + "[0-9]+", kept.rests):
        raise ValueError("the rests lie somewhere else")  # and a build would write there
    with (folder / kept.rests).open("rb") as file:
        store = Store(file.fileno(), kept.rests)
    traces = (Trace(*head[:-1], Piece(store, *head[-1])) for head in kept.heads)
    return [trace for trace in traces if trace.rest.is_sound()], kept.shared


def keep_traces(folder: Path, traces: Collection[Trace], site: str, shared: str) -> None:
    """Write *traces* of *site* into *folder*, in place of those that are there.

    Raises
    ------
    OSError
        When the disk refuses, or a rest is lost.
    """
    folder.mkdir(parents=True, exist_ok=True)
    store = _store_for(folder, traces)
    told = msgspec.json.encode(Heads(FORMAT, site, shared, store.name, [_head(trace, store) for trace in traces]))
    part = folder / f"{HEADS}.part"
    part.write_bytes(_sum(told) + TAB + told)
    part.replace(folder / HEADS)
    for other in folder.glob(f"{RESTS}*"):
        if other.name != store.name:
            other.unlink()


def _store_for(folder: Path, traces: Collection[Trace]) -> Store:
    """Where the rests of new *traces* go: behind those of the former ones, or into a new file if half were waste."""
    former = [trace.rest for trace in traces if trace.rest.store.name]
    if former and 2 * sum(rest.length for rest in former) >= former[0].store.end:
        with suppress(FileNotFoundError), (folder / former[0].store.name).open("r+b") as file:
            return Store(file.fileno(), former[0].store.name)
    taken = {rest.store.name for rest in former}
    names = (f"{RESTS}{number}" for number in count(1))
    name = next(name for name in names if name not in taken and not (folder / name).exists())
    with (folder / name).open("x+b") as file:
        return Store(file.fileno(), name)


def _head(trace: Trace, store: Store) -> Head:
    t = trace
    rest = t.rest if t.rest.store.name == store.name else store.add(t.rest.read())
    return t.name, t.id, t.key, t.inputs, t.refers, t.day, t.days, t.stamp, (rest.start, rest.length, rest.sum)


def _sum(told: bytes) -> bytes:
    return b"%08x" % zlib.crc32(told)


_HEADS = msgspec.json.Decoder(Heads)
_SHARE = msgspec.json.Decoder(Share)
_FILES = msgspec.json.Decoder(dict[str, str])
