"""The size classes and inks of the label, from the theme's data files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from carbonpress.model.declaration import LabelSize
from carbonpress.record.shape import Record
from carbonpress.source.theme import theme_data

SIZES: tuple[str, ...] = get_args(LabelSize)
"""Size classes that a label is pressed in."""

INKS = ("colour", "mono")
"""Ways a label is printed: four colours, or one ink without tints."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: preferred and least em in mm, weight, lines at most, tracking in thousandths of the em."""

    size: float
    least: float
    weight: str = "regular"
    lines: int = 1
    tracking: int = 0


@dataclass(frozen=True, slots=True)
class SizeClass:
    """A size of the label in mm: its frame, its blocks from top to bottom, the styles of its texts."""

    name: str
    width: float
    height: float
    indent: float
    foot: float
    inset: float
    stroke: float
    radius: float
    band: float
    stacked: bool
    emblem: float
    side: bool
    """Whether the band stands on the left side instead of on top; `band` is its width then."""
    blocks: tuple[str, ...]
    beside: tuple[str, ...]
    """What stands beside the code, where the code has no block of its own."""
    split: float
    """Share of the room that the first of two columns takes."""
    roomy: float
    tight: float
    bar: float
    swatch: float
    code: float
    logo: tuple[float, float]
    """Greatest width and height of the maker's logo; 0 where there is no room for one."""
    styles: Mapping[str, Style]

    @property
    def left(self) -> float:
        """Where the blocks begin, from the left edge."""
        return self.indent + (self.inset + self.band if self.side else 0.0)

    @property
    def top(self) -> float:
        """Where the blocks begin, from the upper edge."""
        return self.inset + (0.0 if self.side else self.band)

    @property
    def room(self) -> float:
        """Width of the blocks."""
        return self.width - self.left - self.indent


@dataclass(frozen=True, slots=True)
class StageInk:
    """How a stage is drawn: fill, the colour of text on it (none where text would not be read), hatching."""

    fill: str
    on: str
    hatch: str


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of a label by role, and those of the stages."""

    name: str
    colours: Mapping[str, str]
    stages: Mapping[str, StageInk]
    others: tuple[StageInk, ...]

    def of_stages(self, stages: tuple[str, ...]) -> dict[str, StageInk]:
        """The ink of each stage; stages that the theme does not name take the spare ones in turn."""
        unnamed = [stage for stage in stages if stage not in self.stages]
        spare = {stage: self.others[index % len(self.others)] for index, stage in enumerate(unnamed)}
        return {stage: self.stages.get(stage) or spare[stage] for stage in stages}


def main_size(record: Record) -> str:
    """The size of the main label: the first that the declaration chooses, otherwise the standard one."""
    return (record.get("labels") or SIZES)[0]


@cache
def size_class(name: str, languages: int = 1) -> SizeClass:
    """The size class *name* for a label in so many languages; KeyError when the theme has none of that name."""
    given: Mapping[str, Any] = theme_data("label/sizes.yml")[name]
    if languages > 1:
        given = {**given, "height": given.get("height_bilingual", given["height"])}
    frame, band, gap = given["frame"], given["band"], given["gap"]
    return SizeClass(
        name=name,
        blocks=tuple(given["blocks"]),
        beside=tuple(given.get("beside", ())),
        split=float(given.get("split", "1")),
        side=band.get("side", "no") == "yes",
        stacked=band["stacked"] == "yes",
        band=float(band["height"]),
        emblem=float(band["emblem"]),
        logo=_size(given["logo"]),
        roomy=float(gap["roomy"]),
        tight=float(gap["tight"]),
        styles={style: _style(values) for style, values in given["styles"].items()},
        **{key: float(frame[key]) for key in ("inset", "stroke", "radius")},
        **{key: float(given[key]) for key in ("width", "height", "indent", "foot", "bar", "swatch", "code")},
    )


@cache
def inks(name: str) -> Inks:
    """The inks *name*; KeyError when the theme has none of that name."""
    given: Mapping[str, Any] = theme_data("label/inks.yml")[name]
    return Inks(
        name=name,
        colours={role: colour for role, colour in given.items() if isinstance(colour, str)},
        stages={stage: StageInk(**values) for stage, values in given["stages"].items()},
        others=tuple(StageInk(**values) for values in given["others"]),
    )


def _size(values: Mapping[str, str]) -> tuple[float, float]:
    return float(values["width"]), float(values["height"])


def _style(values: Mapping[str, str]) -> Style:
    return Style(
        size=float(values["size"]),
        least=float(values["least"]),
        weight=values.get("weight", "regular"),
        lines=int(values.get("lines", "1")),
        tracking=int(values.get("tracking", "0")),
    )
