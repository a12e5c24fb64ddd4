"""Cells for spreadsheet programs: read as UTF-8, and never run as a formula."""

from __future__ import annotations

import re

BOM = "\ufeff"
"""Without it, spreadsheet programs take UTF-8 for something else."""

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")
_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SUSPECT = frozenset((" ", *_BEGINS_FORMULA))


def safe_cell(cell: str) -> str:
    """*cell* so that no spreadsheet runs it: an apostrophe before what begins like a formula and is no number.

    >>> safe_cell("=1+1"), safe_cell("-12.5")
    ("'=1+1", '-12.5')
    """
    if cell[:1] not in _SUSPECT:
        return cell
    begins = cell.lstrip(" ").startswith(_BEGINS_FORMULA)
    return f"'{cell}" if begins and not _NUMBER.fullmatch(cell) else cell
