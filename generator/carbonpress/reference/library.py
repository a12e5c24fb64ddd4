"""Everything a declaration may refer to, in one frozen object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from carbonpress.model.factor import EmissionFactor, Fuel, GwpSet
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
