"""A version of a product, as its history shows it."""

from __future__ import annotations

from dataclasses import dataclass

from carbonpress.record.shape import Record, Text
from carbonpress.record.wording import Wording


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a product, as its history shows it."""

    record: Record
    state: str
    """`draft`, `current`, `superseded` or `withdrawn`; expiry follows from the date."""
    reason: Text | None = None
    successor: str | None = None
    """Address of the version in force in its place; None where none is."""
    withdrawn_successor: str | None = None
    """Address of the version that took its place and was withdrawn since; None where that one still stands."""
    wording: Wording | None = None
    """The wording that it was published with; None where it speaks with that of the theme."""
