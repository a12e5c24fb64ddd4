"""The QR code: read by a reader that did not make it."""

import io
from xml.etree import ElementTree

import pytest
import qrcode
import resvg_py
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from carbonpress.press.label.qr import (
    FLOOR_MM,
    QUIET,
    QrTooSmall,
    Symbol,
    fit_module,
    fitted,
    qr_png,
    qr_svg,
    symbol,
)

URL = "https://pcf.example.com/p/gyta53-24b1/v1/"
URLS = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=60).map(
    lambda name: f"https://pcf.example.com/p/{name}/v1/"
)


def decoded(png: bytes) -> list[str]:
    """What another reader finds in a picture."""
    return [found.text for found in zxingcpp.read_barcodes(Image.open(io.BytesIO(png)))]


def penalty(rows: list[list[int]]) -> int:
    """The penalty of the standard, cell by cell: the slow way, to check the fast one by."""
    size, points = len(rows), 0
    for lines in (rows, [list(column) for column in zip(*rows, strict=True)]):
        for line in lines:
            runs = "".join(map(str, line)).replace("01", "0 1").replace("10", "1 0").split()
            points += sum(len(run) - 2 for run in runs if len(run) >= 5)
            padded = "0000" + "".join(map(str, line)) + "0000"
            for at in range(4, 4 + size - 6):
                if padded[at : at + 7] == "1011101" and "0000" in (padded[at - 4 : at], padded[at + 7 : at + 11]):
                    points += 40
    for y in range(size - 1):
        for x in range(size - 1):
            points += 3 * (rows[y][x] == rows[y][x + 1] == rows[y + 1][x] == rows[y + 1][x + 1])
    share = 100 * sum(map(sum, rows)) / size**2
    return points + 10 * int(abs(share - 50) / 5)


def with_mask(url: str, level: int, mask: int) -> list[list[int]]:
    """The library's own symbol with that mask."""
    code = qrcode.QRCode(error_correction=level, border=0, mask_pattern=mask)
    code.add_data(url.encode(), optimize=0)
    code.make(fit=True)
    return [[int(bool(cell)) for cell in row] for row in code.modules]


def filled(made: Symbol) -> list[list[int]]:
    """The cells inside the path of a symbol, told by counting the edges left of each cell's middle."""
    edges: set[tuple[int, int]] = set()
    for polygon in made.path.split("z")[:-1]:
        steps = polygon[1:].replace("h", " h").replace("v", " v").split()
        x, y = int(steps[0]), int(steps[1])
        first = (x, y)
        corners = [first]
        for step in steps[2:]:
            x, y = (x + int(step[1:]), y) if step[0] == "h" else (x, y + int(step[1:]))
            corners.append((x, y))
        for (x1, y1), (x2, y2) in zip(corners, [*corners[1:], first], strict=True):
            if x1 == x2:
                edges ^= {(x1, row) for row in range(min(y1, y2), max(y1, y2))}
    size = made.modules
    return [[sum((edge, y) in edges for edge in range(x + 1)) % 2 for x in range(size)] for y in range(size)]


@pytest.mark.parametrize("level", ["Q", "M"])
@settings(max_examples=12, deadline=None)
@given(url=URLS)
def test_the_mask_is_the_best_of_the_standard(level: str, url: str) -> None:
    """No other mask has a lower penalty, and the cells are those of the library with that mask."""
    made = symbol(url, level)
    all_masks = [with_mask(url, {"M": 0, "Q": 3}[level], mask) for mask in range(8)]
    penalties = [penalty(rows) for rows in all_masks]
    assert min(penalties) == penalties[made.mask]
    assert all_masks[made.mask] == [list(row) for row in made.rows]


@settings(max_examples=12, deadline=None)
@given(url=URLS)
def test_the_path_encloses_the_dark_cells(url: str) -> None:
    """Filled even-odd, the one path covers the dark cells and nothing else."""
    made = symbol(url)
    assert [list(row) for row in made.rows] == filled(made)


@settings(max_examples=25, deadline=None)
@given(url=URLS)
def test_the_png_is_read(url: str) -> None:
    """Another reader finds the address in the PNG."""
    assert [url] == decoded(qr_png(url))


@pytest.mark.parametrize(
    "url", [URL, "https://a.cn/", "https://pcf.example.com/en/01/06901234567892?x=%E5%85%89", "https://例.cn/光缆/"]
)
def test_the_svg_is_read(url: str) -> None:
    """Another reader finds the address in the SVG once it is drawn."""
    png = bytes(resvg_py.svg_to_bytes(svg_string=qr_svg(url).decode(), dpi=254))
    assert [url] == decoded(png)


def test_the_png_prints_in_true_size() -> None:
    """A module is a whole number of pixels and the resolution stands in the file."""
    image = Image.open(io.BytesIO(qr_png(URL, px_per_mm=12, module_mm=0.5)))
    cells = symbol(URL).modules + 2 * QUIET
    assert (cells * 6, cells * 6) == image.size
    assert (12.0, 12.0) == tuple(round(each / 25.4, 3) for each in image.info["dpi"])


def test_the_svg_is_one_path_on_white_in_millimetres() -> None:
    """The SVG is a white square, one black path, and its true size."""
    root = ElementTree.fromstring(qr_svg(URL))
    assert ["rect", "path"] == [child.tag.split("}")[1] for child in root]
    assert ("20.828mm", "0 0 41 41") == (root.get("width"), root.get("viewBox"))


def test_the_quiet_zone_is_four_modules() -> None:
    """Four modules on each side are light."""
    image = Image.open(io.BytesIO(qr_png(URL, px_per_mm=2, module_mm=0.5))).convert("L")
    side = image.size[0]
    box = image.point(lambda value: 255 - value).getbbox()
    assert (QUIET, QUIET, side - QUIET, side - QUIET) == box


def test_modules_are_whole_printer_dots() -> None:
    """A module is a whole number of dots, as many as the room allows with the quiet zone."""
    for resolution in (300, 600):
        module = fit_module(33, 17.0, resolution)
        dots = module * resolution / 25.4
        assert dots == pytest.approx(round(dots), abs=1e-9)
        assert 41 * module <= 17.0 < 41 * (module + 25.4 / resolution)


def test_error_correction_q_where_it_fits_else_m() -> None:
    """Q at 0.40 mm or more, M where that makes modules larger."""
    made = [fitted(f"https://pcf.example.com/p/{'a' * length}/v1/", 17.5)[0] for length in (15, 25, 45)]
    assert [("Q", 4), ("M", 4), ("M", 5)] == [(each.level, each.version) for each in made]


def test_too_small_is_an_error_that_says_so() -> None:
    """Below 0.33 mm there is no code but an error that names address, room and size."""
    with pytest.raises(QrTooSmall, match=r"would have modules of 0\.\d+ mm in 17 mm; the least is 0\.33 mm") as caught:
        fitted("https://pcf.example.com/p/" + "a" * 90 + "/", 17)
    assert caught.value.module_mm < FLOOR_MM


def test_the_same_address_gives_the_same_bytes() -> None:
    """Nothing but the address is in the file."""
    first = qr_png(URL), qr_svg(URL)
    symbol.cache_clear()
    assert first == (qr_png(URL), qr_svg(URL))


def test_ten_per_cent_of_damage_is_survived() -> None:
    """A white patch over a tenth of the symbol leaves it readable at level Q."""
    image = Image.open(io.BytesIO(qr_png(URL, px_per_mm=10, module_mm=0.5))).convert("L")
    side = image.size[0]
    patch = round((0.1 * (side * 33 / 41) ** 2) ** 0.5)
    image.paste(255, (side // 2 - patch // 2, side // 2 - patch // 2, side // 2 + patch // 2, side // 2 + patch // 2))
    assert [URL] == [found.text for found in zxingcpp.read_barcodes(image)]
