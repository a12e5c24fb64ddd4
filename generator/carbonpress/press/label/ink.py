"""What the colours of a label become on the press: process inks, black alone for what is small, one spot ink.

Source of the process inks: `theme/label/inks.yml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from carbonpress.press.common.colour import BLACK, BODY_CONTRAST, NONE, Cmyk, contrast, inked
from carbonpress.press.typeface.outline import number
from carbonpress.source.theme import theme_data

SMALL_MM = 9 * 25.4 / 72
"""Text below 9 pt is printed in black alone: no eye sees plates that are a tenth of a millimetre off in larger type."""

THIN_MM = 0.25
"""Lines below this are printed in black alone, or in the spot ink."""

OVERPRINT, KNOCKOUT = "/Over gs", "/Out gs"
SPOT = "/Spot"


@dataclass(frozen=True, slots=True)
class Spot:
    """A spot ink: its name, and the colour of the screen `#rrggbb` that it is printed for."""

    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class Printing:
    """How a printer prints: output condition, how given colours are to be inked, one spot ink."""

    condition: str = field(default_factory=lambda: str(theme_data("label/conditions.yml")["default"]))
    colours: Mapping[str, Cmyk] = field(default_factory=dict)
    """Inks of colours `#RRGGBB` that the company knows better than we do."""
    spot: Spot | None = None

    def inks(self, colour: str) -> Cmyk:
        """The process inks of a colour: the company's own, those of the theme, or what arithmetic gives."""
        given = self.colours.get(colour.upper())
        return given or process_inks().get(colour.upper()) or inked(colour)

    def guessed(self, colours: set[str]) -> list[str]:
        """The colours among *colours* for whose inks the company has given no value."""
        known = {
            colour.upper() for colour in (*self.colours, *process_inks(), *([self.spot.colour] if self.spot else []))
        }
        return sorted({colour.upper() for colour in colours} - known)


@cache
def process_inks() -> Mapping[str, Cmyk]:
    """Process inks of the theme's colours."""
    rows: Mapping[str, Mapping[str, list[str]]] = theme_data("label/inks.yml")["cmyk"]
    return {colour: Cmyk(*map(float, row["ink"])) for colour, row in rows.items()}


def spot_fault(spot: Spot) -> str:
    """Why one cannot print a whole label in *spot* alone; empty where one can."""
    ratio = contrast(spot.colour)
    if ratio < BODY_CONTRAST:
        return f"{spot.name} ({spot.colour}) has a contrast of {ratio:.2f} to white, less than {BODY_CONTRAST}"
    return ""


@dataclass(frozen=True, slots=True)
class Plates:
    """Turns colours into PDF operators, for a label in `colour` or in one ink (`mono`)."""

    printing: Printing
    ink: str
    scale: float = 1.0

    def fill(self, colour: str, size_mm: float | None = None) -> str:
        """The operators that make *colour* the colour to fill with; *size_mm* is the em of a text."""
        return self._set(colour, size_mm is not None and size_mm * self.scale < SMALL_MM, "k", "cs", "scn")

    def stroke(self, colour: str, width_mm: float) -> str:
        """The operators that make *colour* the colour to draw lines with."""
        return self._set(colour, width_mm * self.scale < THIN_MM, "K", "CS", "SCN")

    def _set(self, colour: str, small: bool, process: str, space: str, tint: str) -> str:
        spot, inks = self.printing.spot, self.printing.inks(colour)
        if spot is not None and self.ink == "mono":
            return f"{KNOCKOUT} {SPOT} {space} {0 if inks == NONE else 1} {tint}"
        if small and inks != NONE:
            inks = BLACK
        elif spot is not None and colour.upper() == spot.colour.upper():
            return f"{KNOCKOUT} {SPOT} {space} 1 {tint}"
        values = " ".join(number(each / 100, 4) for each in inks)
        # black text upon a coloured field: nothing is left white where the plates do not quite meet
        return f"{OVERPRINT if inks == BLACK else KNOCKOUT} {values} {process}"
