"""What `mkdocs.yml` may say below `plugins: - carbonpress:`."""

from __future__ import annotations

import re
from typing import Any

from mkdocs.config import base
from mkdocs.config import config_options as c

from carbonpress.model.text import LANGUAGES
from carbonpress.press.press import VARIANTS

DARKEST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3: contrast of normal text, here white on the brand colour."""


class Colour(c.Type[str]):
    """A colour `#rrggbb` on which white text is readable."""

    def __init__(self) -> None:
        super().__init__(str)

    def run_validation(self, value: object) -> str:
        """The colour, lower case; refused when white text on it fails WCAG AA."""
        colour = super().run_validation(value).lower()
        if not re.fullmatch(r"#[0-9a-f]{6}", colour):
            raise base.ValidationError(f"{colour!r} is not a colour such as '#0b4f4a'")
        if (contrast := contrast_with_white(colour)) < DARKEST_CONTRAST:
            raise base.ValidationError(f"white text on {colour} has a contrast of {contrast:.2f}, less than 4.5")
        return colour


class Translation(base.Config):  # type: ignore[no-untyped-call]
    """What `mkdocs.yml` says of the site, in another language than the first."""

    site_name = c.Optional(c.Type(str))
    site_description = c.Optional(c.Type(str))
    copyright = c.Optional(c.Type(str))


class Options(base.Config):  # type: ignore[no-untyped-call]
    """The options of the plugin."""

    data_dir = c.Optional(c.Dir(exists=True))
    """Folder of organisation, products, factors and rules; `docs_dir` when left out."""
    languages = c.ListOfItems(c.Choice(LANGUAGES), default=list(LANGUAGES))
    """Languages of the site; the first one lives at the root."""
    labels = c.ListOfItems(c.Choice(VARIANTS), default=[])
    """Variants of the label to press, `<size>-<language>-<ink>`, for every declaration; all that fit when empty."""
    label_images = c.ListOfItems(c.Choice(VARIANTS), default=[])
    """Variants to press as PNG too, beside `label.png`."""
    png = c.Type(bool, default=True)
    """Whether labels and codes come as PNG at all; with thousands of declarations that is most of the time."""
    brand = c.Optional(Colour())
    """Colour of the header and the labels; when left out a neutral one of ours."""
    public = c.ListOfItems(c.Type(str), default=["assets"])
    """Folders of `docs_dir` whose files are published as they are."""
    translations = c.DictOfItems(c.SubConfig(Translation), default={})
    """Name, description and copyright of the site by language."""
    workers = c.Type((int, str), default=1)
    """Processes that press declarations, or `dask://host:port` of a scheduler."""

    def translated(self, language: str) -> dict[str, Any]:
        """What the translation for *language* sets."""
        given = self.translations.get(language)
        return {key: value for key, value in given.items() if value is not None} if given else {}


def contrast_with_white(colour: str) -> float:
    """Contrast ratio of white and `#rrggbb`, WCAG 2.2 "contrast ratio" and "relative luminance"."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in channels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
