"""Units that rules files of a company add to the shipped table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from carbonpress.model.decode import decode
from carbonpress.model.hint import near_miss
from carbonpress.model.quantity import Unit, Units
from carbonpress.model.rules import LONGEST_SYMBOL, UNIT_SYMBOL, OwnUnit
from carbonpress.model.unit_words import writings
from carbonpress.source.document import Document
from carbonpress.source.finding import Finding

KEY = "own_units"
COUNT = "count"
"""Dimension of a unit that counts; all of them have the size of a piece."""


def with_own_units(shipped: Units, documents: Sequence[Document], findings: list[Finding]) -> Units:
    """The shipped units and those that the rules files *documents* add; what is wrong with one goes into *findings*.

    Read before everything else in these files, since amounts in them may use the
    units already.  What a single entry lacks, or is called, is found when its file is decoded.
    """
    units = dict(shipped)
    for document in documents:
        given = document.data.get(KEY) if isinstance(document.data, dict) else None
        for symbol in given if isinstance(given, dict) else ():
            own, _ = decode(OwnUnit, document, shipped, (KEY, symbol))
            if own is None or len(symbol) > LONGEST_SYMBOL or not re.fullmatch(UNIT_SYMBOL, symbol):
                continue
            unit = _unit(symbol, own, shipped)
            what, expected, mend = _wrong(symbol, own, unit, shipped, units)
            if what:
                line, column = document.place((KEY, symbol), key=True)
                findings.append(Finding(document.name, line, column, "unit-definition", what, expected, mend))
            elif unit is not None:
                units[symbol] = unit
    return units


def _unit(symbol: str, own: OwnUnit, shipped: Units) -> Unit | None:
    if own.of is None or own.size is None:
        return Unit(symbol, COUNT, shipped["piece"].size)
    of = shipped.get(own.of)
    return Unit(symbol, of.dimension, of.size * own.size) if of else None


def _wrong(symbol: str, own: OwnUnit, unit: Unit | None, shipped: Units, units: Units) -> tuple[str, str, str]:
    """What is wrong with a unit, what is expected and how to mend it; three empty strings where nothing is."""
    if unit is None:
        known = ", ".join(shipped)
        return f"unknown unit {own.of!r}", f"one of {known}", near_miss(own.of or "", shipped)
    if symbol in shipped:
        return f"{symbol!r} is a unit of the shipped table", "a symbol of your own", "take it out; it is known already"
    written = writings().get(symbol)
    meant = shipped.get(written.of) if written else None
    if written and meant and (unit.dimension, unit.size) != (meant.dimension, meant.size * written.size):
        what = f"{symbol!r} would mean something else than everywhere: {written.size} {meant}"
        return what, "a symbol of your own", "choose another symbol"
    if symbol in units and units[symbol] != unit:
        what = f"another rules file makes the unit {symbol!r} another amount"
        return what, "each unit once, or the same in all files", "choose another symbol"
    return "", "", ""
