"""The label for the printer: boxes, inks, and that both readers read its code as it will be printed."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import cv2
import numpy
import pypdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageChops
from pypdf.generic import ArrayObject, IndirectObject, StreamObject

from carbonpress.press.common.colour import BLACK, Cmyk
from carbonpress.press.label.ink import SMALL_MM, Printing, Spot, process_inks, spot_fault
from carbonpress.press.label.label import (
    INKS,
    PLAIN,
    SIZES,
    Brand,
    Composed,
    Print,
    compose_label,
    drawn_label,
    label_png,
)
from carbonpress.press.label.pdf import BLEED_MM, MARK_MM, label_pdf
from carbonpress.press.label.setting import Code, Words
from carbonpress.source.theme import theme_data

RECORD = Path(__file__).parents[3] / "golden" / "labels" / "record.json"
DAY = date(2026, 3, 1)
GREEN = Spot("PANTONE 3435 C", "#0b4f4a")
POINT = 25.4 / 72

Record = Any


@pytest.fixture
def record() -> Record:
    return json.loads(RECORD.read_text(encoding="utf-8"))


@cache
def composed(size: str, ink: str, scale: float = 1.0) -> Composed:
    """The Chinese and English label of the record."""
    return compose_label(json.loads(RECORD.read_text(encoding="utf-8")), size, "zh-en", ink, PLAIN, Print(scale))


@cache
def printed(size: str, ink: str) -> bytes:
    return label_pdf(composed(size, ink), DAY)


def opened(pdf: bytes) -> pypdf.PdfReader:
    """The file as a reader that forgives nothing sees it."""
    return pypdf.PdfReader(io.BytesIO(pdf), strict=True)


def contents(pdf: bytes) -> str:
    """All operators of the file: those of its pages and of the drawings that they place."""
    reader = opened(pdf)
    streams = [page["/Contents"].get_object() for page in reader.pages]
    streams += [each.get_object() for page in reader.pages for each in page["/Resources"]["/XObject"].values()]
    return "\n".join(stream.get_data().decode("ascii") for stream in streams)


def objects(pdf: bytes) -> Iterator[Any]:
    reader = opened(pdf)
    for number in range(1, int(reader.trailer["/Size"])):
        yield reader.get_object(IndirectObject(number, 0, reader))


def millimetres(box: Any) -> list[float]:
    return [round(float(edge) * POINT, 3) for edge in box]


def raster(pdf: bytes, dpi: int) -> Image.Image:
    """The first page in grey, as PDFium draws it."""
    return pypdfium2.PdfDocument(pdf)[0].render(scale=dpi / 72).to_pil().convert("L")


def poppler(pdf: bytes, dpi: int) -> Image.Image:
    """The first page in grey, as Poppler draws it."""
    command = ["pdftoppm", "-r", str(dpi), "-gray", "-singlefile", "-"]
    return Image.open(io.BytesIO(subprocess.run(command, input=pdf, capture_output=True, check=True).stdout))


def damaged(image: Image.Image, label: Composed, dpi: int) -> Image.Image:
    """*image* with a white patch upon a tenth of the code."""
    code = next(item for item in label.items if isinstance(item, Code))
    symbol, module = label.code
    side = symbol.modules * module
    left, top = (each * label.setting.scale + side / 2 for each in (code.x, code.y))
    half = side * 0.1**0.5 / 2
    hurt = image.copy()
    hurt.paste(255, tuple(round(each * dpi / 25.4) for each in (left - half, top - half, left + half, top + half)))
    return hurt


def read_by_zxing(image: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(image)]


def read_by_opencv(image: Image.Image) -> list[str]:
    text, _, _ = cv2.QRCodeDetector().detectAndDecode(numpy.array(image))
    return [text]


@pytest.mark.parametrize("read", [read_by_zxing, read_by_opencv])
@pytest.mark.parametrize("dpi", [300, 600])
@pytest.mark.parametrize(("size", "ink"), list(product(SIZES, INKS)))
def test_two_readers_read_the_printed_code(record: Record, size: str, ink: str, dpi: int, read: Any) -> None:
    """The code is read from the finished file at the dots of the printer, whole and with a tenth of it gone."""
    image = raster(printed(size, ink), dpi)
    assert [record["url"]] == read(image)
    assert [record["url"]] == read(damaged(image, composed(size, ink), dpi))


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="needs poppler-utils")
@pytest.mark.parametrize("dpi", [300, 600])
@pytest.mark.parametrize("ink", INKS)
def test_another_program_draws_the_same(record: Record, ink: str, dpi: int) -> None:
    """Poppler, which shares no code with PDFium, draws a code that both readers read."""
    image = poppler(printed("standard", ink), dpi)
    assert [record["url"]] == read_by_zxing(image) == read_by_opencv(image)


@pytest.mark.parametrize("size", SIZES)
def test_the_page_is_the_trimmed_label(size: str) -> None:
    """Without a bleed all boxes are the size of the class, to a thousandth of a millimetre."""
    label = composed(size, "colour")
    page = opened(printed(size, "colour")).pages[0]
    for name in ("/MediaBox", "/BleedBox", "/TrimBox"):
        assert [0, 0, label.width, label.height] == millimetres(page[name])


def test_a_bleed_reaches_three_millimetres_beyond_the_trim() -> None:
    """Trim, bleed and media boxes lie around each other; crop marks point at the corners from outside the bleed."""
    page = opened(label_pdf(composed("standard", "colour"), DAY, bleed=True)).pages[0]
    around = BLEED_MM + MARK_MM
    assert [around, around, around + 60, around + 90] == millimetres(page["/TrimBox"])
    assert [5, 5, 71, 101] == millimetres(page["/BleedBox"])
    assert [0, 0, 76, 106] == millimetres(page["/MediaBox"])
    marks = page["/Contents"].get_data().decode().partition("/Marks CS")[2]
    lines = [list(map(float, line)) for line in re.findall(r"([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l S", marks)]
    assert 8 == len(lines)
    for x1, y1, x2, y2 in lines:
        for x, y in ((x1, y1), (x2, y2)):
            assert not (5 < x < 71 and 5 < y < 101)
        assert {x1, x2} <= {8.0, 68.0} or {y1, y2} <= {8.0, 98.0}


def test_a_scaled_label_has_scaled_boxes() -> None:
    """A label printed larger has a page so much larger."""
    page = opened(label_pdf(composed("mini", "mono", 1.5), DAY)).pages[0]
    assert [0, 0, 90, 66] == millimetres(page["/TrimBox"])


@pytest.mark.parametrize(("size", "ink"), list(product(SIZES, INKS)))
def test_only_process_inks_are_used(size: str, ink: str) -> None:
    """No operator sets a colour of the screen, and no object names a colour space of it, a font or a transparency."""
    pdf = printed(size, ink)
    assert set() == set(re.findall(r"(?<= )(rg|RG|g|G|sc|SC|sh|Tf|BI)(?=\s)", contents(pdf)))
    for each in objects(pdf):
        said = repr({**each} if isinstance(each, dict) else each)
        for forbidden in (
            "DeviceRGB",
            "DeviceGray",
            "ICCBased",
            "/Font",
            "/SMask",
            "/ca'",
            "/CA'",
            "/Image",
            "/JavaScript",
        ):
            assert forbidden not in said


@pytest.mark.parametrize(("size", "ink"), list(product(SIZES, INKS)))
def test_the_code_is_black_alone(size: str, ink: str) -> None:
    """The last colour set before the code is black, and black prints over what lies below."""
    before, code = contents(printed(size, ink)).rsplit(" cm ", 1)[0], composed(size, ink).code
    assert 33 == code[0].modules
    assert "/Over gs 0 0 0 1 k" == re.findall(r"/\w+ gs [^\n]*? k\b", before)[-1]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_small_text_is_black_alone_and_large_text_is_not(scale: float) -> None:
    """Below 9 pt no plate must meet another; the figure is in the brand's inks."""
    label = composed("standard", "colour", scale)
    found = re.findall(r"gs ([\d. ]+) k\nq ([\d.]+) 0 0 -", contents(label_pdf(label, DAY)))
    lines = [item for item in label.items if isinstance(item, Words)]
    assert len(lines) == len(found)
    for inks, unit in found:
        em = float(unit) * 1000 * scale
        if em < SMALL_MM - 1e-3:
            assert inks in ("0 0 0 1", "0 0 0 0")
    assert {"1 0.5 0.7 0.35"} <= {inks for inks, unit in found if float(unit) * 1000 * scale > 8}
    coloured_lines = {inks for inks, _ in found} - {"0 0 0 1", "0 0 0 0"}
    assert ({"1 0.5 0.7 0.35"} if scale == 1.0 else {"1 0.5 0.7 0.35", "0 0 0 0.7"}) == coloured_lines


def test_a_mono_label_has_one_plate() -> None:
    """In one ink there is black and nothing else, so that the other plates stay empty."""
    assert {"0 0 0 0", "0 0 0 1"} == set(
        re.findall(r"([\d.]+ [\d.]+ [\d.]+ [\d.]+) [kK]\b", contents(printed("compact", "mono")))
    )


def test_a_spot_ink_prints_a_whole_mono_label() -> None:
    """Label and code are in the one ink that the printer mixes, by its name."""
    pdf = label_pdf(composed("compact", "mono"), DAY, Printing(spot=GREEN))
    assert [] == re.findall(r" [kK]\b", contents(pdf))
    spaces = opened(pdf).pages[0]["/Resources"]["/ColorSpace"]
    assert ["/Separation", "/PANTONE 3435 C", "/DeviceCMYK"] == [str(each) for each in spaces["/Spot"].get_object()[:3]]
    tint = spaces["/Spot"].get_object()[3].get_object()
    assert [1, 0.5, 0.7, 0.35] == [float(each) for each in tint["/C1"]]
    assert read_by_zxing(raster(pdf, 600)) == [composed("compact", "mono").address]


def test_a_spot_ink_prints_the_brand_on_a_coloured_label() -> None:
    """Band, frame and figure are in the spot ink, stages and small text in the process inks."""
    text = contents(label_pdf(composed("standard", "colour"), DAY, Printing(spot=GREEN)))
    assert "1 0.5 0.7 0.35" not in text
    assert 2 <= text.count("/Spot cs 1 scn")
    assert 1 == text.count("/Spot CS 1 SCN")
    assert "1 0.7 0.1 0.5 k" in text


def test_the_inks_of_the_company_come_first() -> None:
    """Where a company says how its colour is inked, that is printed; where nobody does, arithmetic stands in."""
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    label = compose_label(record, brand=Brand("#1b5e9b"))
    given = Printing(colours={"#1B5E9B": Cmyk(95, 55, 5, 10)})
    assert "0.95 0.55 0.05 0.1 k" in contents(label_pdf(label, DAY, given))
    assert "0.83 0.39 0 0.39 k" in contents(label_pdf(label, DAY))
    assert [] == given.guessed({"#1b5e9b"})
    assert ["#1B5E9B"] == Printing().guessed({"#1b5e9b", "#000000"})
    assert [] == Printing(spot=Spot("X", "#1b5e9b")).guessed({"#1b5e9b"})


def test_every_colour_of_the_theme_has_its_inks() -> None:
    """No colour of the labels is left to arithmetic, and none takes more ink than coated paper bears."""
    given = theme_data("label/inks.yml")
    colours: set[str] = set()
    for ink in INKS:
        colours |= {value for value in given[ink].values() if isinstance(value, str)}
        stages = [*given[ink]["stages"].values(), *given[ink]["others"]]
        colours |= {stage[key] for stage in stages for key in ("fill", "on") if stage[key]}
    assert set() == colours - process_inks().keys()
    assert all(sum(inks) <= 300 and all(0 <= each <= 100 for each in inks) for inks in process_inks().values())
    assert BLACK == process_inks()["#000000"] == process_inks()["#16211F"]


def test_a_pale_spot_ink_is_not_for_text() -> None:
    """An ink of too little contrast is refused with its ratio."""
    assert "" == spot_fault(GREEN)
    assert "Pale (#f2b84b) has a contrast of 1.79 to white, less than 4.5" == spot_fault(Spot("Pale", "#f2b84b"))


@pytest.mark.parametrize("size", SIZES)
def test_the_file_shows_what_the_svg_shows(size: str) -> None:
    """Drawn side by side, PDF and SVG of a label in one ink differ at edges alone."""
    dpi = 300
    label = composed(size, "mono")
    pdf = raster(printed(size, "mono"), dpi).point(lambda value: 255 if value > 128 else 0)
    svg = Image.open(io.BytesIO(label_png(drawn_label(label), dpi / 25.4))).convert("L")
    svg = svg.point(lambda value: 255 if value > 128 else 0).crop((0, 0, *pdf.size))
    # white where they differ by more than a pixel: a difference of edges is eaten away
    differing = ImageChops.difference(pdf.crop((0, 0, *svg.size)), svg)
    solid = cv2.erode(numpy.array(differing), numpy.ones((3, 3), numpy.uint8))
    assert 0 == int((solid > 0).sum())


def test_a_registered_condition_claims_the_standard() -> None:
    """Info and metadata say PDF/X-1a:2003, and the output intent names the registry."""
    reader = opened(printed("standard", "colour"))
    intent = reader.trailer["/Root"]["/OutputIntents"][0].get_object()
    assert ("/GTS_PDFX", "FOGRA39") == (intent["/S"], intent["/OutputConditionIdentifier"])
    assert "http://www.color.org" == intent["/RegistryName"]
    assert "PDF/X-1a:2003" == reader.trailer["/Info"]["/GTS_PDFXVersion"]
    assert "/False" == reader.trailer["/Info"]["/Trapped"]
    assert "1.4" in reader.pdf_header
    metadata = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "产品碳足迹标签。GYTA53-24B1 通信用室外光缆" in metadata
    assert "产品碳足迹标签。GYTA53-24B1 通信用室外光缆" == reader.metadata.title
    assert "2026-03-01T00:00:00Z" in metadata
    assert "D:20260301000000Z" == reader.trailer["/Info"]["/CreationDate"]


def test_any_other_condition_is_named_and_claims_nothing() -> None:
    """A condition that no registry knows stands in the file as it was written, without the claim."""
    reader = opened(label_pdf(composed("standard", "colour"), DAY, Printing("胶印 (苏州) 2026")))
    intent = reader.trailer["/Root"]["/OutputIntents"][0].get_object()
    assert ("Custom", "胶印 (苏州) 2026") == (intent["/OutputConditionIdentifier"], intent["/OutputCondition"])
    assert "/RegistryName" not in intent
    assert "/GTS_PDFXVersion" not in reader.trailer["/Info"]


def test_every_offset_of_the_file_leads_to_its_object() -> None:
    """The table of offsets is right to the byte, and every object it names is used."""
    pdf = label_pdf(composed("strip", "colour"), DAY, Printing(spot=GREEN), bleed=True)
    start = int(re.search(rb"startxref\n(\d+)\n%%EOF\n$", pdf)[1])  # type: ignore[index]
    table = pdf[start:].split(b"trailer")[0].split(b"\n")[3:-1]
    for number, line in enumerate(table, 1):
        assert pdf[int(line[:10]) :].startswith(b"%d 0 obj\n" % number)
    used = set(map(int, re.findall(rb"(\d+) 0 R", pdf)))
    assert set(range(1, len(table) + 1)) == used
    for each in objects(pdf):
        if isinstance(each, StreamObject):
            assert each.get_data()
        assert not isinstance(each, ArrayObject) or len(each)


def test_the_same_label_gives_the_same_bytes() -> None:
    """Another process, with other hashes, another clock and another place, writes the same file."""
    script = (
        "import hashlib, json, sys; from datetime import date; from pathlib import Path;"
        "from carbonpress.press.label.label import compose_label; from carbonpress.press.label.pdf import label_pdf;"
        "record = json.loads(Path(sys.argv[1]).read_text(encoding='utf-8'));"
        "print(hashlib.sha256(label_pdf(compose_label(record, 'mini'), date(2026, 3, 1))).hexdigest())"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", script, str(RECORD)],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai"))
    }
    assert 1 == len(made)


def test_hostile_names_stay_text(record: Record) -> None:
    """No name ends a string of the file or an element of its metadata."""
    name = "a) /JS (x) <</A>> ]]> </rdf:li><script>&"
    record["product"]["name"] = {"zh": name}
    reader = opened(label_pdf(compose_label(record, "standard", "zh"), DAY))
    assert f"产品碳足迹标签。{name}" == reader.metadata.title
    assert f"产品碳足迹标签。{name}" == reader.xmp_metadata.dc_title["x-default"]
