"""The wording in force: the theme's own, or that which a version was published with.

All words that pages and documents of a version speak with, names of units and numbers of digits among them, stand in
a few data files of the theme.  Together they are a *wording*, known by its digest.  A record names the wording that it
was published with, and the archive keeps each wording that some record names, once:

    published/wording/<sha256>.json

`speaking` puts such a wording in force while a version is pressed.  What it lacks, because a later program says more,
comes from the theme.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from carbonpress.model.language import LANGUAGES
from carbonpress.record.canonical import canonical, digest_of
from carbonpress.source.theme import theme_data

FILES = (
    *(f"terms/{language}.yml" for language in LANGUAGES),
    "terms/interpretation.yml",
    "terms/document.yml",
    "terms/leaflet.yml",
    "terms/units.yml",
    "terms/digits.yml",
)
"""The files of the theme that a wording is made of."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording by its digest, `sha256:` and hexadecimal; `files` holds the content of each file of the theme."""

    digest: str
    files: Mapping[str, Any] = field(repr=False, compare=False)

    @property
    def raw(self) -> bytes:
        """The wording as it is kept and hashed."""
        return canonical(self.files)


_IN_FORCE: ContextVar[Wording | None] = ContextVar("wording", default=None)


@cache
def own_wording() -> bytes:
    """The wording of the theme in canonical JSON, as the archive keeps it."""
    return canonical({name: theme_data(name) for name in FILES})


@cache
def own_digest() -> str:
    """The digest of the wording of the theme; what a record that is composed now names."""
    return digest_of(own_wording())


def wording_in(raw: bytes, digest: str) -> Wording | None:
    """The wording that *raw* holds; None when it is not the one with that *digest*, or none at all."""
    if digest_of(raw) != digest:
        return None
    try:
        files = json.loads(raw)
        whole = isinstance(files, dict) and canonical(files) == raw
    except (ValueError, RecursionError):
        return None
    return Wording(digest, files) if whole else None


@contextmanager
def speaking(wording: Wording | None) -> Iterator[None]:
    """Put *wording* in force for what is pressed inside; that of the theme where there is None."""
    token = _IN_FORCE.set(None if wording is None or wording.digest == own_digest() else wording)
    try:
        yield
    finally:
        _IN_FORCE.reset(token)


def edition() -> str:
    """Which wording is in force, for caches of what was made with it; empty for that of the theme."""
    wording = _IN_FORCE.get()
    return "" if wording is None else wording.digest


def words_in(name: str) -> Any:
    """What the file *name* of the theme says under the wording in force."""
    wording = _IN_FORCE.get()
    return theme_data(name) if wording is None else _over_theme(wording, name)


_LAID_OVER: dict[tuple[str, str], Any] = {}


def _over_theme(wording: Wording, name: str) -> Any:
    """The file of *wording* over that of the theme; made once for each, as a process meets few wordings."""
    key = (wording.digest, name)
    if key not in _LAID_OVER:
        _LAID_OVER[key] = _over(wording.files.get(name), theme_data(name))
    return _LAID_OVER[key]


def _over(kept: Any, now: Any) -> Any:
    """*kept*, and what *now* says beside it: keys of mappings, at any depth."""
    if isinstance(kept, Mapping) and isinstance(now, Mapping):
        return {**now, **{key: _over(value, now.get(key)) for key, value in kept.items()}}
    return now if kept is None else kept
