"""What `mkdocs.yml` may say below `plugins: - carbonpress:`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mkdocs.config import base
from mkdocs.config import config_options as c

from carbonpress.build.workers import names_workers
from carbonpress.folder.content_security import Sources
from carbonpress.folder.policy_sources import EXTENSIBLE, source_fault
from carbonpress.model.language import LANGUAGES
from carbonpress.press.common.outputs import papers as names_of_papers
from carbonpress.press.label.variants import VARIANTS
from carbonpress.site.brand import Colour, LabelPrint, LogoFile, Typeface
from carbonpress.site.public import folder_fault


class Listed(c.ListOfItems[Any]):
    """Some of *choices*, each once, in an order of the author's; at least one where *least* says so."""

    def __init__(self, choices: Sequence[str], default: Sequence[str] | None, least: int = 0) -> None:
        super().__init__(c.Choice(choices), default=None if default is None else list(default))
        self.choices = choices
        self.least = least

    def run_validation(self, value: object) -> list[Any]:
        """The list; refused when an item is missing or stands there twice."""
        given = super().run_validation(value)
        if len(given) < self.least:
            raise base.ValidationError(f"the list is empty; name at least one of {', '.join(self.choices)}")
        if twice := next((item for item in given if given.count(item) > 1), None):
            raise base.ValidationError(f"{twice!r} is named twice")
        return given


class PublicFolders(c.ListOfItems[str]):
    """Folders below the documentation folder, none of which is the whole of it, leaves it or holds data."""

    def __init__(self, default: Sequence[str]) -> None:
        super().__init__(c.Type(str), default=list(default))

    def run_validation(self, value: object) -> list[str]:
        """The folders; refused when one could publish what is private."""
        given = super().run_validation(value)
        for folder in given:
            if said := folder_fault(folder):
                raise base.ValidationError(f"{folder!r} {said}; name a folder below docs_dir, such as 'assets'")
        return given


class Workers(c.Type[Any]):
    """A number of processes, or the address of a scheduler."""

    def __init__(self, default: int) -> None:
        super().__init__((int, str), default=default)

    def run_validation(self, value: object) -> Any:
        """The number or the address; refused when it is neither."""
        given = super().run_validation(value)
        if isinstance(given, bool) or not names_workers(str(given)):
            raise base.ValidationError(f"{given!r} is neither a number of processes nor dask://host:port")
        return given


class Translations(c.DictOfItems[Any]):
    """What is said of the site, by language."""

    def run_validation(self, value: object) -> dict[str, Any]:
        """The translations; refused for a language that no site has."""
        given = super().run_validation(value)
        if strange := [str(language) for language in given if language not in LANGUAGES]:
            raise base.ValidationError(f"no site is in {', '.join(strange)}; languages are {', '.join(LANGUAGES)}")
        return given


class PolicySources(c.DictOfItems[Any]):
    """Sources that a content security policy takes, by directive; none that would take the policy's worth."""

    def __init__(self) -> None:
        super().__init__(c.ListOfItems(c.Type(str)), default={})

    def run_validation(self, value: object) -> dict[str, Any]:
        """The sources; refused where a directive cannot be added to, or a source says more than one place."""
        given = super().run_validation(value)
        for name, sources in given.items():
            if name not in EXTENSIBLE:
                raise base.ValidationError(f"nothing can be added to {name!r}; directives are {', '.join(EXTENSIBLE)}")
            for source in sources:
                if said := source_fault(name, source):
                    raise base.ValidationError(f"{name}: {source!r} {said}")
        return given


class Translation(base.Config):  # type: ignore[no-untyped-call]
    """What `mkdocs.yml` says of the site, in another language than the first."""

    site_name = c.Optional(c.Type(str))
    site_description = c.Optional(c.Type(str))
    copyright = c.Optional(c.Type(str))


class Options(base.Config):  # type: ignore[no-untyped-call]
    """The options of the plugin."""

    data_dir = c.Optional(c.Dir(exists=True))
    """Folder of organisation, products, factors and rules; `docs_dir` when left out."""
    languages = Listed(LANGUAGES, LANGUAGES, least=1)
    """Languages of the site; the first one lives at the root."""
    labels = c.Optional(Listed(VARIANTS, None))
    """Variants of the label besides the main one, `<size>-<language>-<ink>`; when left out the usual ones."""
    label_images = Listed(VARIANTS, ())
    """Variants to press as PNG too, beside `label.png`."""
    interpretation = c.Type(bool, default=True)
    """Whether records tell of uncertainty, sensitivity and scenarios; a catalogue of many thousands may do without."""
    png = c.Type(bool, default=True)
    """Whether labels and codes come as PNG, and the label as PDF; with thousands of declarations most of the time."""
    papers = Listed(names_of_papers(), names_of_papers())
    """Documents for paper: study report as PDF and DOCX, leaflet for the product manual; an empty list for none."""
    brand = c.Optional(Colour())
    """Colour of the header and the labels; when left out a neutral one of ours."""
    logo = c.Optional(LogoFile())
    """The company's logo for the labels, an SVG of filled shapes."""
    typeface = c.SubConfig(Typeface)
    """The company's typeface for the labels."""
    label_print = c.SubConfig(LabelPrint)
    """How labels are printed: output condition, inks of the company's colours, a spot ink."""
    public = PublicFolders(["assets"])
    """Folders of `docs_dir` whose files are published as they are."""
    translations = Translations(c.SubConfig(Translation), default={})
    """Name, description and copyright of the site by language."""
    workers = Workers(1)
    """Processes that press declarations, or `dask://host:port` of a scheduler."""

    content_security_policy = PolicySources()
    """What pages may load beyond what comes from the site itself: sources, by the directive of the policy."""

    @property
    def processes(self) -> str:
        """So many processes check declarations; one where builds go to a cluster."""
        return str(self.workers) if str(self.workers).isdecimal() else "1"

    @property
    def sources(self) -> Sources:
        """What is added to the policy, in an order that the order in the file has no say in."""
        given: dict[str, list[str]] = self.content_security_policy
        return tuple((name, tuple(sorted(given[name]))) for name in sorted(given) if given[name])

    def translated(self, language: str) -> dict[str, Any]:
        """What the translation for *language* sets."""
        given = self.translations.get(language)
        return {key: value for key, value in given.items() if value is not None} if given else {}
