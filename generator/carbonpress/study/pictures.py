"""The pictures that declarations show: read, checked, and placed beside their declaration."""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.model.declaration import Declaration, Image
from carbonpress.source.document import KeyPath
from carbonpress.source.finding import Finding
from carbonpress.source.folder import Read
from carbonpress.source.picture import MAX_PICTURE_BYTES, Picture, examined, misnamed


def images(declaration: Declaration) -> Iterator[tuple[KeyPath, Image]]:
    """The images that a declaration names, each with its place in it."""
    if declaration.product.image is not None:
        yield ("product", "image"), declaration.product.image
    if declaration.official_mark is not None:
        yield ("official_mark", "image"), declaration.official_mark.image


def picture(files: Read, file: str, frozen: bool = False) -> Picture | str:
    """The picture in the file of the data folder, or what is wrong with it.

    What was frozen once is taken under any name, for it can be renamed no more.
    """
    raw = files(file, MAX_PICTURE_BYTES)
    if isinstance(raw, Finding):
        return f"{file}: {raw.message}"
    checked = examined(raw)
    if isinstance(checked, str):
        return f"{file} {checked}"
    wrong = "" if frozen else misnamed(checked, file)
    return f"{file} {wrong}" if wrong else checked
