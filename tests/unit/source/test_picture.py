"""Pictures are checked before they are decoded and written anew before they are published."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from carbonpress.source.picture import (
    LARGEST_RATIO,
    LONGEST_SIDE,
    MAX_PICTURE_BYTES,
    Picture,
    clean,
    examined,
    misnamed,
)


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)  # type: ignore[arg-type]
    return out.getvalue()


def colours(mode: str = "RGB", size: tuple[int, int] = (30, 20)) -> Image.Image:
    image = Image.new("RGB", size, (200, 30, 90))
    image.paste((10, 120, 200), (0, 0, size[0] // 2, size[1]))
    return image.convert(mode)


def opened(raw: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(raw))
    image.load()
    return image


def good(raw: bytes) -> Picture:
    picture = examined(raw)
    assert isinstance(picture, Picture), picture
    return picture


def png_of_size(width: int, height: int) -> bytes:
    """A small PNG that claims to have width x height white pixels of one bit."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    data = zlib.compress(b"\0" * 1_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_the_three_formats_pass(kind: str) -> None:
    """PNG, JPEG and WEBP pass, told by their content."""
    raw = saved(colours(), kind)
    assert Picture(raw, kind, 30, 20) == examined(raw)


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "PPM", "ICO"])
def test_other_formats_do_not_pass(kind: str) -> None:
    """Any other format is refused, even when Pillow could read it."""
    assert "is no PNG, JPEG or WEBP picture, or it is cut short" == examined(saved(colours(), kind))


@pytest.mark.parametrize("raw", [b"", b"\x89PNG\r\n\x1a\n", b"<svg/>", b"%PDF-1.7", b"\xff\xd8\xff" + b"\0" * 50])
def test_what_is_no_picture_does_not_pass(raw: bytes) -> None:
    """What only looks like a picture, or not even that, is refused."""
    assert isinstance(examined(raw), str)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_cut_short_does_not_pass(kind: str) -> None:
    """A picture whose end is missing is refused."""
    raw = saved(colours(size=(300, 300)).effect_spread(40), kind)
    assert isinstance(examined(raw), Picture)
    assert "is no PNG, JPEG or WEBP picture, or it is cut short" == examined(raw[: len(raw) // 2])


@pytest.mark.parametrize("size", [(20_001, 1_000), (60_000, 60_000)])
def test_a_picture_bomb_is_not_decoded(size: tuple[int, int]) -> None:
    """A few hundred bytes that claim too many pixels are refused by the claim alone."""
    raw = png_of_size(*size)
    assert len(raw) < 500
    message = examined(raw)
    assert isinstance(message, str)
    assert "pixels" in message


def test_a_large_file_is_not_opened() -> None:
    """More bytes than allowed are refused whatever they hold."""
    message = examined(saved(colours(), "PNG") + b"\0" * MAX_PICTURE_BYTES)
    assert isinstance(message, str)
    assert "bytes" in message


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_cleaning_takes_out_all_metadata(kind: str) -> None:
    """Neither EXIF, texts, nor a colour profile outlive cleaning, and the pixels stay what they were."""
    exif = Image.Exif()
    exif[0x010E] = "SECRET"
    options: dict[str, object] = {
        "exif": exif,
        "icc_profile": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    }
    if kind == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_text("Comment", "SECRET")
        options["pnginfo"] = text
    raw = saved(colours(), kind, **options)
    assert b"SECRET" in raw
    cleaned = clean(good(raw))
    image = opened(cleaned)
    assert b"SECRET" not in cleaned
    assert kind == image.format
    assert not {"exif", "icc_profile", "Comment"} & set(image.info)
    red, green, blue = image.convert("RGB").getpixel((25, 10))  # type: ignore[misc]
    assert max(abs(red - 200), abs(green - 30), abs(blue - 90)) < 12


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_cleaning_is_deterministic_and_can_be_repeated(kind: str) -> None:
    """The same picture gives the same bytes, and a cleaned picture is a picture."""
    picture = good(saved(colours(), kind))
    assert clean(picture) == clean(picture)
    assert kind == good(clean(picture)).format


def test_cleaning_turns_a_photograph_upright() -> None:
    """A photograph taken on its side is turned before the mark that says so is lost."""
    exif = Image.Exif()
    exif[0x0112] = 6
    assert (20, 30) == opened(clean(good(saved(colours(), "JPEG", exif=exif)))).size


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_cleaning_keeps_what_is_clear(mode: str) -> None:
    """A PNG of any mode can be cleaned; transparency stays where there was some."""
    image = opened(clean(good(saved(colours(mode), "PNG"))))
    assert (mode in ("LA", "RGBA")) == image.has_transparency_data


def test_cleaning_scales_sixteen_bits_and_prints_colours() -> None:
    """Sixteen bits a pixel are scaled to eight, and print colours become RGB."""
    deep = Image.new("I;16", (2, 1))
    deep.putpixel((0, 0), 65_535)
    deep.putpixel((1, 0), 32_768)
    image = opened(clean(good(saved(deep, "PNG"))))
    assert [255, 128] == [image.getpixel((0, 0)), image.getpixel((1, 0))]
    assert "RGB" == opened(clean(good(saved(colours("CMYK"), "JPEG")))).mode


def test_a_broken_colour_profile_is_passed_over() -> None:
    """A colour profile that cannot be read changes no colours and stops nothing."""
    image = opened(clean(good(saved(colours(), "PNG", icc_profile=b"no profile"))))
    assert (200, 30, 90) == image.getpixel((25, 10))


@pytest.mark.parametrize(
    ("width", "height"), [(20_000, 1), (1, 20_000), (LONGEST_SIDE + 1, 1_000), (21, 1), (30, 30 * LARGEST_RATIO + 1)]
)
def test_a_strip_is_no_picture(width: int, height: int) -> None:
    """What is too long, or too narrow for its length, is refused before it is decoded, with both limits."""
    wrong = examined(png_of_size(width, height))
    assert isinstance(wrong, str)
    assert f"{width} x {height} pixels; at most {LONGEST_SIDE} a side" in wrong


def test_a_wide_picture_passes() -> None:
    """Twenty times as wide as high is allowed."""
    assert good(saved(colours(size=(LARGEST_RATIO * 2, 2)), "PNG")).width == LARGEST_RATIO * 2


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize(("ending", "of"), [("png", "PNG"), ("jpg", "JPEG"), ("jpeg", "JPEG"), ("webp", "WEBP")])
def test_the_ending_of_a_name_tells_the_format(kind: str, ending: str, of: str) -> None:
    """A picture whose name ends like that of another format is told what it is."""
    told = misnamed(good(saved(colours(), kind)), f"images/a.{ending}")
    assert (kind == of) == (told == "")
    assert told == "" or told.startswith(f"is a {kind} picture; its name should end in .")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize(("name", "told"), [("a.png", "PNG"), ("p/a.JPG", "JPEG"), ("a.webp", "WEBP"), ("", None)])
def test_a_picture_is_written_as_its_name_tells(kind: str, name: str, told: str | None) -> None:
    """What was frozen under the name of another format is published as what that name says."""
    assert (told or kind) == good(clean(good(saved(colours(), kind)), name)).format
