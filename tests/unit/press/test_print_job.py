"""Print jobs: the files of an order, the list of them, and what is told of their codes."""

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest

from carbonpress.press.common.colour import Cmyk, contrast, inked
from carbonpress.press.label.ink import Printing, Spot
from carbonpress.press.label.label import Brand, LabelDoesNotFit, Print, compose_label
from carbonpress.press.label.print_manifest import COLUMNS
from carbonpress.press.label.qr_report import code_report
from carbonpress.press.label.sheet import papers
from carbonpress.press.print_job import FORMATS, Job, Order, guessed_colours, job_files

RECORD = Path(__file__).parents[2] / "golden" / "labels" / "record.json"


def record(id_: str = "gyta53-24b1") -> Any:
    """A declaration of that id."""
    made = json.loads(RECORD.read_text(encoding="utf-8"))
    return {**made, "id": id_, "url": f"https://pcf.example.com/p/{id_}/v1/", "address": f"p/{id_}/v1/"}


def listed(files: dict[str, bytes]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files["manifest.csv"].decode("utf-8-sig"), newline="")))


def test_a_job_has_each_label_in_each_format_and_sheets_of_each_variant() -> None:
    """Two declarations, two variants, three formats and A4 sheets: twelve files, two sheets, one list."""
    variants = ("mini-zh-mono", "strip-zh-en-colour")
    job = Job("p", variants, FORMATS, papers()["A4"])
    files = job_files([Order(record(), 3), Order(record("gyts-96b1"), 2)], job)
    names = {
        f"{id_}-v1-{variant}.{form}" for id_ in ("gyta53-24b1", "gyts-96b1") for variant in variants for form in FORMATS
    }
    sheets = {f"sheets-{variant}-a4.pdf" for variant in variants}
    assert names | sheets | {"manifest.csv"} == files.keys()
    kinds = {"pdf": b"%PDF-1.4", "svg": b"<svg ", "png": b"\x89PNG"}
    assert all(files[name].startswith(kinds[name[-3:]]) for name in names | sheets)


def test_the_list_names_every_file_with_its_digest() -> None:
    """Each file but the list has its line; sizes and modules are those of the print."""
    files = job_files(
        [Order(record(), 3)], Job("p", ("compact-zh-en-mono",), ("pdf",), papers()["A4"], printed=Print(1.5))
    )
    rows = listed(files)
    assert files.keys() - {"manifest.csv"} == {row["file"] for row in rows}
    assert all(hashlib.sha256(files[row["file"]]).hexdigest() == row["sha256"] for row in rows)
    single, sheet = rows
    assert list(COLUMNS) == list(single)
    assert ("gyta53-24b1", "1", "compact", "120", "82.5", "zh-en", "mono", "FOGRA39", "3") == tuple(
        single[key]
        for key in ("id", "version", "size", "width_mm", "height_mm", "language", "ink", "condition", "copies")
    )
    assert ("https://pcf.example.com/p/gyta53-24b1/v1/", "0.635") == (single["url"], single["module_mm"])
    assert ("", "3", "1") == (sheet["id"], sheet["copies"], sheet["sheets"])


def test_the_list_begins_no_formula() -> None:
    """What a spreadsheet would run is made text."""
    rows = job_files([Order(record(), 1)], Job("p", ("mini-zh-mono",), printing=Printing("=1+1")))["manifest.csv"]
    assert b",'=1+1," in rows


def test_a_label_that_does_not_fit_ends_the_job() -> None:
    """No folder with holes: the error says which text it is."""
    long = record()
    long["product"]["name"]["zh"] = "光" * 200
    with pytest.raises(LabelDoesNotFit):
        job_files([Order(record(), 1), Order(long, 1)], Job("p", ("mini-zh-mono",)))


def test_colours_that_nobody_gave_inks_for_are_told() -> None:
    """A brand colour without inks is told for coloured labels; for black ones it does not matter."""
    brand = Brand("#1b5e9b")
    orders = [Order(record(), 1)]
    assert ["#1B5E9B"] == guessed_colours(orders, Job("p", ("mini-zh-colour",), brand=brand))
    assert [] == guessed_colours(orders, Job("p", ("mini-zh-mono",), brand=brand))
    known = Printing(colours={"#1B5E9B": Cmyk(95, 55, 5, 10)})
    assert [] == guessed_colours(orders, Job("p", ("mini-zh-colour",), brand=brand, printing=known))


def test_the_report_on_a_code_tells_what_is_printed() -> None:
    """Symbol, module, dots, quiet zone and contrast."""
    told = code_report(compose_label(record(), printed=Print(dots_per_inch=300)))
    assert (4, "Q", 33, 5, 300) == (told.symbol_version, told.level, told.modules, told.dots, told.dots_per_inch)
    assert 5 * 25.4 / 300 == pytest.approx(told.module_mm)
    assert (4 * told.module_mm, 33 * told.module_mm) == pytest.approx((told.quiet_mm, told.side_mm))
    assert 21 == pytest.approx(told.contrast)
    assert [] == told.faults


def test_the_report_names_what_makes_a_code_hard_to_read() -> None:
    """A long address, a pale ink."""
    long = {**record(), "url": f"https://pcf.example.com/p/{'a' * 34}/v1/"}
    told = code_report(compose_label(long, "mini", "zh", "mono"), Spot("Pale", "#f2b84b"))
    assert ["module below 0.4 mm", "error correction M: Q does not fit", "contrast below 3.5"] == told.faults


RATIOS = [
    ("#000000", "#ffffff", 21),
    ("#ffffff", "#000000", 21),
    ("#777777", "#ffffff", 4.478),
    ("#767676", "#ffffff", 4.542),
    ("#b3261e", "#b3261e", 1),
]


@pytest.mark.parametrize(("one", "other", "ratio"), RATIOS)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    """Known ratios, whichever of the two is the ground."""
    assert ratio == pytest.approx(contrast(one, other), abs=0.005)


PLAIN_INKS = [
    ("#000000", (0, 0, 0, 100)),
    ("#ffffff", (0, 0, 0, 0)),
    ("#ff0000", (0, 100, 100, 0)),
    ("#808080", (0, 0, 0, 50)),
]


@pytest.mark.parametrize(("colour", "inks"), PLAIN_INKS)
def test_colours_are_inked_by_arithmetic(colour: str, inks: tuple[int, ...]) -> None:
    """Pure colours take pure inks, greys take black alone."""
    assert inks == inked(colour)
