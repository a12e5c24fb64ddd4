"""A library that notes what is asked of it, so that a build knows which declarations a changed number concerns."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from carbonpress.reference.library import Library

Value = TypeVar("Value")

TABLES = ("gwp", "fuels", "factors", "rules", "editions")
"""The mappings of a library that a company's own files can change, but for units: a new unit concerns all."""

ALL = "*"
"""Stands for the names of a table taken together, where someone went through them."""

ABSENT = "absent"
"""Stands for the digest of what a table does not hold; it may come to hold it later."""


class Watched(Mapping[str, Value], Generic[Value]):
    """A mapping that notes every key it was asked for in `seen`, and `*` when its keys were gone through."""

    def __init__(self, inner: Mapping[str, Value]) -> None:
        self.inner = inner
        self.seen: set[str] = set()

    def __getitem__(self, key: str) -> Value:
        self.seen.add(key)
        return self.inner[key]

    def __contains__(self, key: object) -> bool:
        self.seen.add(str(key))
        return key in self.inner

    def __iter__(self) -> Iterator[str]:
        self.seen.add(ALL)
        return iter(self.inner)

    def __len__(self) -> int:
        self.seen.add(ALL)
        return len(self.inner)


def watched(library: Library) -> Library:
    """The same library, with tables that note what is asked of them."""
    return Library(
        units=library.units,
        gwp=Watched(library.gwp),
        fuels=Watched(library.fuels),
        factors=Watched(library.factors),
        rules=Watched(library.rules),
        editions=Watched(library.editions),
        newest_gwp=library.newest_gwp,
    )


def needs(library: Library) -> list[str]:
    """What was asked of a watched library, as `table:key`, sorted."""
    tables = ((name, getattr(library, name)) for name in TABLES)
    return sorted(f"{name}:{key}" for name, table in tables for key in table.seen)


@dataclass(frozen=True, slots=True)
class Digests:
    """The digest of everything in a library by `table:key`; each is made once, when it is first asked for."""

    library: Library
    known: dict[str, str] = field(default_factory=dict)

    def of(self, need: str) -> str:
        """Digest of what *need* names: of the entry, of the sorted keys for `*`, `absent` where there is none."""
        if need not in self.known:
            self.known[need] = self._made(need)
        return self.known[need]

    def of_all(self) -> str:
        """One digest of everything."""
        tables = ((name, getattr(self.library, name)) for name in TABLES)
        return digest(
            "\n".join(
                f"{name}:{key} {self.of(f'{name}:{key}')}" for name, table in tables for key in sorted(table)
            ).encode()
        )

    def _made(self, need: str) -> str:
        table_name, _, key = need.partition(":")
        table: Mapping[str, object] = getattr(self.library, table_name)
        if key == ALL:
            return digest(repr(sorted(table)).encode())
        return digest(repr(table[key]).encode()) if key in table else ABSENT


def digest(content: bytes) -> str:
    """A short digest for comparing states of our own; never published."""
    return hashlib.blake2b(content, digest_size=12).hexdigest()
