"""Build cache: one small header per product, always loaded; details read on demand.

    cache.sqlite    one row per product (id, header, details); the row without an id tells of the build

A build replaces the rows of the products that it made.  Rows carry a checksum: what a crash or a hand has damaged is
never believed, and the cache is made anew.
"""

from __future__ import annotations

import secrets
import sqlite3
import weakref
import zlib
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from carbonpress.build.gc_tuning import never
from carbonpress.press.pages.catalogue_row import Row

FILE = "cache.sqlite"
TAB = b"\t"
"""Between the parts of details, which are JSON and have none inside."""

FORMAT = 10
"""Version of the rows; a cache of another one is made anew."""

FORMER_FILES = ("traces.json", "traces.json.part", "rests.*", "standing.json")
"""Files in which earlier releases kept what is in the cache now."""

BUILD = ""
"""Id of the row that tells of the build itself."""

TABLE = "CREATE TABLE products (id TEXT PRIMARY KEY, header BLOB NOT NULL, details BLOB NOT NULL)"
PUT = "INSERT OR REPLACE INTO products VALUES (?, ?, ?)"

Input = tuple[str, int, int]
"""Digest of a file, its size, and when it was last changed, in nanoseconds."""


class DamagedCacheError(OSError):
    """The cache does not hold what was written into it; the build goes on without it."""


class SiteFacts(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What the pages over all products tell of one of them.

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
class Details:
    """What is known of a product beside its header, as the cache holds it; each part is decoded on demand."""

    packed: bytes

    @classmethod
    def of(cls, manifest: Mapping[str, str], facts: SiteFacts, needs: Collection[str], lookups: Any) -> Details:
        """The details with these parts, see the properties."""
        return cls(TAB.join(map(msgspec.json.encode, (manifest, facts, needs, lookups))))

    @property
    def manifest(self) -> dict[str, str]:
        """The lines of the manifest for its files, by folder."""
        return _MANIFEST.decode(self._part(0))

    @property
    def facts(self) -> SiteFacts:
        """What the pages over all products tell of it."""
        return _FACTS.decode(self._part(1))

    @property
    def needs(self) -> list[str]:
        """What of the library was looked at."""
        return list(msgspec.json.decode(self._part(2)))

    @property
    def lookups(self) -> Any:
        """What the few pages take that tell of this product alone: its versions, its pages, where they link to."""
        return msgspec.json.decode(self._part(3))

    def _part(self, number: int) -> bytes:
        return self.packed.split(TAB, number + 1)[number]


class Header(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a build must know of a product to tell whether it is up to date.

    `name` is the declaration's file, empty where only frozen versions are left.
    `inputs` holds digest, size and time of change of each file, `refers` ids of
    declarations it builds upon, `day` the latest day it tells; `days` when its
    validity changes; `key` is the digest of all of that and of what products
    share.  `stamp` tells the state of the files it was made into, `checksum`
    that of its details.
    """

    name: str
    id: str
    key: str
    inputs: dict[str, Input]
    refers: tuple[str, ...]
    day: str
    days: tuple[str, ...]
    stamp: str
    checksum: int


NO_HEADERS: Mapping[str, Header] = MappingProxyType({})


class _BuildRow(msgspec.Struct, frozen=True):
    """What the cache tells of the build: the digest of its site's manifest, and of all that products share.

    `writing` tells one writing of the cache from every other.
    """

    site: str
    shared: str
    writing: str


@dataclass(frozen=True, slots=True)
class CachedProduct:
    """A product of an earlier build, or one that was just made: its header, and where its details are."""

    header: Header
    store: Store = field(repr=False, compare=False)

    @property
    def id(self) -> str:
        """Its id."""
        return self.header.id

    @property
    def details(self) -> Details:
        """What is known of it beside the header.

        Raises
        ------
        DamagedCacheError
            When it is not what was written.
        """
        return _checked(self, self.store.details_of(self.id))


class Store:
    """A database of products that this process has open."""

    def __init__(
        self, database: sqlite3.Connection, build: bytes = b"", headers: Mapping[str, Header] = NO_HEADERS
    ) -> None:
        self.database = database
        self.build = build
        """The row of the build, by which the file is known again; empty where the file is no cache."""
        self.headers = headers
        """The headers that the file holds."""
        weakref.finalize(self, database.close)

    def details_of(self, id_: str) -> bytes | None:
        """The packed details of the product *id_*."""
        with _damage_told():
            row = self.database.execute("SELECT details FROM products WHERE id = ?", (id_,)).fetchone()
        return row[0] if row else None

    def rows(self) -> Generator[tuple[str, bytes]]:
        """Id and packed details of every product in the order of ids, in one pass over the file."""
        with _damage_told():
            rows = self.database.execute("SELECT id, details FROM products ORDER BY id")
            try:
                yield from rows
            finally:
                rows.close()  # an open one would keep the file locked

    def add(self, header: Header, details: bytes) -> CachedProduct:
        """Keep a product that was just made; the checksum of *header* is that of *details*."""
        try:
            self.database.execute(PUT, (header.id, b"", details))
        except sqlite3.Error as error:
            raise OSError(f"cannot keep what was made of {header.id}: {error}") from error
        return CachedProduct(header, self)


def scratch(folder: Path) -> Store:
    """An empty store in *folder*, which no other process sees and which leaves nothing behind."""
    path = folder / ".details.sqlite"
    try:
        database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute(TABLE)
        database.execute("BEGIN")
    except sqlite3.Error as error:
        raise OSError(f"cannot write into {folder}: {error}") from error
    finally:
        path.unlink(missing_ok=True)
    return Store(database)


def checksum(content: bytes) -> int:
    """The checksum of *content*, which tells damage by chance."""
    return zlib.crc32(content)


def read_all(products: Iterable[CachedProduct]) -> Iterator[tuple[CachedProduct, Details]]:
    """*products* in the order of their ids, each with its details; each file is gone through once.

    Raises
    ------
    DamagedCacheError
        When something is not what was written.
    """
    passes: dict[int, Generator[tuple[str, bytes]]] = {}
    try:
        for product in sorted(products, key=lambda product: product.id):
            rows = passes.setdefault(id(product.store), product.store.rows())
            found = next((details for id_, details in rows if id_ == product.id), None)
            yield product, _checked(product, found)
    finally:
        for rows in passes.values():
            rows.close()


def read_cache(folder: Path, site: str) -> tuple[list[CachedProduct], str]:
    """The products that *folder* knows of *site* (the digest of its manifest), and the digest of all that was shared.

    Raises
    ------
    DamagedCacheError
        When there is no cache, or it is of another site, or not as it was written.
    """
    with _damage_told(), never():
        database = sqlite3.connect(
            f"{(folder / FILE).absolute().as_uri()}?mode=ro",
            uri=True,
            timeout=0,
            isolation_level=None,
            check_same_thread=False,
        )
        _refuse_foreign(database)
        rows = {id_: _unsealed(header) for id_, header in database.execute("SELECT id, header FROM products")}
        raw = rows.pop(BUILD)
        build = msgspec.json.decode(raw, type=_BuildRow)
        if build.site != site:
            raise DamagedCacheError("the cache is that of another site")
        headers = {id_: _HEADER.decode(header) for id_, header in rows.items()}
        if any(id_ != header.id for id_, header in headers.items()):
            raise DamagedCacheError("the rows of the cache were changed")
    store = Store(database, raw, headers)
    return [CachedProduct(header, store) for header in headers.values()], build.shared


def write_cache(folder: Path, products: Collection[CachedProduct], site: str, shared: str) -> None:
    """Make *products* of *site* the content of the cache in *folder*: only what has changed is written.

    Raises
    ------
    OSError
        When the disk refuses, or details are lost; what is there then is of no site that exists, or whole.
    """
    folder.mkdir(parents=True, exist_ok=True)
    build = msgspec.json.encode(_BuildRow(site, shared, secrets.token_hex(8)))
    with suppress(DamagedCacheError):  # what cannot be brought up to date is made anew
        _update(folder / FILE, products, build)
        return
    part = folder / f"{FILE}.part"
    part.unlink(missing_ok=True)
    with _damage_told():
        _fill(part, products, build)
    (folder / f"{FILE}-journal").unlink(missing_ok=True)  # that of a file which is there no more
    part.replace(folder / FILE)


def remove_former_files(folder: Path) -> None:
    """Remove what earlier releases kept in *folder* in other forms."""
    for pattern in FORMER_FILES:
        for path in folder.glob(pattern):
            path.unlink(missing_ok=True)


def _update(path: Path, products: Collection[CachedProduct], build: bytes) -> None:
    """Bring the cache at *path* up to date, of which some of *products* were read; all of it or nothing."""
    former = next((product.store for product in products if product.store.build), None)
    if former is None:
        raise DamagedCacheError("no product is as it was")
    with _damage_told(), _opened(f"{path.absolute().as_uri()}?mode=rw") as database:
        _refuse_foreign(database)
        database.execute("BEGIN IMMEDIATE")
        if (
            _unsealed(database.execute("SELECT header FROM products WHERE id = ?", (BUILD,)).fetchone()[0])
            != former.build
        ):
            raise DamagedCacheError("another build has written the cache meanwhile")
        kept = {product.id for product in products}
        database.executemany("DELETE FROM products WHERE id = ?", [(id_,) for id_ in former.headers if id_ not in kept])
        for product in products:
            if product.store is not former:
                _put(database, product)
            elif product.header != former.headers[product.id]:
                changed = _sealed(msgspec.json.encode(product.header))
                database.execute("UPDATE products SET header = ? WHERE id = ?", (changed, product.id))
        database.execute(PUT, (BUILD, _sealed(build), b""))
        database.execute("COMMIT")


def _refuse_foreign(database: sqlite3.Connection) -> None:
    """Raise DamagedCacheError where *database* is not one that this release made, or mostly holds free space."""
    tables = database.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    ((version,), (free,), (pages,)) = (
        database.execute(f"PRAGMA {told}").fetchone() for told in ("user_version", "freelist_count", "page_count")
    )
    if version != FORMAT or tables != [(TABLE,)] or 2 * free > pages:
        raise DamagedCacheError("the cache has another format")


def _fill(path: Path, products: Collection[CachedProduct], build: bytes) -> None:
    with _opened(f"{path.absolute().as_uri()}?mode=rwc") as database:
        database.execute(f"PRAGMA user_version = {FORMAT}")
        database.execute("BEGIN IMMEDIATE")
        database.execute(TABLE)
        for product, details in _all_packed(products):
            database.execute(PUT, (product.id, _sealed(msgspec.json.encode(product.header)), details))
        database.execute(PUT, (BUILD, _sealed(build), b""))
        database.execute("COMMIT")


def _all_packed(products: Iterable[CachedProduct]) -> Iterator[tuple[CachedProduct, bytes]]:
    return ((product, details.packed) for product, details in read_all(products))


def _put(database: sqlite3.Connection, product: CachedProduct) -> None:
    details = product.store.details_of(product.id)
    _checked(product, details)
    database.execute(PUT, (product.id, _sealed(msgspec.json.encode(product.header)), details))


@contextmanager
def _opened(address: str) -> Iterator[sqlite3.Connection]:
    """The database at *address*, for writing.

    The disk is not waited for: a process that is killed leaves a journal, and what a loss of power leaves is told by
    the checksums.
    """
    database = sqlite3.connect(address, uri=True, timeout=0, isolation_level=None)
    try:
        database.execute("PRAGMA synchronous = OFF")
        yield database
    finally:
        database.close()


@contextmanager
def _damage_told() -> Iterator[None]:
    """Whatever SQLite or a decoder finds wrong in the block is raised as a DamagedCacheError."""
    try:
        yield
    except (sqlite3.Error, msgspec.MsgspecError, ValueError, TypeError, KeyError, UnicodeError) as error:
        raise DamagedCacheError(f"the build cache cannot be read: {error}") from error


def _checked(product: CachedProduct, packed: bytes | None) -> Details:
    if not isinstance(packed, bytes) or checksum(packed) != product.header.checksum:
        raise DamagedCacheError(f"the build cache does not hold what was made of {product.id}")
    return Details(packed)


def _sealed(content: bytes) -> bytes:
    """*content* with its checksum in front."""
    return b"%08x" % checksum(content) + content


def _unsealed(sealed: object) -> bytes:
    if not isinstance(sealed, bytes) or _sealed(sealed[8:]) != sealed:
        raise DamagedCacheError("a row of the build cache was changed")
    return sealed[8:]


_HEADER = msgspec.json.Decoder(Header)
_MANIFEST = msgspec.json.Decoder(dict[str, str])
_FACTS = msgspec.json.Decoder(SiteFacts)
