"""The cells of a QR symbol: the bytes of an address with their error correction, put in their places.

Data and error correction depend on the bytes linearly over the field of two elements, so a symbol is its blank with the
pattern of each codeword laid upon it, and one exclusive or per codeword draws it.  Blanks and tables come from the
`qrcode` library, once per size; a symbol made here is cell for cell the one that the library makes.

Source: ISO/IEC 18004:2015, 7.4 (data), 7.5 (error correction), 7.7 (placement).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from qrcode import QRCode
from qrcode.base import gexp, glog, rs_blocks
from qrcode.util import BIT_LIMIT_TABLE

PAD = 4
"""Light cells on either side of a row of a packed symbol."""

BYTES_MODE = 0b0100
FILLERS = bytes((0xEC, 0x11))

Cells = tuple[int, int]
"""Rows, and columns, of the cells as one integer each, the first cell in the highest bits."""


class TooLongError(ValueError):
    """The text has more bytes than the largest symbol holds."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A symbol of one version and level with mask 0 upon codewords of zeros, and where the bits of codewords go."""

    cells: Cells
    places: tuple[Cells, ...]


def version_for(length: int, level: int) -> int:
    """The smallest version whose symbol holds *length* bytes at *level* of the library.

    Raises
    ------
    TooLongError
        When none does.
    """
    for version, limit in enumerate(BIT_LIMIT_TABLE[level]):
        if version and 4 + _count_bits(version) + 8 * length <= limit:
            return version
    raise TooLongError(f"no QR code holds {length} bytes")


def encoded(text: bytes, version: int, level: int) -> Cells:
    """The symbol of *text* with mask 0."""
    rows, columns = _blank(version, level).cells
    for number, value in enumerate(_codewords(text, version, level)):
        if value:
            row, column = _pattern(version, level, number, value)
            rows, columns = rows ^ row, columns ^ column
    return rows, columns


def packed(modules: list[list[bool | None]]) -> Cells:
    """The cells of a symbol of the library."""
    rows = [bytes(map(bool, row)) for row in modules]
    columns = [bytes(column) for column in zip(*rows, strict=True)]
    return _joined(rows), _joined(columns)


def _count_bits(version: int) -> int:
    """Bits in which the number of bytes is told."""
    return 8 if version < 10 else 16


def _codewords(text: bytes, version: int, level: int) -> Iterator[int]:
    """Data and error correction, the blocks interleaved."""
    blocks = rs_blocks(version, level)
    room = sum(block.data_count for block in blocks)
    count = _count_bits(version)
    bits = ((BYTES_MODE << count | len(text)) << 8 * len(text) | int.from_bytes(text)) << 4
    # Mode, count and terminator make whole bytes together, unless the terminator has no room.
    whole = (4 + count + 8 * len(text) + 4) // 8
    data = bits.to_bytes(whole)[:room]
    data += (FILLERS * room)[: room - len(data)]
    parts, corrections, at = [], [], 0
    for block in blocks:
        part = data[at : at + block.data_count]
        at += block.data_count
        parts.append(part)
        corrections.append(_correction(part, block.total_count - block.data_count))
    for group in (parts, corrections):
        for column in zip_longest(*group):
            yield from (value for value in column if value is not None)


def _correction(data: bytes, count: int) -> bytes:
    """The remainder of *data* as a polynomial, divided by the generator of *count* codewords."""
    table, above = _division(count), 8 * (count - 1)
    kept = (1 << above) - 1
    rest = 0
    for value in data:
        rest = (rest & kept) << 8 ^ table[rest >> above ^ value]
    return rest.to_bytes(count)


@cache
def _division(count: int) -> tuple[int, ...]:
    """What each leading codeword leaves of the generator polynomial times it, without the leading term."""
    generator = [1]
    for power in range(count):
        shifted = [*generator, 0]
        for index, factor in enumerate(generator):
            shifted[index + 1] ^= _times(factor, gexp(power))
        generator = shifted
    return tuple(int.from_bytes(_times(factor, value) for factor in generator[1:]) for value in range(256))


def _times(one: int, other: int) -> int:
    """The product of two elements of the field of 256."""
    return gexp((glog(one) + glog(other)) % 255) if one and other else 0


@cache
def _pattern(version: int, level: int, number: int, value: int) -> Cells:
    """The cells that codeword *number* turns over when it is *value*."""
    places = _blank(version, level).places[8 * number : 8 * number + 8]
    rows = columns = 0
    for bit, (row, column) in enumerate(places):
        if value >> (7 - bit) & 1:
            rows, columns = rows ^ row, columns ^ column
    return rows, columns


class _Frame(QRCode):  # type: ignore[type-arg]
    """A symbol of the library whose data cells are left open."""

    def map_data(self, data: Sequence[int], mask_pattern: int) -> None:
        """Leave them."""


@cache
def _blank(version: int, level: int) -> Blank:
    frame = _Frame(version=version, error_correction=level, border=0, mask_pattern=0)
    frame.add_data(b"0", optimize=0)
    frame.make(fit=False)
    size, modules = frame.modules_count, frame.modules
    open_cells = [(row, column) for row, column in _zigzag(size) if modules[row][column] is None]
    for row, column in open_cells:
        modules[row][column] = (row + column) % 2 == 0  # mask 0 on a light cell
    stride, last = size + 2 * PAD, (size + 2 * PAD) * size - 1 - PAD
    places = tuple((1 << last - row * stride - column, 1 << last - column * stride - row) for row, column in open_cells)
    return Blank(packed(modules), places)


def _zigzag(size: int) -> Iterator[tuple[int, int]]:
    """Row and column of all cells in the order of the bits: pairs of columns from the right, up and down in turns."""
    upwards = True
    for right in range(size - 1, 0, -2):
        pair = right - (right <= 6)  # the column of the timing pattern is passed over
        for row in range(size - 1, -1, -1) if upwards else range(size):
            yield row, pair
            yield row, pair - 1
        upwards = not upwards


def _joined(lines: list[bytes]) -> int:
    """Lines of cells as one integer, each with light cells on either side."""
    side = bytes(PAD)
    as_digits = b"01" + bytes(254)
    return int(b"".join(side + line + side for line in lines).translate(as_digits), 2)
