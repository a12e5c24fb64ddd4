"""Pictures that a user supplies: checked before they are decoded, written anew before they are published."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps

MAX_PICTURE_BYTES = 5_000_000
MAX_PIXELS = 20_000_000
LONGEST_SIDE = 10_000
"""Pixels; a camera's picture has some six thousand, and browsers refuse to draw much more."""
LARGEST_RATIO = 20
"""Of the longer side to the shorter; what is longer cannot be seen as a picture in a page."""
FORMATS = ("PNG", "JPEG", "WEBP")
ENDINGS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WEBP"}
# What Pillow's readers raise on content that is broken or hostile.
BROKEN = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, struct.error, zlib.error)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that decodes: its bytes as given, format (`PNG`, `JPEG`, `WEBP`), width and height in pixels."""

    raw: bytes
    format: str
    width: int
    height: int


def examined(raw: bytes) -> Picture | str:
    """The picture, or what is wrong with it, as half a sentence that follows the name of the file.

    The format is told by the content, whatever the file is called.  The number of
    pixels is checked before anything is decoded: ten kilobytes of PNG can hold
    400 megabytes of pixels.
    """
    if len(raw) > MAX_PICTURE_BYTES:
        return f"has {len(raw)} bytes, more than {MAX_PICTURE_BYTES}"
    try:
        with warnings.catch_warnings():
            # Pillow's own warning about large pictures; ours is stricter.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(raw), formats=FORMATS)
        with image:
            if image.width * image.height > MAX_PIXELS:
                return f"has {image.width} x {image.height} pixels, more than {MAX_PIXELS} in all"
            longer, shorter = max(image.size), max(min(image.size), 1)
            if longer > LONGEST_SIDE or longer > LARGEST_RATIO * shorter:
                limits = f"at most {LONGEST_SIDE} a side and {LARGEST_RATIO} times as long as wide"
                return f"has {image.width} x {image.height} pixels; {limits} can be shown"
            image.load()
            return Picture(raw, str(image.format), image.width, image.height)
    except Image.DecompressionBombError:
        return f"has more than {MAX_PIXELS} pixels"
    except BROKEN:
        return "is no PNG, JPEG or WEBP picture, or it is cut short"


def misnamed(picture: Picture, name: str) -> str:
    """What is wrong with the ending of the name of a picture, as half a sentence; empty where it tells the format."""
    ending = name.rpartition(".")[2].lower()
    if ENDINGS.get(ending) == picture.format:
        return ""
    right = next(known for known, kind in ENDINGS.items() if kind == picture.format)
    return f"is a {picture.format} picture; its name should end in .{right}"


def clean(picture: Picture, name: str = "") -> bytes:
    """The picture written anew without metadata, turned upright, in sRGB; in the format that *name* tells, or its own.

    The same picture gives the same bytes, as long as Pillow stays the same.  Of
    an animation the first frame remains.
    """
    image, out = upright(picture), io.BytesIO()
    match ENDINGS.get(name.rpartition(".")[2].lower(), picture.format):
        case "PNG":
            image.save(out, "PNG", optimize=True)
        case "JPEG":
            image.convert("RGB").save(out, "JPEG", quality=88, optimize=True, progressive=True)
        case _:
            image.save(out, "WEBP", quality=88, method=4)
    return out.getvalue()


def upright(picture: Picture) -> Image.Image:
    """Its pixels in grey, RGB or RGBA, turned upright, in sRGB; without metadata."""
    with Image.open(io.BytesIO(picture.raw), formats=FORMATS) as image:
        image.load()
        turned = _in_srgb(ImageOps.exif_transpose(image))
    turned.info.clear()
    return turned


def _in_srgb(image: Image.Image) -> Image.Image:
    """The image in grey, RGB or RGBA, its colours taken from its own profile where it has one."""
    profile = image.info.get("icc_profile")
    clear = image.has_transparency_data
    mode = "RGBA" if clear else "L" if image.mode in ("1", "L", "I", "I;16", "F") else "RGB"
    if profile and image.mode in ("RGB", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            turned = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, *BROKEN):
            turned = None
        image = turned or image
    if image.mode in ("I", "I;16"):
        # Sixteen bits a pixel, which converting alone would clip at 255.
        image = image.point(lambda value: value / 256)
    return image.convert(mode)
