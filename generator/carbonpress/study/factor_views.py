"""Mappings of factors that are made when they are asked for, and the first of two mappings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from carbonpress.model.factor import EmissionFactor


class MadeOnDemand(Mapping[str, EmissionFactor]):
    """The factors of *names*, each made by *make* when somebody asks for it, and kept."""

    def __init__(self, names: Mapping[str, object], make: Callable[[str], EmissionFactor]) -> None:
        self._names = names
        self._make = make
        self._kept: dict[str, EmissionFactor] = {}

    def __getitem__(self, name: str) -> EmissionFactor:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._kept:
            self._kept[name] = self._make(name)
        return self._kept[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class FirstOf(Mapping[str, EmissionFactor]):
    """The factors of *first* and, where it has none of that name, of *then*; neither is copied."""

    def __init__(self, first: Mapping[str, EmissionFactor], then: Mapping[str, EmissionFactor]) -> None:
        self._first = first
        self._then = then

    def __getitem__(self, name: str) -> EmissionFactor:
        return self._first[name] if name in self._first else self._then[name]

    def __contains__(self, name: object) -> bool:
        return name in self._first or name in self._then

    def __iter__(self) -> Iterator[str]:
        yield from self._first
        yield from (name for name in self._then if name not in self._first)

    def __len__(self) -> int:
        return len(self._first) + sum(name not in self._first for name in self._then)
