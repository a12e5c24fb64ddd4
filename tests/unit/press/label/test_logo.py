"""A company's logo, its typeface, and the outlines they are made of."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
import resvg_py
import uharfbuzz as hb
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageFilter

from carbonpress.press.label.label import SIZES, Brand, compose_label, drawn_label, label_png, label_svg
from carbonpress.press.label.logo import MOST_BYTES, Logo, LogoError, logo
from carbonpress.press.label.setting import Shape
from carbonpress.press.typeface.face import fault
from carbonpress.press.typeface.outline import number, outliner
from carbonpress.press.typeface.svg_path import PathError, segments, written
from carbonpress.source.theme import theme_folder

RECORD = Path(__file__).parents[3] / "golden" / "labels" / "record.json"
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 50">'
LOGO = (
    HEAD
    + '<title>Example</title><g fill="#1b5e9b" transform="translate(2 1) rotate(10)"><circle cx="20" cy="24" r="18"/>'
    '<path fill="#fff" d="M8 24a12 12 0 0 1 24 0l-6 0a6 6 0 0 0-12 0z"/></g>'
    '<rect x="46" y="8" width="50" height="10" fill="#d1671f"/><polygon points="46,26 96,26 86,40 46,40"/>'
    '<ellipse cx="70" cy="33" rx="9" ry="4" fill="#ffffff"/></svg>'
)


@pytest.fixture
def record() -> Any:
    return json.loads(RECORD.read_text(encoding="utf-8"))


def drawn(body: str) -> Image.Image:
    """The picture that another program draws, in grey on white."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="100mm" height="50mm" viewBox="0 0 100 50">{body}</svg>'
    picture = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, dpi=101.6)))).convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("L")


def unlike(one: Image.Image, other: Image.Image) -> int:
    """Pixels that differ together with all around them: what smoothing does at an edge is none."""
    differing = ImageChops.difference(one, other).point(lambda value: 255 if value > 32 else 0)
    return differing.filter(ImageFilter.MinFilter(3)).histogram()[255]


def redrawn(made: Logo) -> str:
    return "".join(
        f'<path d="{part.path}" fill="{part.fill}" fill-rule="{"evenodd" if part.even_odd else "nonzero"}"/>'
        for part in made.parts
    )


def test_a_logo_is_read_as_it_is_drawn() -> None:
    """What was read, drawn again, is the picture that another program draws of the file."""
    body = LOGO.removeprefix(HEAD).removesuffix("</svg>")
    assert 0 == unlike(drawn(body), drawn(redrawn(logo(LOGO.encode()))))


@pytest.mark.parametrize(
    "data",
    [
        "M10 10h30v20h-30z",
        "m10,10 20,5 -5,20z m40 0 10 10-10 10z",
        "M10 25C20 0 40 0 50 25S80 50 90 25V45H10Z",
        "M10 40Q30 0 50 40T90 40L90 45 10 45Z",
        "M10 25A20 15 30 0 1 60 25A20 15 30 1 0 90 30z",
        "M10 25a20 15 0 1130 5 5 5 0 00-5 10z",
        "M10 25A1 1 0 0 1 90 25z",
        "M10 10 A0 5 0 0 1 60 40 L20 45z",
        "M.5.5 99-0l-1e1 4.9e1z",
        "M10 10h10v10h-10zM12 12h6v6h-6z",
    ],
)
def test_path_data_mean_what_they_mean_elsewhere(data: str) -> None:
    """Every command, drawn from its segments, looks as another program draws it."""
    again = written(segments(data), lambda value: number(value, 4))
    assert 0 == unlike(drawn(f'<path d="{data}"/>'), drawn(f'<path d="{again}"/>'))
    assert set("MLCZ") >= {segment.kind for segment in segments(data)}


COORDINATE = st.floats(2, 98).map(lambda value: f"{value:.2f}")


@settings(max_examples=60, deadline=None)
@given(
    st.tuples(*[COORDINATE] * 4), st.tuples(*[st.floats(1, 60)] * 2), st.floats(0, 360), st.booleans(), st.booleans()
)
def test_arcs_mean_what_they_mean_elsewhere(
    ends: tuple[str, ...], radii: tuple[float, ...], turned: float, large: bool, sweep: bool
) -> None:
    """An arc of any radii, turn and flags is drawn as another program draws it."""
    shape = f"{radii[0]:.2f} {radii[1]:.2f} {turned:.1f} {int(large)} {int(sweep)}"
    data = f"M{ends[0]} {ends[1]}A{shape} {ends[2]} {ends[3]}Z"
    again = written(segments(data), lambda value: number(value, 4))
    assert 0 == unlike(drawn(f'<path d="{data}"/>'), drawn(f'<path d="{again}"/>'))


NO_PATHS = ["10 10", "L5 5", "M1", "M1 2 3", "M1 2L", "M1 2X3", "M1 2Z4", "M1 2h", "M1 1e9", "M1 2A1 1 0 2 0 5 5"]


@pytest.mark.parametrize("data", [*NO_PATHS, "M0 0" + "l1 1" * 20_001])
def test_what_is_no_path_is_refused(data: str) -> None:
    """Nonsense, and what is far too long, is an error, never a strange drawing."""
    with pytest.raises(PathError):
        segments(data)


def test_an_empty_path_draws_nothing() -> None:
    """Nothing is a path too."""
    assert () == segments("") == segments("  ")


@settings(max_examples=200, deadline=None)
@given(st.text("MmLlHhVvCcSsQqTtAaZz0123456789.-+eE ,x", max_size=40))
def test_any_text_is_a_path_or_an_error(text: str) -> None:
    """No text makes the reader fail in another way, and what it gives begins with a move."""
    try:
        found = segments(text)
    except PathError:
        return
    assert not found or found[0].kind == "M"


REFUSED = {
    "no XML": "<svg",
    "no SVG": "<html/>",
    "no filled shape": HEAD + "</svg>",
    "no viewBox": '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h1v1z"/></svg>',
    "document type": '<!DOCTYPE svg [<!ENTITY a "b">]>' + HEAD + "<path d='M0 0h1v1z'/></svg>",
    "<text>": HEAD + "<text>A</text></svg>",
    "<image>": HEAD + '<image href="x.png"/></svg>',
    "<script>": HEAD + "<script>alert(1)</script></svg>",
    "<style>": HEAD + "<style>path{fill:red}</style></svg>",
    "<linearGradient>": HEAD + "<linearGradient/></svg>",
    "<use>": HEAD + '<use xlink:href="#a"/></svg>',
    "<svg>": HEAD + '<svg><path d="M0 0h1v1z"/></svg></svg>',
    "<defs>": HEAD + '<defs><path d="M0 0h1v1z"/></defs></svg>',
    "style=": HEAD + '<path style="fill:red" d="M0 0h1v1z"/></svg>',
    "opacity=": HEAD + '<path opacity="0.5" d="M0 0h1v1z"/></svg>',
    "rx=": HEAD + '<rect rx="2" width="4" height="4"/></svg>',
    "onclick=": HEAD + '<path onclick="x()" d="M0 0h1v1z"/></svg>',
    "has a stroke": HEAD + '<path stroke="#000" d="M0 0h1v1z"/></svg>',
    "fill 'url(#a)'": HEAD + '<path fill="url(#a)" d="M0 0h1v1z"/></svg>',
    "fill 'red'": HEAD + '<path fill="red" d="M0 0h1v1z"/></svg>',
    "refers to": HEAD + '<path xlink:href="x" d="M0 0h1v1z"/></svg>',
    "transform=": HEAD + '<path transform="skewX(10)" d="M0 0h1v1z"/></svg>',
    "cannot be read": HEAD + '<path d="nonsense"/></svg>',
    "plain numbers": HEAD + '<rect width="4mm" height="2"/></svg>',
}


@pytest.mark.parametrize(("said", "svg"), REFUSED.items())
def test_what_no_label_can_carry_is_refused_by_name(said: str, svg: str) -> None:
    """The error says what of the file it is."""
    with pytest.raises(LogoError) as caught:
        logo(svg.encode())
    assert said in str(caught.value)


def test_a_file_too_large_is_no_logo() -> None:
    """The logo burdens every label."""
    with pytest.raises(LogoError, match="more than 200000 bytes"):
        logo(LOGO.encode() + b" " * MOST_BYTES)


def test_what_editors_keep_for_themselves_is_passed_over() -> None:
    """Names of other worlds and comments draw nothing and hurt nothing."""
    noise = (
        '<!-- x --><n:view xmlns:n="urn:n" n:a="1"><n:b/></n:view><defs/><metadata><n:c xmlns:n="urn:n"/></metadata>'
    )
    assert logo(LOGO.encode()) == logo(LOGO.replace("<title>", noise + "<title>").encode())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("ink", ["colour", "mono"])
def test_the_logo_stands_on_the_label_where_there_is_room(record: Any, size: str, ink: str) -> None:
    """In its colours, or in black and white on a label in one ink; inside the label, and the code is read as before."""
    brand = Brand(logo=logo(LOGO.encode()))
    label = compose_label(record, size, "zh-en", ink, brand)
    shapes = [item for item in label.items if isinstance(item, Shape)][1:]
    assert (0 if size == "mini" else 5) == len(shapes)
    fills = {
        "colour": ["#1B5E9B", "#FFFFFF", "#D1671F", "#000000", "#FFFFFF"],
        "mono": ["#000000", "#FFFFFF", "#000000", "#000000", "#FFFFFF"],
    }
    assert (fills[ink] if shapes else []) == [shape.fill for shape in shapes]
    for shape in shapes:
        assert 0 <= shape.x and shape.x + 100 * shape.scale <= label.width
        assert 0 <= shape.y and shape.y + 50 * shape.scale <= label.height
    image = Image.open(io.BytesIO(label_png(drawn_label(label))))
    assert [record["url"]] == [found.text for found in zxingcpp.read_barcodes(image)]


@pytest.fixture(scope="module")
def latin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A font with letters and digits alone: the shipped bold one without its Han."""
    source = hb.Face(hb.Blob.from_file_path(str(theme_folder() / "fonts" / "NotoSansSC-Bold.ttf")))
    wanted = hb.SubsetInput()
    wanted.unicode_set.set(set(range(0x20, 0x7F)))
    file = tmp_path_factory.mktemp("fonts") / "latin.ttf"
    file.write_bytes(hb.subset(source, wanted).blob.data)
    return file


def test_a_typeface_of_ones_own_draws_what_it_has(latin: Path) -> None:
    """Letters come from the company's font, Han from the shipped one, and nothing is missing."""
    own = outliner(latin)
    line = own.line("GYTA 光缆 CO₂e", "regular")
    assert {"r", "s"} == {glyph[0] for glyph in line.glyphs}
    assert 2 == sum(glyph[0] == "s" for glyph, *_ in line.placed)
    assert [] == own.missing("GYTA 光缆 CO₂e Ω")
    assert ["🙂"] == own.missing("光缆🙂")


def test_a_label_is_set_in_the_company_s_typeface(record: Any, latin: Path) -> None:
    """The label differs, keeps its size, and its code is read."""
    brand = Brand(regular=latin, bold=latin)
    svg = label_svg(record, "standard", "zh-en", "colour", brand)
    assert svg != label_svg(record, "standard", "zh-en")
    assert [record["url"]] == [found.text for found in zxingcpp.read_barcodes(Image.open(io.BytesIO(label_png(svg))))]


def test_a_file_that_is_no_font_is_told(latin: Path, tmp_path: Path) -> None:
    """Nonsense is no font; a font without letters is not one for labels."""
    (tmp_path / "x.ttf").write_text("nonsense")
    source = hb.Face(hb.Blob.from_file_path(str(latin)))
    wanted = hb.SubsetInput()
    wanted.unicode_set.set({ord("0"), ord("1")})
    (tmp_path / "digits.ttf").write_bytes(hb.subset(source, wanted).blob.data)
    assert "" == fault(latin)
    assert "is no font" == fault(tmp_path / "x.ttf")
    assert "has no '2'" in fault(tmp_path / "digits.ttf")
