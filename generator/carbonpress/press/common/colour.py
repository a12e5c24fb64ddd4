"""Colours of screen and press: contrast, and how much of each ink a colour takes."""

from __future__ import annotations

from typing import NamedTuple

BODY_CONTRAST = 4.5
"""Least contrast of text: WCAG 2.2, 1.4.3."""

CODE_CONTRAST = 3.5
"""Least contrast of a code and its ground; below it scanners in shops fail first, phones soon after."""


class Cmyk(NamedTuple):
    """Cyan, magenta, yellow and black in per cent."""

    cyan: float
    magenta: float
    yellow: float
    black: float


NONE = Cmyk(0, 0, 0, 0)
BLACK = Cmyk(0, 0, 0, 100)


def contrast(colour: str, ground: str = "#ffffff") -> float:
    """Contrast ratio of two colours `#rrggbb`, 1 to 21: WCAG 2.2, "contrast ratio".

    >>> round(contrast("#0b4f4a"), 2), contrast("#000000")
    (9.41, 21.0)
    """
    dark, light = sorted((_luminance(colour), _luminance(ground)))
    return (light + 0.05) / (dark + 0.05)


def inked(colour: str) -> Cmyk:
    """`#rrggbb` in inks as plain arithmetic has it, black taking the place of the grey share; rounded to per cent.

    No printing condition is known to it: what is printed looks duller than the
    screen.  It is used if the company has not said how a colour is to be printed.

    >>> inked("#0b4f4a")
    Cmyk(cyan=86, magenta=0, yellow=6, black=69)
    """
    red, green, blue = _channels(colour)
    white = max(red, green, blue)
    if not white:
        return BLACK
    cyan, magenta, yellow = (round(100 * (white - each) / white) for each in (red, green, blue))
    return Cmyk(cyan, magenta, yellow, round(100 * (1 - white)))


def _luminance(colour: str) -> float:
    """WCAG 2.2, "relative luminance"."""
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue
