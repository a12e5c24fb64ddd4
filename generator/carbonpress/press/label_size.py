"""The size classes and inks of the label, from the theme's data files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from carbonpress.press.theme import theme_data

SIZES = ("standard", "compact")
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
    blocks: tuple[str, ...]
    roomy: float
    tight: float
    bar: float
    swatch: float
    code: float
    styles: Mapping[str, Style]

    @property
    def room(self) -> float:
        """Width between the indents."""
        return self.width - 2 * self.indent


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


@cache
def size_class(name: str) -> SizeClass:
    """The size class *name*; KeyError when the theme has none of that name."""
    given: dict[str, Any] = theme_data("label/sizes.yml")[name]
    frame, band, gap = given["frame"], given["band"], given["gap"]
    return SizeClass(
        name=name,
        blocks=tuple(given["blocks"]),
        stacked=band["stacked"] == "yes",
        band=float(band["height"]),
        emblem=float(band["emblem"]),
        roomy=float(gap["roomy"]),
        tight=float(gap["tight"]),
        styles={style: _style(values) for style, values in given["styles"].items()},
        **{key: float(frame[key]) for key in ("inset", "stroke", "radius")},
        **{key: float(given[key]) for key in ("width", "height", "indent", "foot", "bar", "swatch", "code")},
    )


@cache
def inks(name: str) -> Inks:
    """The inks *name*; KeyError when the theme has none of that name."""
    given: dict[str, Any] = theme_data("label/inks.yml")[name]
    return Inks(
        name=name,
        colours={role: colour for role, colour in given.items() if isinstance(colour, str)},
        stages={stage: StageInk(**values) for stage, values in given["stages"].items()},
        others=tuple(StageInk(**values) for values in given["others"]),
    )


def _style(values: Mapping[str, str]) -> Style:
    return Style(
        size=float(values["size"]),
        least=float(values["least"]),
        weight=values.get("weight", "regular"),
        lines=int(values.get("lines", "1")),
        tracking=int(values.get("tracking", "0")),
    )
