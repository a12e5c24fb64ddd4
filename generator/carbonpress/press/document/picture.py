"""The product's picture in the size that documents show it in, made once for all documents of a version."""

from __future__ import annotations

import base64
import io

from PIL import Image

from carbonpress.source.picture import Picture, upright

ROOM_MM = (80, 60)
"""Width and height that documents give a picture."""

DPI = 180
MM_PER_INCH = 25.4
QUALITY = 75

FORMATS = ("PNG", "JPEG", "WEBP")


def small_picture(picture: Picture) -> bytes:
    """*picture* no larger than documents need, as PNG or JPEG, whichever is smaller, without metadata.

    What is transparent becomes white.  The same picture gives the same bytes.
    """
    image = upright(picture)
    wide, high = (round(mm / MM_PER_INCH * DPI) for mm in ROOM_MM)
    image.thumbnail((wide, high), Image.Resampling.LANCZOS)
    clear = image.convert("RGBA")
    paper = Image.new("RGB", clear.size, "white")
    paper.paste(clear, mask=clear.getchannel("A"))
    drawn, photographed = io.BytesIO(), io.BytesIO()
    paper.save(drawn, "PNG")
    paper.save(photographed, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return min(drawn.getvalue(), photographed.getvalue(), key=len)


def width_mm(picture: bytes) -> float:
    """How wide documents show *picture*: as large as its room lets it."""
    with Image.open(io.BytesIO(picture), formats=FORMATS) as image:
        return min(ROOM_MM[0], ROOM_MM[1] * image.width / image.height)


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
