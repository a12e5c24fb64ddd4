"""A record as other programs read it: JSON, and a table for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import msgspec

from carbonpress.model.language import LANGUAGES
from carbonpress.press.common.spreadsheet import BOM, safe_cell
from carbonpress.press.common.terms import wording
from carbonpress.record.inventory_shape import Activity
from carbonpress.record.shape import Record

INVENTORY_COLUMNS = (
    "number",
    "stage",
    "kind",
    *(f"{part}_{language}" for part in ("name", "component", "process") for language in LANGUAGES),
    "specification",
    "amount",
    "unit",
    "factor",
    "origin",
    "gas",
    "emission_factor_kg_per_unit",
    "gwp",
    "result_kg_co2e",
    "data",
    "source",
    "year",
    "geography",
)

_ENCODER = msgspec.json.Encoder(order="sorted")


def declaration_json(record: Record) -> bytes:
    """The record as JSON: keys sorted, UTF-8 text, a line for each part, a line break at the end.

    Equal records make equal bytes.
    """
    parts = (b'"%s":%s' % (key.encode(), _ENCODER.encode(value)) for key, value in sorted(record.items()))
    return b"{\n" + b",\n".join(parts) + b"\n}\n"


def inventory_csv(record: Record) -> str:
    """Table 1 of the report, one line per term of formula (1), for spreadsheets.

    UTF-8 with byte order mark, RFC 4180 line ends.  A cell that a spreadsheet
    would take for a formula begins with an apostrophe; numbers never do.
    Confidential lines stand in one line per stage.
    """
    out = io.StringIO(newline="")
    out.write(BOM)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(INVENTORY_COLUMNS)
    for activity in record["activities"]:
        writer.writerows(_rows(activity))
    for aggregate in record["confidential"]:
        row = dict.fromkeys(INVENTORY_COLUMNS, "")
        row |= {"stage": aggregate["stage"], "kind": "confidential", "result_kg_co2e": aggregate["result"]}
        row |= {f"name_{language}": _confidential(aggregate["count"], language) for language in LANGUAGES}
        writer.writerow([safe_cell(cell) for cell in row.values()])
    return out.getvalue()


def _rows(activity: Activity) -> Iterator[list[str]]:
    """A row of safe cells for each term of an activity; what all of them say is looked at once."""
    texts = [activity["name"], activity["component"] or {}, activity["process"] or {}]
    head = [str(activity["number"]), activity["stage"], activity["kind"]]
    head += [text.get(language, "") for text in texts for language in LANGUAGES]
    head += [activity["specification"] or "", activity["amount"], activity["unit"], activity["factor"] or ""]
    year = activity["year"]
    tail = [activity["data"], activity["source"] or "", "" if year is None else str(year), activity["geography"] or ""]
    head, tail = [safe_cell(cell) for cell in head], [safe_cell(cell) for cell in tail]
    for term in activity["terms"]:
        own = (term["origin"], term["gas"], term["factor"], term["gwp"], term["result"])
        yield [*head, *map(safe_cell, own), *tail]


def _confidential(count: int, language: str) -> str:
    return wording(language)["inventory.confidential"].format(count=count)
