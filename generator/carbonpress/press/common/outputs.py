"""The registry of outputs: which files a site may have, and what pages, servers and documentation say of each.

Its rows stand in `theme/outputs.yml`.  A new export is its maker, in a file of its own, and a row there: the build
makes it, declaration pages offer it, linked data names it, web servers know its type.  A maker is imported when its
output is made, so that naming an output loads neither Typst nor a library for DOCX.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from importlib import import_module
from inspect import Parameter, signature
from pathlib import Path
from typing import Any, Literal, TypedDict

import msgspec

from carbonpress.press.common.page import Site
from carbonpress.record.shape import Record
from carbonpress.source.theme import theme_data

Scope = Literal["version", "product", "site"]


class Output(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of the registry; `theme/outputs.yml` says what each field means."""

    file: str
    scope: Scope
    type: str
    about: str
    each: Literal["language", ""] = ""
    when: tuple[str, ...] = ()
    promised: bool = False
    maker: str = ""
    link: str | dict[str, str] = ""
    format: str = ""
    linked: tuple[str, ...] = ()

    @property
    def is_page(self) -> bool:
        """Whether a browser shows it as a page of the site; a link to it leaves `index.html` out."""
        return self.type == "text/html"

    @property
    def is_pattern(self) -> bool:
        """Whether there may be several such files, or one of a name that is not known beforehand."""
        return "{" in self.file

    def address(self, folder: str, site: Site, language: str) -> str:
        """Path of the file in the site; *folder* is that of its version or product, empty for the site's root."""
        return site.address(folder + self.file, language) if self.each else folder + self.file


class Given(TypedDict):
    """What a maker may ask for, by the names of its parameters; all of it follows from one version and the site.

    `picture` is the product's as documents show it, `typefaces` are font files for
    what the shipped ones lack.
    """

    record: Record
    url: str
    site: Site
    language: str
    picture: bytes | None
    typefaces: tuple[Path, ...]


@cache
def outputs() -> tuple[Output, ...]:
    """All rows of the registry in its order, which is that of lists of downloads."""
    return tuple(msgspec.convert(theme_data("outputs.yml"), list[Output], strict=False))


def of_version() -> Iterator[Output]:
    """The rows of files that lie below the address of a version."""
    return (output for output in outputs() if output.scope == "version")


def papers() -> tuple[str, ...]:
    """Names of the documents for paper, which the option `papers` chooses."""
    return tuple(output.file for output in of_version() if "papers" in output.when)


def is_there(output: Output, record: Record, site: Site, unfulfilled: Collection[str] = ()) -> bool:
    """Whether *output* exists for *record*: its conditions hold, and none of them is among the *unfulfilled*."""
    return all(_holds(name, output, record, site) and name not in unfulfilled for name in output.when)


def is_linked(output: Output, record: Record, site: Site, unfulfilled: Collection[str] = ()) -> bool:
    """Whether lists of downloads offer *output*: it has words for its link, exists, and its further conditions hold."""
    return (
        bool(output.link)
        and is_there(output, record, site, unfulfilled)
        and all(_holds(name, output, record, site) for name in output.linked)
    )


def _holds(condition: str, output: Output, record: Record, site: Site) -> bool:
    """Whether *condition* holds for *output*; those that the maker of the file decides do."""
    match condition:
        case "activities":
            return bool(record["activities"])
        case "gtin":
            return record["product"]["gtin"] is not None
        case "papers":
            return output.file in site.papers
        case "png":
            return site.png
    return True


def made(output: Output, given: Given) -> bytes:
    """The content of *output* as its maker makes it; text is written as UTF-8."""
    module, _, name = output.maker.partition(":")
    make = getattr(import_module(f"carbonpress.{module}"), name)
    content: str | bytes = make(**_asked_for(make, given))
    return content.encode() if isinstance(content, str) else content


def given_of(
    record: Record, site: Site, language: str, picture: bytes | None = None, typefaces: tuple[Path, ...] = ()
) -> Given:
    """What makers of outputs of *record* in *language* may ask for."""
    return {
        "record": record,
        "url": record["url"],
        "site": site,
        "language": language,
        "picture": picture,
        "typefaces": typefaces,
    }


def _asked_for(make: Callable[..., Any], given: Given) -> Mapping[str, object]:
    """Those of *given* that a parameter of *make* names; all for a maker that takes any."""
    parameters = signature(make).parameters
    takes_any = any(each.kind is Parameter.VAR_KEYWORD for each in parameters.values())
    return {name: value for name, value in given.items() if takes_any or name in parameters}


def pattern_of(file: str) -> re.Pattern[str]:
    """What names of files *file* is the pattern of.

    >>> bool(pattern_of("01/{gtin}/index.html").fullmatch("01/06141410002417/index.html"))
    True
    """
    parts = re.split(r"\{[^{}]*\}", file)
    return re.compile(".*".join(map(re.escape, parts)))


def is_promised(name: str) -> bool:
    """Whether the file *name* below the address of a version never vanishes once the version is published.

    >>> is_promised("label.svg"), is_promised("01/06141410002417/index.html"), is_promised("label.png")
    (True, True, False)
    """
    return any(pattern.fullmatch(name) for pattern in _promised())


@cache
def _promised() -> tuple[re.Pattern[str], ...]:
    return tuple(pattern_of(output.file) for output in of_version() if output.promised)


def always_there() -> tuple[str, ...]:
    """Names of the files that every published version has and keeps, in the first language at least."""
    return tuple(output.file for output in of_version() if output.promised and not output.is_pattern)


@cache
def media_types() -> Mapping[str, tuple[str, ...]]:
    """Ends of file names, without the dot, by their media type, for what a site of ours holds."""
    found: dict[str, set[str]] = {}
    for output in outputs():
        end = output.file.rpartition(".")[2] if "." in output.file.lstrip(".") else ""
        if end and "*" not in output.type and "/" not in end and "{" not in end:
            found.setdefault(output.type, set()).add(end)
    return {kind: tuple(sorted(found[kind])) for kind in sorted(found)}
