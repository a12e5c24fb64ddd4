"""Typst, which sets all print: one compiler per process, our own fonts alone, data in as JSON, PDF or PNG out."""

from __future__ import annotations

import os
import re
from functools import cache
from typing import Any

import msgspec
import typst
from markupsafe import Markup

from carbonpress.press.figures import THIN_SPACE
from carbonpress.press.outline import SUBSTITUTE, missing_characters
from carbonpress.press.theme import theme_folder

STANDARDS: tuple[typst.PDFStandard, ...] = ("a-2a", "ua-1")
"""PDF/A-2a (kept for ever) and PDF/UA-1 (read aloud); under both, Typst refuses a text without a glyph."""

PICTURE_DPI = 300

NARROW_SPACE = "\u202f"
"""As narrow as a thin space; no line ends at it."""

NARROW_DOT = "\u22c5"

_DOT = re.compile(r"·(?!\u200b)(?![\u3400-\u9fff])(?<![\u3400-\u9fff]·)")
"""Begins with the dot itself, so that it is looked for only where one is."""


class TypstAfterFork(RuntimeError):
    """A process set print, then forked, and its child wants to set print too: the threads of Typst stayed behind."""


class Setter:
    """A compiler over the print templates of the theme and the two shipped fonts, for one process."""

    def __init__(self) -> None:
        """Open the fonts; nothing of the system is looked at."""
        folder = theme_folder()
        self._templates = folder / "print"
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder / "fonts")]
        )
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
            sys_inputs={"data": printable(as_json(data))},
            pdf_standards=list(STANDARDS) if form == "pdf" else [],
        )
        if not isinstance(made, bytes):
            raise TypeError(f"{template} makes {len(made or ())} pages where one is wanted")
        return made


@cache
def setter() -> Setter:
    """The one setter of this process, made when it is first asked for."""
    return Setter()


def as_json(data: Any) -> str:
    """*data* as JSON; a dataclass becomes an object, a named tuple a list."""
    return msgspec.json.encode(data, enc_hook=_plain).decode()


def printable(text: str) -> str:
    """*text* with a visible mark in place of each character that the fonts lack; none is lost in silence.

    The thin spaces of numbers become such that no line ends at them.  The middle dot of the fonts is as wide as a Han:
    it needs no spaces beside it, and where it joins two units the narrow one takes its place.
    """
    for character in missing_characters("".join(sorted(set(text)))):
        text = text.replace(character, SUBSTITUTE)
    return _DOT.sub(NARROW_DOT, text.replace(THIN_SPACE, NARROW_SPACE).replace(" · ", "·\u200b"))


def _plain(value: Any) -> str:
    if isinstance(value, str):
        return str.__str__(value)
    raise TypeError(f"{value!r} has no place in a document")


def unescaped(words: str) -> str:
    """The text of *words*, whether it came as text or as escaped markup without elements."""
    return words.unescape() if isinstance(words, Markup) else words
