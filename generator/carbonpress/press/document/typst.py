"""Typst, which sets all print: one compiler per process, our own fonts alone, data in as JSON, PDF or PNG out."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import typst
from markupsafe import Markup

from carbonpress.press.common.figures import THIN_SPACE
from carbonpress.press.label.failure import TypstAfterFork
from carbonpress.press.typeface.outline import outliner
from carbonpress.press.typeface.typefaces import for_documents
from carbonpress.source.theme import theme_folder

STANDARDS: tuple[typst.PDFStandard, ...] = ("a-2a", "ua-1")
"""PDF/A-2a (kept for ever) and PDF/UA-1 (read aloud); under both, Typst refuses a text without a glyph."""

PICTURE_DPI = 300

NARROW_SPACE = "\u202f"
"""As narrow as a thin space; no line ends at it."""

NARROW_DOT = "\u22c5"

_DOT = re.compile(r"·(?!\u200b)(?![\u3400-\u9fff])(?<![\u3400-\u9fff]·)")
"""Begins with the dot itself, so that it is looked for only where one is."""


class Setter:
    """A compiler over the print templates of the theme, the shipped fonts and *files* of others, for one process."""

    def __init__(self, files: tuple[Path, ...] = ()) -> None:
        """Open the fonts; nothing of the system is looked at."""
        folder = theme_folder()
        self._templates = folder / "print"
        self._copies = _copies(files) if files else None
        own = [self._copies.name] if self._copies else []
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder / "fonts"), *own]
        )
        found = sorted((font.path or "", font.family) for font in fonts.fonts())
        self._families = list(dict.fromkeys(name for path, name in found if own and path.startswith(own[0])))
        self._characters = outliner(others=files).characters
        self._compiler = typst.Compiler(root=str(self._templates), font_paths=fonts, ignore_system_fonts=True)
        self._process = os.getpid()

    def pdf(self, template: str, data: Any) -> bytes:
        """The document that *template* makes of *data*."""
        return self._made(template, data, "pdf")

    def png(self, template: str, data: Any) -> bytes:
        """The one page that *template* makes of *data*, as a picture."""
        return self._made(template, data, "png")

    def _made(self, template: str, data: Any, form: typst.OutputFormat) -> bytes:
        if os.getpid() != self._process:
            # it would wait for ever
            raise TypstAfterFork("print was set before this process forked: fork first, or start workers by `spawn`")
        made = self._compiler.compile(
            str(self._templates / template),
            format=form,
            ppi=PICTURE_DPI,
            sys_inputs={"data": self._written(data), "typefaces": json.dumps(self._families)},
            pdf_standards=list(STANDARDS) if form == "pdf" else [],
        )
        if not isinstance(made, bytes):
            raise TypeError(f"{template} makes {len(made or ())} pages where one is wanted")
        return made

    def _written(self, data: Any) -> str:
        """*data* as JSON, in characters that the fonts have; none is lost in silence."""
        text = as_json(data)
        if not self._characters.are_plain(text):
            text = as_json(each_text(data, self._characters.shown))
        return spaced(text)


def _copies(files: tuple[Path, ...]) -> tempfile.TemporaryDirectory[str]:
    """A folder with *files* in their order, since Typst takes folders, of which it opens every font."""
    made = tempfile.TemporaryDirectory(prefix="carbonpress-fonts-")
    for number, file in enumerate(files):
        shutil.copyfile(file, Path(made.name) / f"{number:03}{file.suffix}")
    return made


@cache
def _setter(files: tuple[Path, ...]) -> Setter:
    return Setter(files)


def setter(files: tuple[Path, ...] = ()) -> Setter:
    """The one setter of this process with *files* of fonts besides the shipped ones, made when first asked for."""
    return _setter(for_documents(files))


def was_asked_for() -> bool:
    """Whether this process has a setter."""
    return _setter.cache_info().currsize > 0


class Drawing(str):
    """A picture as SVG, whose texts are not set."""

    __slots__ = ()


def as_json(data: Any) -> str:
    """*data* as JSON; a dataclass becomes an object, a named tuple a list."""
    return msgspec.json.encode(data, enc_hook=_plain).decode()


def each_text(data: Any, change: Callable[[str], str]) -> Any:
    """*data* as lists and mappings, with every text changed; keys and drawings stay as they are."""
    if isinstance(data, str):
        return data if isinstance(data, Drawing) else change(str.__str__(data))
    if is_dataclass(data) and not isinstance(data, type):
        data = {each.name: getattr(data, each.name) for each in fields(data)}
    if isinstance(data, Mapping):
        return {key: each_text(value, change) for key, value in data.items()}
    return [each_text(value, change) for value in data] if isinstance(data, list | tuple) else data


def spaced(text: str) -> str:
    """*text* with the spaces and dots of print.

    The thin spaces of numbers become such that no line ends at them.  The middle dot of the fonts is as wide as a Han:
    it needs no spaces beside it, and where it joins two units the narrow one takes its place.
    """
    return _DOT.sub(NARROW_DOT, text.replace(THIN_SPACE, NARROW_SPACE).replace(" · ", "·\u200b"))


def _plain(value: Any) -> str:
    if isinstance(value, str):
        return str.__str__(value)
    raise TypeError(f"{value!r} has no place in a document")


def unescaped(words: str) -> str:
    """The text of *words*, whether it came as text or as escaped markup without elements."""
    return words.unescape() if isinstance(words, Markup) else words
