"""The typefaces of print, in the order in which a character is looked for: those that we ship, and a company's own."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import uharfbuzz as hb

from carbonpress.source.theme import theme_folder

CHAIN = (
    "Noto Sans SC",
    "Carbonpress Signs",
    "Carbonpress Letters",
    "Carbonpress Rare Letters",
    "Carbonpress Han",
    "Carbonpress Rare Han",
    "Carbonpress Hangul",
)
"""The shipped families; `print/looks.typ` of the theme names them too."""

_REGULAR, _BOLD = 400, 700


@dataclass(frozen=True, slots=True)
class Family:
    """A typeface: its name, and the files of its regular and its bold weight, which may be the same."""

    name: str
    regular: Path
    bold: Path


@cache
def shipped() -> tuple[Family, ...]:
    """The families of the theme."""
    folder = theme_folder() / "fonts"
    files = {
        name: [folder / f"{name.replace(' ', '')}-{weight}.ttf" for weight in ("Regular", "Bold")] for name in CHAIN
    }
    return tuple(Family(name, *both) for name, both in files.items())


@cache
def families(files: tuple[Path, ...]) -> tuple[Family, ...]:
    """The families in *files*, in the order in which their first files come."""
    named: dict[str, list[Path]] = {}
    for file in files:
        named.setdefault(family_name(file), []).append(file)
    return tuple(Family(name, _nearest(_REGULAR, each), _nearest(_BOLD, each)) for name, each in named.items())


def for_documents(files: Iterable[Path]) -> tuple[Path, ...]:
    """Those of *files* that documents can use besides the shipped ones: a name can be that of one typeface alone."""
    return tuple(file for file in files if family_name(file) not in CHAIN)


@cache
def family_name(file: Path) -> str:
    """What the family of a font file is called."""
    face = opened(file)
    return str(face.get_name(16) or face.get_name(1) or file.stem)


def opened(file: Path) -> Any:
    """The font in *file*, for HarfBuzz."""
    return hb.Face(hb.Blob.from_file_path(str(file)))


def _nearest(weight: int, files: Iterable[Path]) -> Path:
    return min(files, key=lambda file: abs(_weight(file) - weight))


def _weight(file: Path) -> int:
    """From 100 to 900, as table `OS/2` tells (ISO/IEC 14496-22); a file without it is of regular weight."""
    table: bytes = opened(file).reference_table("OS/2").data
    return int(struct.unpack_from(">H", table, 4)[0]) if len(table) >= 6 else _REGULAR
