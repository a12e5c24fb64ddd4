"""What lies in the data folder before anything of it is understood: files, digests, and what they seem to refer to."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from carbonpress.build.cache import Trace
from carbonpress.reference.library import Library
from carbonpress.reference.watched import ABSENT, digest
from carbonpress.source.document import MAX_BYTES
from carbonpress.source.finding import Finding
from carbonpress.source.folder import listing, read, reader
from carbonpress.source.picture import MAX_PICTURE_BYTES
from carbonpress.study.days import future_dates
from carbonpress.study.declared_inputs import declared_inputs
from carbonpress.study.project import PRODUCTS, read_sheet

Input = tuple[str, int, int]
"""Digest of a file, its size, and when it was last changed, in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Found:
    """A declaration's file, the pictures that it may show, ids that it may refer to, and the latest date in it.

    It may name more than the declaration uses, and never less.
    """

    name: str
    id: str
    inputs: Mapping[str, Input]
    refers: tuple[str, ...]
    day: str


@dataclass(frozen=True, slots=True)
class Survey:
    """All declarations of a data folder by file name, and what is wrong with the folder itself."""

    root: Path
    found: Mapping[str, Found]
    findings: tuple[Finding, ...]

    @property
    def day(self) -> str:
        """The latest day on which a study was made or verified; empty where no file tells."""
        return max((one.day for one in self.found.values()), default="")

    def files(self, name: str) -> dict[str, bytes | Finding]:
        """Content of the file *name* and of its pictures; a finding for each that cannot be read."""
        return {file: _read(self.root, file) for file in self.found[name].inputs}


def survey(root: Path, traces: Mapping[str, Trace]) -> Survey:
    """Look through the products of the data folder *root*.

    A file whose size and time of change are those of its trace is not read again.
    """
    names, findings = listing(root, PRODUCTS)
    found = {name: _look(root, name, traces.get(name)) for name in names}
    return Survey(root, found, tuple(findings))


def _look(root: Path, name: str, trace: Trace | None) -> Found:
    if trace is not None and all(_state(root, file) == known[1:] for file, known in trace.inputs.items()):
        return Found(name, trace.id, trace.inputs, trace.refers, trace.day)
    state = _state(root, name)  # before it is read: a change meanwhile is then seen by the next build
    raw = _read(root, name)
    text = raw if isinstance(raw, bytes) else b""
    own = {name: (_digest(raw), *state)}
    if trace is not None and own[name][0] == trace.inputs.get(name, ("",))[0]:
        others = {file: _input(root, file) for file in trace.inputs if file != name}
        return Found(name, trace.id, own | others, trace.refers, trace.day)
    named = declared_inputs(text, name)
    inputs = own | {file: _input(root, file) for file in named.pictures}
    return Found(name, named.id, inputs, named.refers, named.day)


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


def future_dates_in(survey: Survey, library: Library, latest: date) -> list[Finding]:
    """As `future_dates`, for declarations of which nothing but their survey is known."""
    late = [name for name, found in survey.found.items() if found.day > latest.isoformat()]
    read = (read_sheet(reader(survey.root), name, library, []) for name in late)
    return list(future_dates((sheet for sheet in read if sheet is not None), latest))
