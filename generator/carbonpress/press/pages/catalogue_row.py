"""What the catalogue keeps of a product in one language."""

from __future__ import annotations

import msgspec


class Row(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A product in the catalogue: plain values of its newest version that is not superseded, kept from build to build.

    `figure` is rounded as on the label.  `full_name` is empty where `name` is
    the whole one.  `shape` is what `shaped` makes of the
    stages; `shares` are whole per cent of them, None where one is not counted.
    Rows of one `likeness` have the same rules, unit and stages.
    """

    id: str
    version: int
    address: str
    rules: str
    name: str
    full_name: str
    model: str
    number: str
    category: str
    figure: str
    unit: str
    shape: str
    shares: tuple[int | None, ...]
    likeness: str
    state: str
    valid_from: str
    valid_to: str


Stage = tuple[str, str, str]
"""Id of a life cycle stage, its tone in drawings, and its name."""


def shaped(stages: list[Stage]) -> str:
    """The *stages* of a product as one text: hardly two of ten thousand products differ in it."""
    return msgspec.json.encode(stages).decode()


def stages_of(shape: str) -> list[Stage]:
    """What `shaped` made *shape* of."""
    return _STAGES.decode(shape)


_STAGES = msgspec.json.Decoder(list[Stage])
