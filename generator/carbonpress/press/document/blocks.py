"""What a document is made of, whatever it is written as: headings, paragraphs, tables, figures, in their order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple


class Run(NamedTuple):
    """Text set in one style, perhaps a link: `https:…` leads out, `#id` to a row or heading of the document."""

    text: str
    style: Literal["", "strong", "small", "mark", "code"] = ""
    """`mark` is a small sign of warning."""
    link: str = ""


Line = tuple[Run, ...]
Cell = tuple[Line, ...]
"""Lines below each other."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a chapter."""

    level: int
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `note` stands in a box."""

    runs: Line
    style: Literal["body", "small", "note"] = "body"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Fields:
    """Names and what they stand for, side by side; `wide` where the names are long and what they stand for short."""

    rows: tuple[tuple[str, Cell], ...]
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Boxes:
    """Boxes to tick, each with a word; `told` says in words what is ticked."""

    items: tuple[tuple[bool, str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; its cells stand in the first columns, the first one over as many as `span` says.

    `group` begins a group of rows, `more` continues the row before, `absent` is of
    something that is not counted, `total` ends the table.
    """

    cells: tuple[Cell, ...]
    style: Literal["", "group", "more", "absent", "total"] = ""
    span: int = 1
    tone: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `look` names its columns in `print/tables.yml` of the theme."""

    look: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing: `look` names how `data` is drawn, `told` says in words what it shows."""

    look: Literal["boundary", "bars", "density"]
    caption: str
    told: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Equation:
    """An equation of the standard, by name."""

    name: Literal["footprint", "attenuation"]
    told: str
    number: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The product's picture; its bytes come with the call that writes the document."""

    told: str


Block = Heading | Paragraph | Bullets | Fields | Boxes | Table | Figure | Equation | Picture


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page: the figure never stands there alone.

    `void` when the figure must no longer be used; `notes` say on what it rests where that is less than it should be.
    """

    kind: str
    title: str
    subtitle: str
    warning: str
    fields: tuple[tuple[str, Cell], ...]
    name: str
    figure: str
    unit: str
    per: str
    void: bool
    stages: tuple[tuple[bool, str], ...]
    notes: tuple[str, ...]
    caution: str
    url: str
    scan: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document in one language.

    `header` is left and right of the head of each page; `footer` is cut where page
    number and number of pages go.
    """

    language: str
    title: str
    author: str
    date: tuple[int, int, int]
    keywords: tuple[str, ...]
    cover: Cover
    contents: str
    header: tuple[str, str]
    footer: tuple[str, str, str]
    blocks: tuple[Block, ...]


def line(*parts: Run | str) -> Line:
    """Runs of one line; plain text is a run without a style, nothing is left out."""
    return tuple(part if isinstance(part, Run) else Run(part) for part in parts if part != "")


def cell(*lines: Line | Run | str) -> Cell:
    """Lines of one cell; an empty line is left out."""
    made = (each if isinstance(each, tuple) and not isinstance(each, Run) else line(each) for each in lines)
    return tuple(each for each in made if each)


def small(text: str) -> Run:
    """Small print; empty where the text is."""
    return Run(text, "small")
