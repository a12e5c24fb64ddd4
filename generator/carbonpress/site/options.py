"""What `mkdocs.yml` may say below `plugins: - carbonpress:`."""

from __future__ import annotations

from typing import Any

from mkdocs.config import base
from mkdocs.config import config_options as c

from carbonpress.model.language import LANGUAGES
from carbonpress.press.papers import PAPERS
from carbonpress.press.press import VARIANTS
from carbonpress.site.brand import Colour, LabelPrint, LogoFile, Typeface


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
    labels = c.Optional(c.ListOfItems(c.Choice(VARIANTS)))
    """Variants of the label besides the main one, `<size>-<language>-<ink>`; when left out the usual ones."""
    label_images = c.ListOfItems(c.Choice(VARIANTS), default=[])
    """Variants to press as PNG too, beside `label.png`."""
    interpretation = c.Type(bool, default=True)
    """Whether records tell of uncertainty, sensitivity and scenarios; a catalogue of many thousands may do without."""
    png = c.Type(bool, default=True)
    """Whether labels and codes come as PNG, and the label as PDF; with thousands of declarations most of the time."""
    papers = c.ListOfItems(c.Choice(PAPERS), default=list(PAPERS))
    """Documents for paper: study report as PDF and DOCX, leaflet for the product manual; an empty list for none."""
    brand = c.Optional(Colour())
    """Colour of the header and the labels; when left out a neutral one of ours."""
    logo = c.Optional(LogoFile())
    """The company's logo for the labels, an SVG of filled shapes."""
    typeface = c.SubConfig(Typeface)
    """The company's typeface for the labels."""
    label_print = c.SubConfig(LabelPrint)
    """How labels are printed: output condition, inks of the company's colours, a spot ink."""
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
