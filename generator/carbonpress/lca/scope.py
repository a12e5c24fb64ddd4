"""What a line of the inventory may refer to, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from carbonpress.model.declaration import Declaration, Entry
from carbonpress.model.factor import EmissionFactor, GwpSet
from carbonpress.model.quantity import Quantity, Units
from carbonpress.model.rules import CategoryRules
from carbonpress.reference.library import Library


@dataclass(frozen=True, slots=True)
class Scope:
    """A declaration with everything its lines may name.

    `declared` holds the footprints of other declarations as factors, by
    `declaration/<id>@<version>`.  `gwp` is None when the set is unknown, which
    is a gap of its own.
    """

    declaration: Declaration
    rules: CategoryRules
    library: Library
    declared: Mapping[str, EmissionFactor]
    gwp: GwpSet | None

    @property
    def units(self) -> Units:
        """All units by symbol."""
        return self.library.units

    @property
    def unit(self) -> Quantity:
        """The amount of the declared or functional unit."""
        return self.declaration.unit.amount


class Row(NamedTuple):
    """A line of the inventory and its place in the declaration."""

    path: tuple[str | int, ...]
    stage: str
    entry: Entry
