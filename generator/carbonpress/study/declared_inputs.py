"""What a declaration's file names before it is decoded: id, pictures, other declarations, and days of studies.

A build asks this of every file that has changed.  Patterns answer for a file that is written in the plain way of the
documentation; every other one is parsed, so that both ways tell what the decoder will find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from carbonpress.source.document import Data, parse

PICTURE = re.compile(r"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]++(?:/[A-Za-z0-9_-]++)*+\.(?:png|jpe?g|webp)\b")
ENDING = re.compile(r"\.(?:png|jpe?g|webp)\b")
DECLARATION = re.compile(r"declaration/([a-z0-9-]+)")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

PLAIN_ID = re.compile(r"id:[ \t]+([a-z0-9-]+)[ \t]*(?:[ \t]#.*)?\r?")
PLAIN_DATE = re.compile(
    r"""(?: *(?:- )?|(?:[^"'#]|"[^"]*"|'[^']*')*[{,] *)date: +([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ ,}\r][^"'#]*)?"""
)
NAMED = re.compile(r"\b(?:id|date)\b")
NOT_PLAIN = re.compile(
    r"\\"  # an escape in a quoted text
    r"|(?:-[ \t]+|^[ \t]*)[|>]"  # a block of text that begins elsewhere than behind its key
    r"|\r(?!\n)|[\x85\u2028\u2029]",  # line ends that patterns do not know
    re.MULTILINE,
)
OPEN_QUOTE = re.compile(r"""^(?:[^"'\n]++|(?<=[A-Za-z])'|"[^"\n]*+"|'[^'\n]*+')*+["']""", re.MULTILINE)
"""A line that leaves a quotation open, or looks as if it did."""

HEADER = re.compile(r":[ \t]+[|>]")
BLOCK = re.compile(r"^( *)[^\n]*:[ \t]+[|>][^\n]*\n((?:\1 [^\n]*\n?|[ \t\r]*\n)*)", re.MULTILINE)
"""A block of text, whose lines may look like keys, and all that is indented more than the line it begins on."""


class Inputs(NamedTuple):
    """What the file names: at least what its declaration uses, where it is sound; `day` is the latest, or empty."""

    id: str = ""
    pictures: tuple[str, ...] = ()
    refers: tuple[str, ...] = ()
    day: str = ""


def declared_inputs(raw: bytes, name: str) -> Inputs:
    """The inputs that the file *name* with the content *raw* names; none where it cannot be read."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return Inputs()
    if (plain := _plain(text)) is None:
        return _parsed(raw, name)
    # looking for whole names takes a hundred times longer than for their endings
    pictures = PICTURE.findall(text) if ENDING.search(text) else []
    return Inputs(plain[0], _once(pictures), _once(DECLARATION.findall(text)), plain[1])


def _plain(text: str) -> tuple[str, str] | None:
    """Id and latest day where every mention of an id or a date is a plain key with a plain value; else None."""
    named = [line for line in text.split("\n") if ("id" in line or "date" in line) and NAMED.search(line)]
    ids = [found[1] for line in named if (found := PLAIN_ID.fullmatch(line))]
    days = [found[1] for line in named if (found := PLAIN_DATE.fullmatch(line))]
    mentions = sum(len(NAMED.findall(line)) for line in named)
    if len(ids) != 1 or mentions != 1 + len(days) or NOT_PLAIN.search(text) or OPEN_QUOTE.search(text):
        return None
    if HEADER.search(text) and any(NAMED.search(block[2]) for block in BLOCK.finditer(text)):
        return None
    return ids[0], max(days, default="")


def _parsed(raw: bytes, name: str) -> Inputs:
    document, _ = parse(raw, name)
    if document is None:
        return Inputs()
    data = document.data
    texts = list(_texts(data))
    id_ = data.get("id") if isinstance(data, dict) else None
    return Inputs(
        id_.strip() if isinstance(id_, str) else "",
        _once([found for text in texts for found in PICTURE.findall(text)]),
        _once([found for text in texts for found in DECLARATION.findall(text)]),
        max(_days(data), default=""),
    )


def _texts(data: Data) -> Iterator[str]:
    """Every text of *data*, but the keys."""
    if isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _texts(value)
    elif data is not None:
        yield data


def _days(data: Data) -> Iterator[str]:
    """The value of every key `date` that is a day."""
    if isinstance(data, dict):
        day = data.get("date")
        if isinstance(day, str) and DAY.fullmatch(day.strip()):
            yield day.strip()
    if isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _days(value)


def _once(found: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))
