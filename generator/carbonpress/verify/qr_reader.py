"""Does a QR code, as it was drawn, lead where it should?

Two ways, independent of each other: the symbol is cut out of the picture, cell by cell, and compared with those that
the address can give; and, where it is installed, another reader (zxing) reads it as a phone does.  The first knows only
a code alone on white; the second also reads labels.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from typing import Any

import qrcode
import resvg_py
from PIL import Image
from qrcode.exceptions import DataOverflowError

from carbonpress.source.picture import BROKEN

MASKS = range(8)
SMALLEST, LARGEST = 21, 177
"""Cells on a side of the versions 1 and 40, ISO/IEC 18004."""

FINDER = 7
"""Cells on a side of the pattern in three corners of a symbol."""

DARK = 128
DOTS_PER_INCH = 406.4
"""16 dots in a millimetre: five for the smallest module that is printed."""

BLUR = 2
"""Pixels by which a symbol that was drawn between pixels may miss being square."""

MOST_PIXELS = 50_000_000

Rows = tuple[bytes, ...]


def cells(png: bytes) -> Rows | None:
    """The symbol in a picture that shows nothing else, as rows of cells (1 is dark); None when there is none."""
    grey = _on_white(png)
    if grey is None:
        return None
    dark = grey.point(lambda value: 255 if value < DARK else 0)
    box = dark.getbbox()
    if box is None:
        return None
    left, top, right, bottom = box
    run = next((x for x in range(left, right) if not dark.getpixel((x, top))), right) - left
    # A version has 17 + 4 * version cells on a side; the finder alone tells them to a cell or so.
    count = 17 + 4 * round(((right - left) * FINDER / run - 17) / 4) if run else 0
    if abs((right - left) - (bottom - top)) > BLUR or not SMALLEST <= count <= LARGEST:
        return None
    across = [left + int((index + 0.5) * (right - left) / count) for index in range(count)]
    down = [top + int((index + 0.5) * (bottom - top) / count) for index in range(count)]
    return tuple(bytes(bool(dark.getpixel((x, y))) for x in across) for y in down)


def drawn(svg: bytes) -> bytes | None:
    """A picture of the drawing *svg*, large enough that every cell has some pixels; None when it is no drawing."""
    try:
        return bytes(resvg_py.svg_to_bytes(svg_string=svg.decode(), dpi=DOTS_PER_INCH, skip_system_fonts=True))
    except (ValueError, UnicodeDecodeError):
        return None


def leads_to(symbol: Rows, url: str) -> bool:
    """Whether *symbol* is a code of *url*, at whatever level and with whatever mask."""
    return any(symbol == candidate for candidate in _candidates(url, len(symbol)))


def _candidates(url: str, size: int) -> Iterator[Rows]:
    version, remainder = divmod(size - 17, 4)
    if remainder:
        return
    levels = (qrcode.constants.ERROR_CORRECT_Q, qrcode.constants.ERROR_CORRECT_M)
    for level in (*levels, qrcode.constants.ERROR_CORRECT_H, qrcode.constants.ERROR_CORRECT_L):
        for mask in MASKS:
            code = qrcode.QRCode(version=version, error_correction=level, border=0, mask_pattern=mask)
            code.add_data(url.encode(), optimize=0)
            try:
                code.make(fit=False)
            except (DataOverflowError, ValueError):
                break
            yield tuple(bytes(map(bool, row)) for row in code.modules)


def texts(png: bytes) -> list[str] | None:
    """What another reader reads in a picture, nothing in what is none; None where the reader is not installed."""
    reader, grey = _reader(), _on_white(png)
    if reader is None:
        return None
    return [] if grey is None else [str(code.text) for code in reader.read_barcodes(grey)]


def _on_white(png: bytes) -> Image.Image | None:
    """The picture in shades of grey on white paper, None when it is none or too large."""
    try:
        image = Image.open(io.BytesIO(png), formats=("PNG",))
        if image.width * image.height > MOST_PIXELS:
            return None
        ink = image.convert("RGBA")
    except (*BROKEN, Image.DecompressionBombError):
        return None
    return Image.alpha_composite(Image.new("RGBA", ink.size, "white"), ink).convert("L")


@cache
def _reader() -> Any:
    try:
        import zxingcpp
    except ImportError:
        return None
    return zxingcpp
