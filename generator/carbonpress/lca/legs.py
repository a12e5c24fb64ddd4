"""Which legs of transport a line has, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.model.declaration import Entry, Leg, Material, Packaging, Transport, Treatment


def legs_of(entry: Entry) -> Iterator[tuple[str, int, Leg]]:
    """Key, index and leg, in the order of the line."""
    match entry:
        case Packaging():
            fields = {"transport": entry.transport, "return_transport": entry.return_transport}
        case Material() | Treatment():
            fields = {"transport": entry.transport}
        case Transport():
            fields = {"legs": entry.legs}
        case _:
            return
    for field, legs in fields.items():
        for index, leg in enumerate(legs):
            yield field, index, leg
