"""Sheets of labels: how many fit, where they lie, and that they can be cut and read."""

import io
import json
import re
from datetime import date
from itertools import combinations
from pathlib import Path

import pypdf
import pypdfium2
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from carbonpress.press.label.label import Composed, compose_label
from carbonpress.press.label.sheet import Grid, SheetTooSmall, grid, label_sheets, papers, sheet_count

RECORD = json.loads((Path(__file__).parents[3] / "golden" / "labels" / "record.json").read_text(encoding="utf-8"))
DAY = date(2026, 3, 1)
POINT = 25.4 / 72


def label(id_: str, size: str = "mini") -> Composed:
    """The label of a declaration of that id."""
    return compose_label({**RECORD, "id": id_, "url": f"https://pcf.example.com/p/{id_}/v1/"}, size, "zh")


def boxes(laid: Grid) -> list[tuple[float, float, float, float]]:
    """Left, lower, right and upper edges of all places."""
    corners = [laid.corner(place) for place in range(laid.places)]
    return [(x, y, x + laid.width, y + laid.height) for x, y in corners]


@pytest.mark.parametrize(
    ("paper", "width", "height", "places"),
    [
        ("A4", 60, 90, 9),
        ("A4", 80, 55, 9),
        ("A4", 150, 32, 7),
        ("A4", 60, 36, 21),
        ("A3", 60, 90, 18),
        ("A3", 60, 44, 32),
    ],
)
def test_as_many_as_go_onto_the_paper(paper: str, width: float, height: float, places: int) -> None:
    """The counts were worked out by hand: margins of 8 mm, 4 mm between labels, the better of upright and across."""
    assert places == grid(papers()[paper], width, height).places


@given(st.sampled_from(["A4", "A3"]), st.floats(10, 190), st.floats(10, 190))
def test_labels_lie_inside_the_margins_and_apart(paper: str, width: float, height: float) -> None:
    """No label leaves the margins, none comes closer to another than the gap, and the whole stands in the middle."""
    laid = grid(papers()[paper], width, height)
    sheet, found = laid.paper, boxes(laid)
    assert laid.places == len(found) > 0
    for left, low, right, high in found:
        assert sheet.margin - 1e-6 <= min(left, low)
        assert right <= sheet.width - sheet.margin + 1e-6 and high <= sheet.height - sheet.margin + 1e-6
    for one, other in combinations(found, 2):
        apart = max(one[0] - other[2], other[0] - one[2], one[1] - other[3], other[1] - one[3])
        assert sheet.gap - 1e-6 <= apart
    assert min(box[0] for box in found) == pytest.approx(sheet.width - max(box[2] for box in found))
    assert min(box[1] for box in found) == pytest.approx(sheet.height - max(box[3] for box in found))


def test_a_label_larger_than_the_paper_is_refused() -> None:
    """The error names label, paper and margin."""
    with pytest.raises(SheetTooSmall, match=r"a label of 300 × 32 mm does not fit on A4 with margins of 8 mm"):
        grid(papers()["A4"], 300, 32)


def test_each_label_is_there_as_often_as_wanted() -> None:
    """Five of one and twenty of another take two sheets of 21, and each code is read as often as ordered."""
    orders = [(label("gyta53-24b1"), 5), (label("gyts-96b1"), 20)]
    assert (2, 21) == sheet_count(orders, papers()["A4"])
    pdf = label_sheets(orders, papers()["A4"], DAY, "A job")
    pages = pypdfium2.PdfDocument(pdf)
    read = [
        found.text
        for page in pages
        for found in zxingcpp.read_barcodes(page.render(scale=300 / 72).to_pil().convert("L"))
    ]
    assert {"https://pcf.example.com/p/gyta53-24b1/v1/": 5, "https://pcf.example.com/p/gyts-96b1/v1/": 20} == {
        url: read.count(url) for url in read
    }


def test_a_label_is_drawn_once_in_the_file() -> None:
    """A hundred labels of one declaration on three sheets make a file hardly larger than one of them."""
    one = len(label_sheets([(label("x"), 1)], papers()["A3"], DAY, "job"))
    hundred = len(label_sheets([(label("x"), 100)], papers()["A3"], DAY, "job"))
    assert hundred < 1.5 * one


@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_the_page_is_the_paper(paper: str) -> None:
    """All boxes are those of the paper, upright or across."""
    page = pypdf.PdfReader(io.BytesIO(label_sheets([(label("x"), 3)], papers()[paper], DAY, "job")), strict=True).pages[
        0
    ]
    size = papers()[paper]
    for name in ("/MediaBox", "/TrimBox", "/BleedBox"):
        edges = sorted(round(float(edge) * POINT, 3) for edge in page[name][2:])
        assert sorted((size.width, size.height)) == edges


def test_cut_marks_point_at_the_edges_of_every_row_and_column() -> None:
    """Each cut has a mark at both ends, in the margin, on all plates."""
    laid = grid(papers()["A4"], 60, 36)
    reader = pypdf.PdfReader(io.BytesIO(label_sheets([(label("x"), 1)], papers()["A4"], DAY, "job")))
    content = reader.pages[0]["/Contents"].get_data().decode().partition("/Marks CS 1 SCN")[2]
    lines = {tuple(map(float, line)) for line in re.findall(r"([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l S", content)}
    across = {round(x, 3) for box in boxes(laid) for x in (box[0], box[2])}
    down = {round(y, 3) for box in boxes(laid) for y in (box[1], box[3])}
    assert across == {round(x1, 3) for x1, _, x2, _ in lines if x1 == x2}
    assert down == {round(y1, 3) for _, y1, _, y2 in lines if y1 == y2}
    assert 2 * (len(across) + len(down)) == len(lines)
    sheet = laid.paper
    for x1, y1, x2, y2 in lines:
        outside = [
            not (laid.left <= x <= sheet.width - laid.left and laid.bottom <= y <= sheet.height - laid.bottom)
            for x, y in ((x1, y1), (x2, y2))
        ]
        assert all(outside)
        assert 0 <= min(x1, x2, y1, y2) and max(x1, x2) <= sheet.width and max(y1, y2) <= sheet.height


def test_sheets_hold_labels_of_one_size() -> None:
    """Labels of two sizes, or none at all, are refused."""
    with pytest.raises(ValueError, match="one size"):
        label_sheets([(label("x"), 1), (label("x", "compact"), 1)], papers()["A4"], DAY, "job")
    with pytest.raises(ValueError, match="no label"):
        label_sheets([(label("x"), 0)], papers()["A4"], DAY, "job")


def test_the_same_order_gives_the_same_bytes() -> None:
    """Sheets hold no clock."""
    first, second = (label_sheets([(label("x"), 3)], papers()["A4"], DAY, "job") for _ in range(2))
    assert first == second
