"""A frozen record: where it lies, whether it is what the ledger vouches for, and reading it when it is asked for.

A build vouches for every frozen record, but looks into few of them: those of products that it makes.  Ten thousand
records fill some gigabytes once they are read, and checking their shape takes longer than all the rest of such a build.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal

import msgspec
from pydantic import TypeAdapter, ValidationError

from carbonpress.archive.ledger import Key, Published
from carbonpress.record.canonical import digest_of
from carbonpress.record.shape import FORMAT, Record
from carbonpress.source.finding import Finding
from carbonpress.source.folder import read, shown_name

FOLDER = "published"
RULE = "frozen-record"
LARGEST_RECORD = 20_000_000


class _Image(msgspec.Struct, frozen=True):
    file: str
    sha256: str | None


class _Mark(msgspec.Struct, frozen=True):
    image: _Image


class _Product(msgspec.Struct, frozen=True):
    gtin: str | None
    image: _Image | None


class _Shown(msgspec.Struct, frozen=True):
    wording: Annotated[str, msgspec.Meta(pattern=r"^sha256:[0-9a-f]{64}\Z")]


class _Told(msgspec.Struct, frozen=True):
    """What is read of a record before anybody asks for it."""

    format: Literal["carbonpress-declaration/2"]
    id: str
    version: int
    url: str
    product: _Product
    official_mark: _Mark | None
    shown: _Shown


@dataclass(frozen=True, slots=True)
class Outline:
    """What a build needs to know of every frozen record; `pictures` gives the SHA-256 of each by its path."""

    gtin: str | None
    pictures: Mapping[str, str | None]
    wording: str
    """Digest of the wording that it was published with."""


@dataclass(frozen=True, slots=True)
class FrozenRecords(Mapping[Key, Record]):
    """The frozen records of the data folder *root* by id and version, each read anew whenever it is asked for.

    KeyError also where a file, though it is the one that the ledger vouches for, holds no record; `read` says why.
    """

    root: Path
    outlines: Mapping[Key, Outline] = field(repr=False)
    published: Mapping[Key, Published] = field(repr=False)

    def __getitem__(self, key: Key) -> Record:
        found = self.read(key)
        if isinstance(found, Finding):
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return key in self.outlines

    def __iter__(self) -> Iterator[Key]:
        return iter(self.outlines)

    def __len__(self) -> int:
        return len(self.outlines)

    def read(self, key: Key) -> Record | Finding:
        """The record of *key*, or what is wrong with its file."""
        raw = vouched(self.root, self.published[key])
        return raw if isinstance(raw, Finding) else record_in(raw, self.published[key])


def record_file(id_: str, version: int) -> str:
    """Path of a frozen record below the data folder."""
    return f"{FOLDER}/{id_}/v{version}.json"


def picture_file(id_: str, version: int, kind: str, file: str) -> str:
    """Path of a frozen picture below the data folder; *kind* is `picture` or `mark`, *file* its path before."""
    return f"{FOLDER}/{id_}/v{version}-{kind}{PurePosixPath(file).suffix.lower()}"


def vouched(root: Path, published: Published) -> bytes | Finding:
    """The file of *published*, or that it is not the one that the ledger vouches for."""
    name = record_file(published.id, published.version)
    raw = read(root, name, LARGEST_RECORD)
    if isinstance(raw, Finding):
        return flaw(name, f"the frozen record of {published.id} version {published.version}: {raw.message}")
    if digest_of(raw) != published.digest:
        return flaw(name, f"the file is not the record that was published (its digest is not {published.digest})")
    return raw


def outline_in(raw: bytes, published: Published) -> Outline | Finding:
    """What a build needs to know of the record in *raw*; the shape of the rest is not looked at."""
    name = record_file(published.id, published.version)
    try:
        told = msgspec.json.decode(raw, type=_Told)
    except (msgspec.MsgspecError, RecursionError):
        return _no_record(name)
    if (told.id, told.version, told.url) != (published.id, published.version, published.url):
        return _other_address(name)
    images = {"picture": told.product.image, "mark": told.official_mark.image if told.official_mark else None}
    key = (published.id, published.version)
    pictures = {picture_file(*key, kind, one.file): one.sha256 for kind, one in images.items() if one is not None}
    return Outline(told.product.gtin, pictures, told.shown.wording)


def record_in(raw: bytes, published: Published) -> Record | Finding:
    """The record that *raw* holds, its whole shape looked at, or what is wrong with it."""
    name = record_file(published.id, published.version)
    try:
        _shape().validate_json(raw, strict=True)
        record: Record = json.loads(raw)
    except (ValidationError, ValueError, RecursionError):
        return _no_record(name)
    if record["format"] != FORMAT:
        return _no_record(name)
    if (record["id"], record["version"], record["url"]) != (published.id, published.version, published.url):
        return _other_address(name)
    return record


def flaw(name: str, message: str, mend: str = "restore it from git") -> Finding:
    """That the file *name* of the archive is not as it was."""
    return Finding(name, 1, 1, RULE, message, "the file as it was published", mend)


def frozen_records(root: Path) -> Iterator[str]:
    """The paths of all files below the data folder *root* that lie where frozen records do, sorted."""
    try:
        ids = sorted(entry.name for entry in os.scandir(root / FOLDER) if entry.is_dir(follow_symlinks=False))
    except OSError:
        return
    for id_ in ids:
        names = (name for name in os.listdir(root / FOLDER / id_) if name.startswith("v") and name.endswith(".json"))  # noqa: PTH208  ten thousand folders
        yield from (shown_name(f"{FOLDER}/{id_}/{name}") for name in sorted(names))


def _no_record(name: str) -> Finding:
    return flaw(name, f"the file holds no record of the format {FORMAT}")


def _other_address(name: str) -> Finding:
    return flaw(name, "the record is that of another address than the ledger says")


@cache
def _shape() -> TypeAdapter[Any]:
    return TypeAdapter(Record)
