"""The product's picture in the size that a document shows it in."""

from __future__ import annotations

import base64
import io

from PIL import Image

ROOM = (900, 560)
"""Pixels: about 200 dots to the inch in the room that documents give a picture."""

FORMATS = ("PNG", "JPEG", "WEBP")


def small_picture(raw: bytes) -> bytes:
    """The picture in *raw* (PNG, JPEG or WEBP) no larger than documents need, as PNG or JPEG, whichever is smaller.

    What is transparent becomes white.  The same picture gives the same bytes.
    """
    with Image.open(io.BytesIO(raw), formats=FORMATS) as image:
        image.thumbnail(ROOM, Image.Resampling.LANCZOS)
        clear = image.convert("RGBA")
    paper = Image.new("RGB", clear.size, "white")
    paper.paste(clear, mask=clear.getchannel("A"))
    drawn, photographed = io.BytesIO(), io.BytesIO()
    paper.save(drawn, "PNG", optimize=True)
    paper.save(photographed, "JPEG", quality=82, optimize=True)
    return min(drawn.getvalue(), photographed.getvalue(), key=len)


def as_svg(picture: bytes) -> str:
    """*picture* inside an SVG of its size, for where only text can be handed over."""
    with Image.open(io.BytesIO(picture), formats=FORMATS) as image:
        wide, high = image.size
        kind = Image.MIME[str(image.format)]
    data = base64.b64encode(picture).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{wide}" height="{high}" viewBox="0 0 {wide} {high}">'
        f'<image width="{wide}" height="{high}" xlink:href="data:{kind};base64,{data}"/></svg>'
    )
