"""What other programs read: JSON, CSV, linked data."""

from __future__ import annotations

import csv
import io
import json

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonpress.press.common.shown import completed
from carbonpress.press.common.spreadsheet import BOM, safe_cell
from carbonpress.press.pages.data_files import INVENTORY_COLUMNS, declaration_json, inventory_csv
from carbonpress.record.schema import record_schema
from carbonpress.record.shape import Record


def rows(text: str) -> list[dict[str, str]]:
    """The lines of the inventory as a spreadsheet reads them."""
    return list(csv.DictReader(io.StringIO(text.removeprefix(BOM), newline="")))


def test_the_sample_is_a_record(record: Record) -> None:
    """What these tests press has the shape that the pipeline makes."""
    whole = completed({**record, "interpretation": None})
    jsonschema.validate(json.loads(declaration_json(whole)), record_schema("https://pcf.example.com/"))


def test_json_is_the_record_with_sorted_keys(record: Record) -> None:
    """Reading the file gives the record; the order of keys in memory does not show."""
    text = declaration_json(record)
    assert record == json.loads(text)
    assert text == declaration_json(dict(reversed(record.items())))  # type: ignore[arg-type]
    assert text.endswith(b"}\n")
    assert "光缆".encode() in text


def test_the_inventory_has_a_line_per_term(record: Record) -> None:
    """Seven public lines with eight terms, and the confidential ones in one per stage."""
    found = rows(inventory_csv(record))
    assert 8 + 1 == len(found)
    assert set(INVENTORY_COLUMNS) == set(found[0])
    assert ["2", "2"] == [row["number"] for row in found if row["name_en"] == "Wooden drum"]
    hidden = found[-1]
    assert ("confidential", "600", "") == (hidden["kind"], hidden["result_kg_co2e"], hidden["amount"])


def test_the_inventory_sums_to_the_total(record: Record) -> None:
    """Nothing is missing from the table: its results add up to the footprint."""
    from decimal import Decimal

    found = sum(Decimal(row["result_kg_co2e"]) for row in rows(inventory_csv(record)))
    assert Decimal(record["total"]["value"]) == found


def test_spreadsheets_read_it_as_utf_8(record: Record) -> None:
    """Byte order mark first, line ends of RFC 4180."""
    text = inventory_csv(record)
    assert text.startswith("\ufeffnumber,")
    assert text.count("\r\n") == text.count("\n")


@pytest.mark.parametrize("cell", ["=1+1", "+x", "-x", "@SUM(A1)", "\tx", "\r=x", " =1", '=HYPERLINK("http://x")'])
def test_no_cell_is_a_formula(cell: str) -> None:
    """What begins like a formula begins with an apostrophe instead."""
    assert f"'{cell}" == safe_cell(cell)


@pytest.mark.parametrize("cell", ["-12.5", "+3", "0", "1e-7", "-1.5E10", "光缆", "a=b", "", "2026-01-01"])
def test_numbers_and_plain_text_stay_as_they_are(cell: str) -> None:
    """A negative number is a number."""
    assert cell == safe_cell(cell)


@given(st.text(max_size=30))
def test_whatever_is_written_no_cell_runs(name: str) -> None:
    """No cell that is not a number begins with what starts a formula."""
    made = safe_cell(name)
    if made[:1] in {"=", "@", "\t", "\r"}:
        raise AssertionError(made)
    if made[:1] in {"+", "-"}:
        float(made)


def test_hostile_names_do_not_break_the_table(record: Record) -> None:
    """Quotes, commas and line breaks stay inside their cell."""
    record["activities"][0]["name"] = {"en": '=cmd|"/c x"!A1,\r\n"', "zh": "光"}
    assert '\'=cmd|"/c x"!A1,\r\n"' == rows(inventory_csv(record))[0]["name_en"]
