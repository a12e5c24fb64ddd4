"""Everything a declaration may refer to, in one frozen object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from carbonpress.model.factor import EmissionFactor, Fuel, GwpSet
from carbonpress.model.hint import near_miss
from carbonpress.model.quantity import Units
from carbonpress.model.rules import CategoryRules


@dataclass(frozen=True, slots=True)
class Library:
    """Units, GWP sets, fuels, emission factors and category rules by id.

    `factors` is keyed by `id@edition`; `editions` lists the editions of each
    factor id in ascending order.
    """

    units: Units
    gwp: Mapping[str, GwpSet]
    fuels: Mapping[str, Fuel]
    factors: Mapping[str, EmissionFactor]
    rules: Mapping[str, CategoryRules]
    editions: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    newest_gwp: str = ""
    """Id of the newest GWP-100 set known."""


def find_factor(library: Library, name: str) -> EmissionFactor | None:
    """The factor that *name* means, None if there is none.

    `id@edition` means exactly that one, a bare `id` its newest edition.
    """
    if "@" in name:
        return library.factors.get(name)
    editions = library.editions.get(name)
    return library.factors[f"{name}@{editions[-1]}"] if editions else None


def factor_hint(library: Library, name: str) -> str:
    """What the author of an unknown factor name may have meant, or an empty string.

    A known id with an unknown edition is answered with its editions, anything
    else with the id or name nearest to it.
    """
    id_, at, _ = name.partition("@")
    editions = library.editions.get(id_)
    if at and editions:
        return f"{id_!r} has the editions " + ", ".join(str(edition) for edition in editions)
    return near_miss(name, library.factors if at else library.editions) or near_miss(id_, library.editions)
