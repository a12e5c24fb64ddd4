"""A PDF made smaller: its objects without a stream packed together into compressed object streams.

The structure that a tagged PDF needs for reading aloud is thousands of small objects, which Typst writes as they are.
ISO 32000-1:2008, 7.5.7 (object streams) and 7.5.8 (cross-reference streams); both are allowed in PDF/A-2.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping, Sequence

PER_STREAM = 4000
"""Objects in one object stream; a reader unpacks a whole one, some 400 kB, to see a single object."""

HEAD = b"%PDF-1.7\n%\x80\x80\x80\x80\n"
"""First line of what is read and written, and one of high bytes that tells a transfer that the file is binary."""

LEVEL = 7
"""Of compression; beyond it, a hundredth less room costs twice the time."""

_ROW = struct.Struct(">xBIH")
"""A line of the cross-reference table: room for the mark of its filter, kind, place, index."""

_XREF = re.compile(rb"startxref\s+([0-9]+)\s+%%EOF\s*$")
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref", re.DOTALL)
_SIZE = re.compile(rb"/Size\s+[0-9]+")


class NotPlain(ValueError):
    """The file is not of the simple kind that is packed here: one classic cross-reference table, generation 0."""


def packed(pdf: bytes) -> bytes:
    """*pdf* with the same objects in less room; the same input gives the same bytes.

    Raises
    ------
    NotPlain
        When *pdf* has no single classic cross-reference table.
    """
    objects, table = _objects(pdf)
    trailer = _TRAILER.search(pdf, table)
    if trailer is None:
        raise NotPlain("no trailer")
    large = {number: body for number, body in objects.items() if body.endswith(b"endstream")}
    small = [(number, body) for number, body in objects.items() if number not in large]
    out = bytearray(HEAD)
    places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
    following = max(objects) + 1
    for number, body in large.items():
        places[number] = (1, len(out), 0)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, _unambiguous(body))
    for start in range(0, len(small), PER_STREAM):
        chosen = small[start : start + PER_STREAM]
        places |= {number: (2, following, at) for at, (number, _) in enumerate(chosen)}
        places[following] = (1, len(out), 0)
        out += b"%d 0 obj\n%s\nendobj\n" % (following, _unambiguous(_object_stream(chosen)))
        following += 1
    places[following] = (1, len(out), 0)
    start = len(out)
    out += b"%d 0 obj\n%s\nendobj\n" % (following, _unambiguous(_cross_references(places, trailer[1])))
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def _objects(pdf: bytes) -> tuple[dict[int, bytes], int]:
    """The body of each object by its number, and where the table stands."""
    found = _XREF.search(pdf)
    table = int(found[1]) if found else -1
    if found is None or not pdf.startswith(b"xref", table) or not pdf.startswith(HEAD):
        raise NotPlain("no PDF 1.7 with a classic cross-reference table")
    first, count = map(int, pdf[table:].split(b"\n", 2)[1].split())
    lines = pdf[pdf.index(b"\n", table + 5) + 1 :]
    entries = [lines[20 * index : 20 * index + 20] for index in range(count)]
    starts = {first + index: int(entry[:10]) for index, entry in enumerate(entries) if entry[17:18] == b"n"}
    ordered = sorted(starts.items(), key=lambda item: item[1])
    ends = [start for _, start in ordered[1:]] + [table]
    bodies = {}
    for (number, start), end in zip(ordered, ends, strict=True):
        head, object_ = b"%d 0 obj" % number, pdf[start:end].rstrip()
        if not (object_.startswith(head) and object_.endswith(b"endobj")):
            raise NotPlain(f"object {number} is not where the table says")
        bodies[number] = object_[len(head) : -len(b"endobj")].strip()
    return dict(sorted(bodies.items())), table


def _unambiguous(body: bytes) -> bytes:
    """A stream object whose data, where they end in a carriage return, are followed by one more before the line feed.

    Readers otherwise take the last byte of the data for part of the line break, and find the length wrong
    (ISO 19005-2:2011, 6.1.7.1).
    """
    return body.removesuffix(b"\nendstream") + b"\r\nendstream" if body.endswith(b"\r\nendstream") else body


def _object_stream(chosen: Sequence[tuple[int, bytes]]) -> bytes:
    """Objects one after the other, with a list of numbers and offsets before them."""
    offsets, at = [], 0
    for number, body in chosen:
        offsets.append(b"%d %d" % (number, at))
        at += len(body) + 1
    head = b" ".join(offsets) + b"\n"
    data = zlib.compress(head + b"\n".join(body for _, body in chosen), LEVEL)
    entries = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>" % (len(chosen), len(head), len(data))
    return entries + b"\nstream\n" + data + b"\nendstream"


def _cross_references(places: Mapping[int, tuple[int, int, int]], trailer: bytes) -> bytes:
    """Where every object is: kind, place, index; numbers that no object has are free."""
    count = max(places) + 1
    rows = b"".join(_ROW.pack(*places.get(number, (0, 0, 65535))) for number in range(count))
    data = zlib.compress(_against_above(rows), LEVEL)
    kept = _SIZE.sub(b"", trailer)
    entries = (
        b"<</Type/XRef/Size %d/W[1 4 2]%s/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 7>>/Length %d>>"
        % (count, kept, len(data))
    )
    return entries + b"\nstream\n" + data + b"\nendstream"


def _against_above(rows: bytes) -> bytes:
    """Each line as its differences from the one above, led by the mark of that filter (PNG, 9.2: Up).

    All bytes at once: where the highest bit of each is set in what is taken from
    and clear in what is taken away, none borrows from its neighbour.
    """
    here, high = int.from_bytes(rows), int.from_bytes(b"\x80" * len(rows))
    above = here >> 8 * _ROW.size
    differences = ((here | high) - (above & ~high)) ^ (~(here ^ above) & high)
    mark = int.from_bytes((b"\x02" + bytes(_ROW.size - 1)) * (len(rows) // _ROW.size))
    return (differences | mark).to_bytes(len(rows))
