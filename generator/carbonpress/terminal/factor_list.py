"""Emission factors as a terminal and other programs read them: name, figure, place, source."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from carbonpress.lca.measure import kilograms
from carbonpress.lca.precision import exact_sum, in_decimal128
from carbonpress.model.factor import CO2E, EmissionFactor, GwpSet
from carbonpress.press.common.spreadsheet import BOM, safe_cell
from carbonpress.press.common.terms import reference
from carbonpress.record.number import as_given, number
from carbonpress.record.subject import source
from carbonpress.source.theme import theme_data
from carbonpress.terminal.columns import padded, width

COLUMNS = ("factor", "name", "category", "kg_co2e", "per", "gwp", "kind", "data", "geography", "year", "illustrative")

WIDEST = 44
"""Columns of a terminal that names take at most beside the figures; longer ones push their own figure to the right."""


@in_decimal128
def co2e(factor: EmissionFactor, gwp: GwpSet) -> Decimal | None:
    """kg CO2e per unit of the activity, gases characterised by *gwp*; None where the set lacks one of them."""
    masses = factor.masses()
    if any(gas != CO2E and gas not in gwp.values for _, gas, _ in masses):
        return None
    parts = (kilograms(mass) * (1 if gas == CO2E else gwp.values[gas].value) for _, gas, mass in masses)
    return exact_sum(parts) / factor.per.value


def as_text(
    factors: Sequence[EmissionFactor], gwp: GwpSet, editions: Mapping[str, Sequence[int]], language: str
) -> str:
    """Two lines for each factor: how a declaration names it and what it says; what it is and where it comes from."""
    words: Mapping[str, str] = theme_data(f"terminal/{language}.yml")["factors"]
    columns = min(WIDEST, max((width(factor.name_at_edition) for factor in factors), default=0))
    lines = []
    for factor in factors:
        amount = co2e(factor, gwp)
        figure = words["unresolved"] if amount is None else number(amount)
        unit = words["figure"].format(figure=figure, unit=factor.per.unit.symbol)
        place = words["place"].format(place=factor.geography, year=factor.year)
        marks = [words[mark] for mark, is_so in _marks(factor) if is_so]
        older = [str(edition) for edition in editions.get(factor.id, ()) if edition != factor.edition]
        marks += [words["older"].format(editions=words["comma"].join(older))] if older else []
        lines.append("  ".join([padded(factor.name_at_edition, columns), unit, place, *marks]))
        lines.append(f"    {factor.name.in_(language)}{words['stop']}{reference(source(factor.source), language)}")
    ending = {0: "none", 1: "one"}.get(len(factors), "count")
    return "\n".join([*lines, words[ending].format(count=len(factors), gwp=gwp.id)]) + "\n"


def _marks(factor: EmissionFactor) -> tuple[tuple[str, bool], ...]:
    return ("combustion", factor.kind == "combustion"), ("illustrative", factor.illustrative)


def as_data(factor: EmissionFactor, gwp: GwpSet) -> dict[str, Any]:
    """A factor for other programs; numbers are decimal strings.

    `gwp` is None where the source characterised the gases itself, by whichever set.
    """
    amount = co2e(factor, gwp)
    return {
        "factor": factor.name_at_edition,
        "name": factor.name.by_language(),
        "category": factor.category,
        "kg_co2e": None if amount is None else number(amount),
        "per": factor.per.unit.symbol,
        "gwp": None if factor.gases is None else gwp.id,
        "masses": [
            {"origin": origin, "gas": gas, "value": as_given(mass.value), "unit": mass.unit.symbol}
            for origin, gas, mass in factor.masses()
        ],
        "masses_per": {"value": as_given(factor.per.value), "unit": factor.per.unit.symbol},
        "kind": factor.kind,
        "data": factor.data,
        "geography": factor.geography,
        "year": factor.year,
        "illustrative": factor.illustrative,
        "source": source(factor.source),
    }


def as_json(factors: Sequence[EmissionFactor], gwp: GwpSet) -> str:
    """All of them as a list."""
    return json.dumps([as_data(factor, gwp) for factor in factors], ensure_ascii=False, indent=2) + "\n"


def as_csv(factors: Sequence[EmissionFactor], gwp: GwpSet, language: str) -> str:
    """A row for each, for spreadsheets; texts in *language*."""
    out = io.StringIO(newline="")
    out.write(BOM)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*COLUMNS, "source"])
    for factor in factors:
        row = as_data(factor, gwp) | {"name": factor.name.in_(language)}
        cells = ["" if row[column] is None else str(row[column]) for column in COLUMNS]
        writer.writerow(map(safe_cell, (*cells, reference(source(factor.source), language))))
    return out.getvalue()
