"""What a terminal shows: places of findings, and columns of text with wide characters."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from carbonpress.source.finding import Finding

ASK = "what a name in brackets means: carbonpress finding NAME"
"""Said below findings on a terminal."""


def located(findings: Iterable[Finding], folder: Path) -> list[Finding]:
    """*findings* with their files named from the working folder, as a terminal or an editor opens them."""
    prefix = Path(os.path.relpath(folder))
    return [replace(finding, file=(prefix / finding.file).as_posix()) for finding in findings]


def width(text: str) -> int:
    """How many columns of a terminal *text* takes: two for wide characters, none for combining ones.

    >>> width("\u5149\u7f06 km")
    7

    Source: Unicode Standard Annex #11, East Asian Width.
    """
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def padded(text: str, columns: int, right: bool = False) -> str:
    """*text* filled with spaces to *columns*, set to the right where asked."""
    gap = " " * max(0, columns - width(text))
    return gap + text if right else text + gap


def table(rows: Sequence[Sequence[str]], right: Iterable[int] = (), indent: str = "  ", gap: str = "  ") -> list[str]:
    """*rows* as aligned lines; the columns whose numbers are in *right* are set to the right."""
    if not rows:
        return []
    columns = [max(width(row[place]) for row in rows) for place in range(len(rows[0]))]
    rightward = frozenset(right)
    lines = []
    for row in rows:
        cells = (padded(cell, columns[place], place in rightward) for place, cell in enumerate(row))
        lines.append((indent + gap.join(cells)).rstrip())
    return lines
