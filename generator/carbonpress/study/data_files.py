"""The declarations of a data folder before they are decoded: files, their digests, and what they seem to refer to."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from carbonpress.reference.library import Library
from carbonpress.reference.watched import ABSENT, digest
from carbonpress.source.document import MAX_BYTES
from carbonpress.source.finding import Finding
from carbonpress.source.folder import listing, read, reader
from carbonpress.source.picture import MAX_PICTURE_BYTES
from carbonpress.study.days import future_dates
from carbonpress.study.declared_inputs import declared_inputs
from carbonpress.study.reading import read_sheet

PRODUCTS = "products"

Input = tuple[str, int, int]
"""Digest of a file, its size, and when it was last changed, in nanoseconds."""


class KnownFile(Protocol):
    """What an earlier build knows of a declaration's file, see `DataFile`."""

    @property
    def id(self) -> str:
        """Id of the declaration."""

    @property
    def inputs(self) -> Mapping[str, Input]:
        """Digest, size and time of each file that it is made of, by name."""

    @property
    def refers(self) -> tuple[str, ...]:
        """Ids of other declarations that it may refer to."""

    @property
    def day(self) -> str:
        """The latest date in it."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """A declaration's file, the pictures that it may show, ids that it may refer to, and the latest date in it.

    It may name more than the declaration uses, and never less.
    """

    name: str
    id: str
    inputs: Mapping[str, Input]
    refers: tuple[str, ...]
    day: str


@dataclass(frozen=True, slots=True)
class DataFiles:
    """All declarations of a data folder by file name, and what is wrong with the folder itself."""

    root: Path
    found: Mapping[str, DataFile]
    findings: tuple[Finding, ...]

    @property
    def day(self) -> str:
        """The latest day on which a study was made or verified; empty where no file tells."""
        return max((one.day for one in self.found.values()), default="")

    def contents(self, name: str) -> dict[str, bytes | Finding]:
        """Content of the file *name* and of its pictures; a finding for each that cannot be read."""
        return {file: _read(self.root, file) for file in self.found[name].inputs}


def not_known(_: str) -> None:
    """No file is known of earlier."""


def read_data_files(root: Path, known: Callable[[str], KnownFile | None] = not_known) -> DataFiles:
    """The declarations of the data folder *root*.

    A file whose size and time of change are those that *known* tells is not read again.
    """
    names, findings = listing(root, PRODUCTS)
    found = {name: _data_file(root, name, known(name)) for name in names}
    return DataFiles(root, found, tuple(findings))


def _data_file(root: Path, name: str, known: KnownFile | None) -> DataFile:
    if known is not None and all(_state(root, file) == told[1:] for file, told in known.inputs.items()):
        return DataFile(name, known.id, known.inputs, known.refers, known.day)
    state = _state(root, name)  # before it is read: a change meanwhile is then seen by the next build
    raw = _read(root, name)
    text = raw if isinstance(raw, bytes) else b""
    own = {name: (_digest(raw), *state)}
    if known is not None and own[name][0] == known.inputs.get(name, ("",))[0]:
        others = {file: _input(root, file) for file in known.inputs if file != name}
        return DataFile(name, known.id, own | others, known.refers, known.day)
    named = declared_inputs(text, name)
    inputs = own | {file: _input(root, file) for file in named.pictures}
    return DataFile(name, named.id, inputs, named.refers, named.day)


def _input(root: Path, file: str) -> Input:
    state = _state(root, file)
    return (_digest(_read(root, file)), *state)


def _digest(raw: bytes | Finding) -> str:
    return digest(raw) if isinstance(raw, bytes) else ABSENT


def _state(root: Path, file: str) -> tuple[int, int]:
    try:
        state = os.lstat(f"{root}/{file}")
    except OSError:
        return (-1, -1)
    return state.st_size, state.st_mtime_ns


def _read(root: Path, file: str) -> bytes | Finding:
    return read(root, file, MAX_BYTES if file.endswith((".yml", ".yaml")) else MAX_PICTURE_BYTES)


def future_dates_in(files: DataFiles, library: Library, latest: date) -> list[Finding]:
    """As `future_dates`, for declarations of which nothing but their files is known."""
    late = [name for name, file in files.found.items() if file.day > latest.isoformat()]
    sheets = (read_sheet(reader(files.root), name, library, []) for name in late)
    return list(future_dates((sheet for sheet in sheets if sheet is not None), latest))
