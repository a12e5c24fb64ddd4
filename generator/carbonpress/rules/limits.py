"""Limits that the rules need and no category rules give: how long is valid, how old is too old."""

from __future__ import annotations

import functools
from importlib import resources
from typing import Annotated, Literal

from pydantic import Field

from carbonpress.model.decode import decode
from carbonpress.model.factor import Source
from carbonpress.model.scalar import Id, Whole
from carbonpress.model.text import Text, Words
from carbonpress.source.document import parse


class Limit(Words):
    """A number of years, where it comes from and what it limits."""

    name: Text
    value: Annotated[Whole, Field(ge=1)]
    unit: Literal["a"]
    source: Source

    @property
    def years(self) -> int:
        """The limit in whole years."""
        return self.value


class LimitFile(Words):
    """The data file `limits.yml`."""

    title: Text
    limits: dict[Id, Limit]


def limit(name: str) -> Limit:
    """The limit of that name; KeyError when the data file has none."""
    return _limits()[name]


@functools.cache
def _limits() -> dict[str, Limit]:
    raw = (resources.files("carbonpress.reference") / "data" / "limits.yml").read_bytes()
    document, findings = parse(raw, "limits.yml")
    file, faults = decode(LimitFile, document, {}) if document is not None else (None, findings)
    if file is None:
        raise ValueError(f"the shipped limits do not load: {faults}")
    return file.limits
