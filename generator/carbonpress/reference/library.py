"""Everything a declaration may refer to, in one frozen object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from carbonpress.model.factor import EmissionFactor, Fuel, GwpSet
from carbonpress.model.hint import nearest
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
    id_, editions = other_editions(library, name)
    if editions:
        return f"{id_!r} has the editions {', '.join(map(str, editions))}"
    likely = nearest_factor(library, name)
    return f"did you mean {likely!r}?" if likely else ""


def other_editions(library: Library, name: str) -> tuple[str, Sequence[int]]:
    """The id in *name*, and the editions of that factor; none where *name* has no edition or the id is unknown."""
    id_, at, _ = name.partition("@")
    return id_, library.editions.get(id_, ()) if at else ()


def nearest_factor(library: Library, name: str) -> str:
    """The known name or id nearest to an unknown one, or an empty string."""
    id_, at, _ = name.partition("@")
    return nearest(name, library.factors if at else library.editions) or nearest(id_, library.editions)
