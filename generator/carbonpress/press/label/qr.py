"""The QR code: smallest symbol, best mask, one gap-free path, modules of whole printer dots.

The `qrcode` library makes the symbol; here its mask is chosen and its outline is traced.  A symbol is kept as one
integer: cells in rows of `stride` bits with four light cells on either side, so that the penalty rules of the standard
are a handful of shifts over the whole symbol at once.

Source: ISO/IEC 18004:2015, 7.8.3 (masks); error correction Q where it fits at a good module size, else M, never L.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import compress
from typing import Literal

import qrcode
from PIL import Image
from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.util import QRData

QUIET = 4
"""Light modules on each side of a symbol."""

WANTED_MM = 0.40
"""Module size that any phone reads; below it M takes the place of Q where that makes modules larger."""

FLOOR_MM = 0.33
"""The smallest module that is printed."""

PAD = 4
"""Light cells on either side of a row of a packed symbol."""

Cells = tuple[int, int]
"""Rows, and columns, of the cells as one integer each, the first cell in the highest bits."""

_BITS = bytes(49) + b"\1" + bytes(206)
"""Turns the digits of a binary number into bytes 0 and 1."""

_LEVELS = {"Q": ERROR_CORRECT_Q, "M": ERROR_CORRECT_M}


class QrTooSmall(ValueError):
    """The address is too long for the room: its modules would be smaller than 0.33 mm."""

    def __init__(self, url: str, room_mm: float, module_mm: float) -> None:
        """Say which address needs what in how much room."""
        super().__init__(
            f"the QR code of {url} would have modules of {module_mm:.3f} mm in {room_mm:g} mm; "
            f"the least is {FLOOR_MM} mm: shorten the address or choose a larger label"
        )
        self.url, self.room_mm, self.module_mm = url, room_mm, module_mm


@dataclass(frozen=True, slots=True)
class Symbol:
    """A QR symbol without its quiet zone: rows of cells, 1 is dark."""

    url: str
    level: str
    version: int
    mask: int
    rows: tuple[bytes, ...]
    path: str
    """Its outline in modules; to be filled even-odd."""

    @property
    def modules(self) -> int:
        """Modules on a side."""
        return len(self.rows)


@lru_cache(maxsize=256)
def symbol(url: str, level: str = "Q") -> Symbol:
    """The symbol of *url* at error correction *level* (`Q` or `M`) with the mask of least penalty.

    >>> symbol("https://pcf.example.com/p/gyta53-24b1/v1/").version
    4
    """
    data = QRData(url.encode())
    version = _version(data.mode, len(data), level)
    code = qrcode.QRCode(version=version, error_correction=_LEVELS[level], border=0, mask_pattern=0)
    code.add_data(data)
    code.make(fit=False)
    first, size = _packed(code.modules), code.modules_count
    deltas = _mask_deltas(code.version, level)
    masked = [(first[0] ^ across, first[1] ^ down) for across, down in deltas]
    mask = min(range(8), key=lambda index: _penalty(masked[index], size))
    chosen = masked[mask]
    rows = _unpacked(chosen[0], size)
    return Symbol(url, level, code.version, mask, rows, _path(chosen, size))


def fitted(url: str, room_mm: float, dots_per_inch: int = 600) -> tuple[Symbol, float]:
    """The symbol of *url* and its module size in mm, the largest whole number of printer dots that fits the room.

    *room_mm* holds symbol and quiet zone.  Error correction is Q if its modules
    come out at 0.40 mm or as large as those of M, else M.

    Raises
    ------
    QrTooSmall
        When the modules would be smaller than 0.33 mm.
    """
    made = symbol(url)
    module = fit_module(made.modules, room_mm, dots_per_inch)
    if module < WANTED_MM:
        weaker = symbol(url, "M")
        larger = fit_module(weaker.modules, room_mm, dots_per_inch)
        if larger > module:
            made, module = weaker, larger
    if module < FLOOR_MM:
        raise QrTooSmall(url, room_mm, module)
    return made, module


def fit_module(modules: int, room_mm: float, dots_per_inch: int = 600) -> float:
    """Largest module in mm that is a whole number of printer dots and lets symbol and quiet zone into the room.

    >>> round(fit_module(33, 16.5), 4)
    0.381
    """
    dot = 25.4 / dots_per_inch
    return int(room_mm / (modules + 2 * QUIET) / dot + 1e-9) * dot


def qr_svg(url: str, module_mm: float = 0.508) -> bytes:
    """The QR code of *url* as an SVG in millimetres with its quiet zone, black on white.

    The module of 0.508 mm is 6 dots at 300 dpi and 12 at 600 dpi.
    """
    made = symbol(url)
    cells = made.modules + 2 * QUIET
    side = f"{cells * module_mm:.3f}".rstrip("0").rstrip(".")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}mm" height="{side}mm" viewBox="0 0 {cells} {cells}">'
        f'<rect width="{cells}" height="{cells}" fill="#fff"/>'
        f'<path transform="translate({QUIET} {QUIET})" fill="#000" fill-rule="evenodd" d="{made.path}"/></svg>\n'
    ).encode()


def qr_png(url: str, px_per_mm: int = 12, module_mm: float = 0.5) -> bytes:
    """The QR code of *url* as a PNG with its quiet zone and its resolution; a module is a whole number of pixels."""
    made = symbol(url)
    pixels = max(1, round(module_mm * px_per_mm))
    side = b"\0" * QUIET
    blank = b"\0" * (made.modules + 2 * QUIET)
    rows = [blank] * QUIET + [side + row + side for row in made.rows] + [blank] * QUIET
    cells = b"".join(rows).translate(bytes([255]) + b"\0" * 255)
    image = Image.frombytes("L", (len(rows), len(rows)), cells).convert("1", dither=Image.Dither.NONE)
    target = io.BytesIO()
    large = image.resize((len(rows) * pixels, len(rows) * pixels), Image.Resampling.NEAREST)
    large.save(target, "PNG", dpi=(px_per_mm * 25.4, px_per_mm * 25.4))
    return target.getvalue()


@cache
def _version(mode: Literal[1, 2, 4], length: int, level: str) -> int:
    """The smallest version for so many characters in a mode; the library would write all data to find it."""
    code = qrcode.QRCode(error_correction=_LEVELS[level])
    code.add_data(QRData(b"0" * length, mode=mode))
    return code.best_fit()


@cache
def _mask_deltas(version: int, level: str) -> tuple[tuple[int, int], ...]:
    """What turns a symbol with mask 0 into one with each of the eight masks: bits to flip, by rows and by columns.

    Format bits included.  The difference does not depend on the data, so the
    library's own symbols of any text give it.
    """
    made = []
    for mask in range(8):
        code = qrcode.QRCode(version=version, error_correction=_LEVELS[level], border=0, mask_pattern=mask)
        code.add_data(b"0", optimize=0)
        code.make(fit=False)
        made.append(_packed(code.modules))
    across, down = made[0]
    return tuple((rows ^ across, columns ^ down) for rows, columns in made)


def _packed(modules: list[list[bool | None]]) -> Cells:
    """Rows, and columns, of the cells as one integer each, the first cell in the highest bits."""
    rows = [bytes(map(bool, row)) for row in modules]
    columns = [bytes(column) for column in zip(*rows, strict=True)]
    return _joined(rows), _joined(columns)


def _joined(lines: list[bytes]) -> int:
    """Lines of cells as one integer, each with light cells on either side."""
    side = bytes(PAD)
    as_digits = b"01" + bytes(254)
    return int(b"".join(side + line + side for line in lines).translate(as_digits), 2)


def _unpacked(cells: int, size: int) -> tuple[bytes, ...]:
    """The rows of cells in a packed integer."""
    stride = size + 2 * PAD
    digits = f"{cells:0{stride * size}b}".encode().translate(_BITS)
    return tuple(digits[row * stride + PAD : row * stride + PAD + size] for row in range(size))


@cache
def _places(size: int, width: int, height: int) -> int:
    """Bits of the cells at which a window of *width* x *height* cells may have its last cell."""
    row = ((1 << (size - width + 1)) - 1) << PAD
    stride = size + 2 * PAD
    return sum(row << (stride * index) for index in range(size - height + 1))


def _penalty(cells: tuple[int, int], size: int) -> int:
    """Penalty of a symbol, given by rows and by columns (ISO/IEC 18004:2015, 7.8.3.1)."""
    return sum(_runs_and_finders(lines, size) for lines in cells) + _blocks(cells[0], size) + _balance(cells[0], size)


def _runs_and_finders(lines: int, size: int) -> int:
    """3 + k for each run of 5 + k equal cells in a line; 40 for each 1:1:3:1:1 with four light cells beside it."""
    same = ~(lines ^ (lines >> 1))
    fives = same & (same >> 1) & (same >> 2) & (same >> 3) & _places(size, 5, 1)
    runs = fives & ~(fives >> 1)
    light = ~lines
    finder = lines & (lines >> 2) & (lines >> 3) & (lines >> 4) & (lines >> 6) & (light >> 1) & (light >> 5)
    after = (light << 1) & (light << 2) & (light << 3) & (light << 4)
    before = (light >> 7) & (light >> 8) & (light >> 9) & (light >> 10)
    finders = finder & _places(size, 7, 1) & (after | before)
    return fives.bit_count() + 2 * runs.bit_count() + 40 * finders.bit_count()


def _blocks(rows: int, size: int) -> int:
    """3 for each block of 2 x 2 equal cells."""
    stride = size + 2 * PAD
    beside = ~(rows ^ (rows >> 1))
    below = ~(rows ^ (rows >> stride))
    return 3 * (beside & (beside >> stride) & below & _places(size, 2, 2)).bit_count()


def _balance(rows: int, size: int) -> int:
    """10 for each full 5 % by which the share of dark cells is off one half."""
    cells = size * size
    return 10 * (abs(20 * rows.bit_count() - 10 * cells) // cells)


def _path(cells: Cells, size: int) -> str:
    """The outline of all dark cells as one path: closed polygons through the corners, to be filled even-odd.

    The corners on one grid line belong together in pairs, first with second, third
    with fourth.  Where two dark cells touch at a corner the lines simply cross.
    """
    stride = size + 2 * PAD
    across = _partners(cells[0], size)
    turned = _turned(stride)
    down = {turned[one]: turned[other] for one, other in _partners(cells[1], size).items()}
    data = []
    while across:
        start = point = next(iter(across))
        data.append(f"M{start % stride} {start // stride}")
        while True:
            corner = across.pop(point)
            del across[corner]
            following = down[corner]
            data.append(f"h{corner - point}")
            if following == start:
                break
            data.append(f"v{(following - corner) // stride}")
            point = following
        data.append("z")
    return "".join(data)


@cache
def _turned(stride: int) -> tuple[int, ...]:
    """For each place of a square of so many places on a side the one with row and column exchanged."""
    return tuple((place % stride) * stride + place // stride for place in range(stride * stride))


def _partners(lines: int, size: int) -> dict[int, int]:
    """For each corner the one at the other end of its edge along the grid line; a corner is line x stride + place."""
    stride = size + 2 * PAD
    edges = lines << stride ^ lines
    corners = (edges ^ edges >> 1) << PAD  # without the light cells at the beginning of the line
    count = (size + 1) * stride
    places = list(compress(range(count), f"{corners:0{count}b}".encode().translate(_BITS)))
    return dict(zip(places[::2], places[1::2], strict=True)) | dict(zip(places[1::2], places[::2], strict=True))
