"""In which order a record's named parts are shown.

A record does not say: a frozen one has its keys sorted, a fresh one has them as they were put in.  What is pressed from
both is the same, so that freezing a version changes no byte of its pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from carbonpress.model.factor import ORIGINS
from carbonpress.model.language import LANGUAGES
from carbonpress.record.inventory_shape import Factor
from carbonpress.record.shape import Composed, Record, Text

Part = TypeVar("Part")


def by_origin(record: Composed) -> list[tuple[str, str | None]]:
    """Each origin of the gases and its figure, fossil first; None where it is not declared."""
    return [(origin, record["origins"][origin]) for origin in ORIGINS]


def by_stage(record: Record, parts: Mapping[str, Part]) -> list[tuple[str, Part]]:
    """What *parts* says of stages by their ids, in the order of the life cycle."""
    return [(stage["id"], parts[stage["id"]]) for stage in record["boundary"]["stages"] if stage["id"] in parts]


def by_use(record: Record) -> dict[str, Factor]:
    """The factors of the public lines by name, the one that is used first at the head."""
    used = (activity["factor"] for activity in record["activities"])
    return {name: record["factors"][name] for name in used if name is not None}


def by_language(text: Text) -> Iterator[str]:
    """*text* in each language that it is given in, Chinese first."""
    return (text[language] for language in LANGUAGES if language in text)
