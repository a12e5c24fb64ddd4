"""From what `mkdocs.yml` says of brand and print to what the press needs."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.config import base
from mkdocs.config import config_options as c

from carbonpress.press.common.colour import BODY_CONTRAST, Cmyk, contrast
from carbonpress.press.label.ink import Printing, Spot, spot_fault
from carbonpress.press.label.label import Brand
from carbonpress.press.label.logo import LogoError, logo
from carbonpress.press.typeface.face import fault
from carbonpress.press.typeface.outline import MOST_OTHERS
from carbonpress.press.typeface.typefaces import CHAIN, families, family_name

HEX_DIGITS = frozenset("0123456789abcdef")


class Colour(c.Type[str]):
    """A colour `#rrggbb` on which white text is readable."""

    def __init__(self) -> None:
        super().__init__(str)

    def run_validation(self, value: object) -> str:
        """The colour, lower case; refused when white text on it fails WCAG AA."""
        colour = _colour(super().run_validation(value))
        if (ratio := contrast(colour)) < BODY_CONTRAST:
            raise base.ValidationError(
                f"white text on {colour} has a contrast of {ratio:.2f}, less than {BODY_CONTRAST}"
            )
        return colour


class LogoFile(c.File):
    """An SVG of filled shapes that a label can carry."""

    def __init__(self) -> None:
        super().__init__(exists=True)

    def run_validation(self, value: object) -> str:
        """The path; refused when a label could not draw what is in the file."""
        path = super().run_validation(value)
        try:
            logo(Path(path).read_bytes())
        except LogoError as error:
            raise base.ValidationError(f"{value}: {error}") from error
        return path


class FontFile(c.File):
    """A font file from which text can be set."""

    def __init__(self) -> None:
        super().__init__(exists=True)

    def run_validation(self, value: object) -> str:
        """The path; refused when the file is no font, or has no letters."""
        path = super().run_validation(value)
        if said := fault(Path(path)):
            raise base.ValidationError(f"{value} {said}")
        return path


class FurtherFontFile(c.File):
    """A font file for what the other typefaces lack, so that it needs no letters."""

    def __init__(self) -> None:
        super().__init__(exists=True)

    def run_validation(self, value: object) -> str:
        """The path; refused when the file is no font, or its family has the name of a shipped one."""
        path = super().run_validation(value)
        if said := fault(Path(path), needs_letters=False):
            raise base.ValidationError(f"{value} {said}")
        if (name := family_name(Path(path))) in CHAIN:
            raise base.ValidationError(
                f"{value} is of the family {name}, which carbonpress has in an edition of its own"
            )
        return path


class Inks(base.BaseConfigOption[Mapping[str, Cmyk]]):
    """Colours `#rrggbb` and how they are inked: `[cyan, magenta, yellow, black]` in per cent."""

    def __init__(self) -> None:
        super().__init__()
        self.default = {}

    def run_validation(self, value: object) -> Mapping[str, Cmyk]:
        """The inks by colour in capitals."""
        if not isinstance(value, dict):
            raise base.ValidationError("expected colours and their inks, such as '#0b4f4a': [100, 50, 70, 35]")
        return {_colour(colour).upper(): _inks(inks) for colour, inks in value.items()}


class SpotInk(base.Config):  # type: ignore[no-untyped-call]
    """A spot ink."""

    name = c.Optional(c.Type(str))
    """What the ink is called at the printer's, such as `PANTONE 3435 C`."""
    colour = c.Optional(c.Type(str))
    """The colour that it is printed for; the brand colour as a rule."""

    def validate(self) -> tuple[base.ConfigErrors, base.ConfigWarnings]:
        """Name and colour, and whether text and code can be read in this ink alone."""
        errors, warnings = super().validate()
        if errors or (self.name is None and self.colour is None):
            return errors, warnings
        if self.name is None or self.colour is None:
            return [("spot", base.ValidationError("a spot ink has a name and a colour"))], warnings
        try:
            self.colour = _colour(self.colour)
        except base.ValidationError as error:
            return [("colour", error)], warnings
        if said := spot_fault(Spot(self.name, self.colour)):
            return [("colour", base.ValidationError(said))], warnings
        return errors, warnings


class Typeface(base.Config):  # type: ignore[no-untyped-call]
    """Two weights of a typeface; what they lack, Chinese for instance, is set in those we ship, and then in others."""

    regular = c.Optional(FontFile())
    bold = c.Optional(FontFile())
    others = c.ListOfItems(FurtherFontFile(), default=[])
    """Font files for characters that no other typeface has, on labels and in documents."""

    def validate(self) -> tuple[base.ConfigErrors, base.ConfigWarnings]:
        """The files, and whether they are of too many families."""
        errors, warnings = super().validate()
        if not errors and len(families(tuple(map(Path, self.others)))) > MOST_OTHERS:
            errors = [("others", base.ValidationError(f"these files are of more than {MOST_OTHERS} families"))]
        return errors, warnings


class LabelPrint(base.Config):  # type: ignore[no-untyped-call]
    """How labels are printed."""

    condition = c.Optional(c.Type(str))
    """Output condition, such as `FOGRA39`; FOGRA39 when left out."""
    inks = Inks()
    """How the company's colours are inked."""
    spot = c.SubConfig(SpotInk)
    """One spot ink."""


def brand_of(options: Any) -> Brand:
    """The brand of the labels: colour, typeface and logo of the plugin's options."""
    typeface = options.typeface
    regular, bold = (Path(each) if each else None for each in (typeface.regular, typeface.bold))
    others = tuple(map(Path, typeface.others))
    mark = logo(Path(options.logo).read_bytes()) if options.logo else None
    fonts = " ".join(hashlib.sha256(file.read_bytes()).hexdigest() for file in (regular, bold, *others) if file)
    return Brand(options.brand, regular, bold, mark, fonts, others)


def printing_of(options: Any, condition: str | None = None) -> Printing:
    """How labels are printed, from the plugin's options; *condition* comes first where it is given."""
    given = options.label_print
    spot = Spot(given.spot.name, given.spot.colour) if given.spot.name else None
    named = condition or given.condition
    return Printing(named, given.inks, spot) if named else Printing(colours=given.inks, spot=spot)


def _colour(value: object) -> str:
    text = str(value).lower()
    if len(text) != 7 or text[0] != "#" or not set(text[1:]) <= HEX_DIGITS:
        raise base.ValidationError(f"{value!r} is not a colour such as '#0b4f4a'")
    return text


def _inks(value: object) -> Cmyk:
    numbers = value if isinstance(value, list) else []
    sound = [
        each for each in numbers if isinstance(each, int | float) and not isinstance(each, bool) and 0 <= each <= 100
    ]
    if len(numbers) != 4 or len(sound) != 4:
        raise base.ValidationError(
            f"{value!r} is not cyan, magenta, yellow and black in per cent, such as [100, 50, 70, 35]"
        )
    return Cmyk(*map(float, sound))
