"""The manifest of a print job: which file holds what of which version, how often, and its digest."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from carbonpress.press.common.spreadsheet import BOM, safe_cell

MANIFEST = "manifest.csv"

EARLIER = "earlier"
"""Folder of the manifests of jobs that another one has taken the place of: what was printed stays known."""

COLUMNS = (
    "file",
    "id",
    "version",
    "size",
    "width_mm",
    "height_mm",
    "language",
    "ink",
    "condition",
    "copies",
    "sheets",
    "url",
    "module_mm",
    "sha256",
    "contents",
)
"""`contents` is what sheets hold, `id@version × copies` one after the other; `id` and `version` are empty there."""

_BETWEEN, _TIMES = "; ", " × "

Row = Mapping[str, str]


class Printed(NamedTuple):
    """So many copies of a version in a file of a print job."""

    file: str
    id: str
    version: int
    copies: int
    sheets: str
    sha256: str


def manifest_csv(rows: Iterable[Row]) -> bytes:
    """A manifest with *rows*: UTF-8 with byte order mark, RFC 4180 line ends; no cell begins a formula."""
    out = io.StringIO(newline="")
    out.write(BOM)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([safe_cell(row[column]) for column in COLUMNS] for row in rows)
    return out.getvalue().encode()


def manifest_rows(raw: bytes) -> list[dict[str, str]]:
    """The rows of a manifest; columns that it lacks are empty.

    Raises
    ------
    ValueError
        When *raw* is no manifest.
    """
    try:
        reader = csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), restval="", strict=True)
        if not {"file", "id", "version", "sha256"} <= set(reader.fieldnames or ()):
            raise ValueError("it does not name the columns of a manifest")
        return [{column: row.get(column) or "" for column in COLUMNS} for row in reader]
    except csv.Error as error:
        raise ValueError(f"it is no table: {error}") from error


def contents(held: Sequence[tuple[str, int, int]]) -> str:
    """What sheets hold, from id, version and copies of each.

    >>> contents([("gyta53-24b1", 1, 24), ("gyts-96b1", 2, 12)])
    'gyta53-24b1@1 × 24; gyts-96b1@2 × 12'
    """
    return _BETWEEN.join(f"{id_}@{version}{_TIMES}{copies}" for id_, version, copies in held)


def printed(rows: Iterable[Row]) -> Iterator[Printed]:
    """What *rows* say was printed of each version.

    Raises
    ------
    ValueError
        When a row tells no number where one should be.
    """
    for row in rows:
        if row["id"]:
            yield Printed(
                row["file"], row["id"], int(row["version"]), int(row["copies"] or 1), row["sheets"], row["sha256"]
            )
        for one in filter(None, row["contents"].split(_BETWEEN)):
            name, _, copies = one.partition(_TIMES)
            id_, _, version = name.partition("@")
            yield Printed(row["file"], id_, int(version), int(copies), row["sheets"], row["sha256"])
