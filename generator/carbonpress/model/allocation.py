"""How a process shared between products is divided."""

from __future__ import annotations

from carbonpress.model.rules import Basis
from carbonpress.model.scalar import Amount
from carbonpress.model.text import Text, Words


class Part(Words):
    """What another product takes from an allocated process."""

    name: Text
    """The other product."""
    share: Amount
    """What it takes, in the unit of `of`."""


class AllocationChoice(Words):
    """A basis and the product's part of the whole on that basis."""

    basis: Basis
    """What the process is divided by; physical before economic, T/CCSA 603-2024, 6.2.1."""
    share: Amount
    """What this product takes."""
    of: Amount
    """The whole."""
    others: list[Part] = []
    """The rest of the whole; with `share` it must add up to `of`."""
    because: Text
    """Why this basis was chosen."""


class Allocation(AllocationChoice):
    """How a process shared with other products is divided."""

    alternatives: list[AllocationChoice] = []
    """Other procedures that would do; each one's result is shown, T/CCSA 603-2024, 6.2.1."""
