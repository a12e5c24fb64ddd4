"""The commands that print: which declarations, where the files go, and what is refused."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from carbonpress.commands.labels import folder_name
from carbonpress.commands.main import run
from carbonpress.source.theme import theme_folder
from carbonpress.terminal.exits import Exit

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4"><path fill="#1b5e9b" d="M0 0h8v4h-8z"/></svg>'
GTIN = "0614141000241"
SHIPPED_FONT = theme_folder() / "fonts" / "NotoSansSC-Bold.ttf"


@pytest.fixture
def plain(project: Path) -> Path:
    """The project with a product that has a short name and a GTIN."""
    sheet = project / "declarations" / "products" / "x.yml"
    text = sheet.read_text(encoding="utf-8").replace("</title><script>alert(1)</script>", "预制棒")
    sheet.write_text(text.replace("product:\n", f"product:\n  gtin: '{GTIN}'\n", 1), encoding="utf-8")
    return project


def listed(folder: Path) -> list[dict[str, str]]:
    """The lines of the list in *folder*."""
    text = (folder / "manifest.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def options(project: Path, *lines: str) -> None:
    """Add *lines* to what `mkdocs.yml` says to the plugin."""
    config = project / "mkdocs.yml"
    added = "".join(f"      {line}\n" for line in lines)
    config.write_text(
        config.read_text(encoding="utf-8").replace("  - carbonpress:\n", f"  - carbonpress:\n{added}"), encoding="utf-8"
    )


def test_labels_go_into_a_folder_named_for_the_printer(plain: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All current declarations, one PDF each, sheets, and the list."""
    assert Exit.GOOD == run(["labels", "--printer", "Example Press / Suzhou", "--sheet", "A4", "--copies", "12"])
    folder = plain / "labels" / "Example-Press-Suzhou"
    names = {"x-v1-standard-zh-en-colour.pdf", "sheets-standard-zh-en-colour-a4.pdf", "manifest.csv"}
    assert names == {file.name for file in folder.iterdir()}
    assert ["12", "12"] == [row["copies"] for row in listed(folder)]
    assert "2 files and manifest.csv are in labels/Example-Press-Suzhou" in capsys.readouterr().out
    assert ["Example-Press-Suzhou"] == [file.name for file in (plain / "labels").iterdir()]


def test_a_second_job_takes_the_place_of_the_first(plain: Path) -> None:
    """What was made before is gone but for its manifest; a folder with anything else is left alone."""
    assert Exit.GOOD == run(["labels", "x", "--variant", "mini-zh-mono", "--format", "svg"])
    assert Exit.GOOD == run(["labels", "x@1", "--variant", "compact-zh-mono", "--format", "png"])
    assert {"x-v1-compact-zh-mono.png", "manifest.csv", "earlier"} == {
        file.name for file in (plain / "labels" / "print").iterdir()
    }
    (earlier,) = (plain / "labels" / "print" / "earlier").iterdir()
    assert b"x-v1-mini-zh-mono.svg" in earlier.read_bytes()
    assert Exit.GOOD == run(["labels", "x@1", "--variant", "compact-zh-mono", "--format", "png"])
    assert [earlier.name] == [file.name for file in (plain / "labels" / "print" / "earlier").iterdir()]
    (plain / "labels" / "mine").mkdir()
    (plain / "labels" / "mine" / "letter.txt").write_text("keep me")
    assert Exit.USAGE == run(["labels", "x", "--printer", "mine"])
    assert ["letter.txt"] == [file.name for file in (plain / "labels" / "mine").iterdir()]


def test_a_list_says_how_many_of_each(plain: Path) -> None:
    """A CSV file with ids and counts, as spreadsheets write it."""
    (plain / "order.csv").write_text("\ufeffid,version,count\r\nx,,5\r\nx,1,7\r\n", encoding="utf-8")
    assert Exit.GOOD == run(["labels", "--counts", "order.csv", "--variant", "mini-zh-mono", "--sheet", "A3"])
    assert ["5", "7", "12"] == [row["copies"] for row in listed(plain / "labels" / "print")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x,5\n", "order.csv:1: the first line names the columns"),
        ("id,count\nx,no\n", "order.csv:2: 'no' is not a count"),
        ("id,count\nx,0\n", "order.csv:2: '0' is not a count"),
        ("id,count\nx,٥\n", "order.csv:2: '٥' is not a count"),
        ("id,version,count\nx,9,1\n", "order.csv:2: x has no version 9"),
        ("id,version,count\nx,a,1\n", "order.csv:2: 'x@a' is neither an id nor"),
        ("id,count\ny,1\n", "order.csv:2: no declaration 'y'"),
        ("id,count\n", "order.csv names no declaration"),
        ("", "order.csv:1: the first line names the columns"),
    ],
)
def test_a_wrong_list_is_told_with_its_line(
    plain: Path, capsys: pytest.CaptureFixture[str], text: str, told: str
) -> None:
    """Nothing is printed from a list with a fault."""
    (plain / "order.csv").write_text(text, encoding="utf-8")
    assert Exit.USAGE == run(["labels", "--counts", "order.csv"])
    assert told in capsys.readouterr().err
    assert not (plain / "labels").exists()


def test_a_list_in_another_encoding_is_told(plain: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a spreadsheet saves in the encoding of its country is not guessed at."""
    (plain / "order.csv").write_bytes("id,count\n光缆,1\n".encode("gb18030"))
    assert Exit.USAGE == run(["labels", "--counts", "order.csv"])
    assert "is not UTF-8" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["y"], "no declaration 'y'"),
        (["x@3"], "x has no version 3"),
        (["--rules", "ccsa-603-2024/fibre-prefrom"], "did you mean 'ccsa-603-2024/fibre-preform'?"),
        (["x", "--rules", "ccsa-603-2024/fibre-preform"], "not by two of them"),
        (["x", "--variant", "huge-zh-mono"], "huge-zh-mono"),
        (["x", "--width", "30", "--variant", "mini-zh-mono", "--variant", "strip-zh-mono"], "labels of one size"),
        (["x", "--dpi", "20"], "20"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    plain: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    """A usage error says what is wrong, with a hint where there is one."""
    assert Exit.USAGE == run(["labels", *arguments])
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("width", ["30", "45"])
def test_a_label_that_does_not_fit_prints_nothing(plain: Path, capsys: pytest.CaptureFixture[str], width: str) -> None:
    """The error says what does not fit, and there is no folder."""
    assert Exit.FINDINGS == run(["labels", "x", "--width", width])
    assert "nothing was printed" in capsys.readouterr().err
    assert not (plain / "labels").exists()


def test_a_width_scales_the_label(plain: Path) -> None:
    """The list tells the size in print."""
    assert Exit.GOOD == run(["labels", "x", "--width", "90"])
    assert ("90", "135") == tuple(listed(plain / "labels" / "print")[0][key] for key in ("width_mm", "height_mm"))


def withdrawn(sheet: Path) -> None:
    """Let the file say that its version was withdrawn."""
    text = sheet.read_text(encoding="utf-8")
    reason = "status: withdrawn\nwithdrawn_because: {zh: 数据有误, en: wrong data}"
    sheet.write_text(text.replace("status: published", reason), encoding="utf-8")


def affected(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What `labels --affected` says."""
    capsys.readouterr()
    assert Exit.GOOD == run(["labels", "--affected", *arguments])
    return capsys.readouterr().out


def test_what_was_printed_of_a_withdrawn_version_is_known(plain: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Labels, sheets and leaflets of all jobs, also of those that another job took the place of."""
    assert Exit.GOOD == run(["labels", "--variant", "mini-zh-mono", "--sheet", "A4", "--copies", "12"])
    assert Exit.GOOD == run(["labels", "--variant", "compact-zh-mono", "--copies", "5"])
    assert Exit.GOOD == run(["labels", "--variant", "mini-zh-mono", "--printer", "Other", "--format", "svg"])
    assert Exit.GOOD == run(["leaflets", "--size", "a6"])
    assert Exit.GOOD == run(["leaflets"])
    assert "no version: withdrawn; nothing of it is in the manifests below labels, leaflets" in affected(capsys)
    named = affected(capsys, "x@1")
    withdrawn(plain / "declarations" / "products" / "x.yml")
    told = affected(capsys)
    assert "x@1: withdrawn; printed" in told and "x@1: named; printed" in named
    rows = {tuple(line.split()) for line in told.splitlines()[2:]}
    digests = [row["sha256"] for row in [*listed(plain / "labels" / "print"), *listed(plain / "leaflets")]]
    expected = [
        ("12", "–", "labels/print/earlier/x-v1-mini-zh-mono.pdf"),
        ("12", "1", "labels/print/earlier/sheets-mini-zh-mono-a4.pdf"),
        ("5", "–", "labels/print/x-v1-compact-zh-mono.pdf"),
        ("1", "–", "labels/Other/x-v1-mini-zh-mono.svg"),
        ("1", "–", "leaflets/x-v1-leaflet-a6-zh.pdf"),
        ("1", "–", "leaflets/x-v1-leaflet-a5-zh.pdf"),
    ]
    assert sorted(expected) == sorted(row[2:5] for row in rows)
    assert {("withdrawn", "x@1")} == {row[:2] for row in rows}
    assert {digest[:12] for digest in digests} <= {row[5] for row in rows}
    assert "nothing of it is in the manifests below elsewhere" in affected(capsys, "--output", "elsewhere")


def test_a_list_that_cannot_be_whole_is_refused(plain: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unreadable manifest and an unknown version are told; nothing is left out in silence."""
    assert Exit.GOOD == run(["labels", "--variant", "mini-zh-mono"])
    assert Exit.USAGE == run(["labels", "--affected", "y"])
    assert Exit.USAGE == run(["labels", "--affected", "x@7"])
    assert Exit.USAGE == run(["labels", "--affected", "--rules", "ccsa-603-2024/fibre-preform"])
    for content in (b"a,b\r\n1,2\r\n", b"\xff\xfe", b""):
        (plain / "labels" / "print" / "manifest.csv").write_bytes(content)
        assert Exit.FINDINGS == run(["labels", "--affected"])
        assert "cannot be read as a manifest" in capsys.readouterr().err


def test_leaflets_have_a_manifest(plain: Path) -> None:
    """All leaflets ever made in a folder are listed once, with their digests."""
    for _ in range(2):
        assert Exit.GOOD == run(["leaflets", "--size", "a6", "--language", "zh-en"])
    assert Exit.GOOD == run(["leaflets"])
    rows = listed(plain / "leaflets")
    assert ["x-v1-leaflet-a6-zh-en.pdf", "x-v1-leaflet-a5-zh.pdf"] == [row["file"] for row in rows]
    for row in rows:
        assert hashlib.sha256((plain / "leaflets" / row["file"]).read_bytes()).hexdigest() == row["sha256"]
    assert [("x", "1", "a6", "105", "148", "zh-en", "1")] == [
        tuple(rows[0][key] for key in ("id", "version", "size", "width_mm", "height_mm", "language", "copies"))
    ]


def test_a_withdrawn_version_is_not_printed(plain: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No more labels of what was taken back; without any current one there is nothing to print."""
    withdrawn(plain / "declarations" / "products" / "x.yml")
    assert Exit.USAGE == run(["labels", "x"])
    assert "version 1 of x is withdrawn: no more labels of it; no version is in force" in capsys.readouterr().err
    assert Exit.USAGE == run(["labels"])
    assert "no current version" in capsys.readouterr().err


def test_a_draft_is_printed_only_when_named(plain: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its labels say that it is one, and so does the command."""
    sheet = plain / "declarations" / "products" / "x.yml"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("status: published", "status: draft"), encoding="utf-8")
    assert Exit.USAGE == run(["labels"])
    assert Exit.GOOD == run(["labels", "x"])
    assert "x is a draft; its labels say so" in capsys.readouterr().err


def test_nothing_is_printed_from_data_with_errors(plain: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The findings are shown instead."""
    sheet = plain / "declarations" / "products" / "x.yml"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("version: 1", "version: one"), encoding="utf-8")
    assert Exit.FINDINGS == run(["labels"])
    assert "the data have errors, nothing was printed" in capsys.readouterr().err


def test_a_gs1_link_is_listed_and_read(plain: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The list and the report hold the link; the report's reader agrees."""
    assert Exit.GOOD == run(["labels", "--gs1"])
    link = f"https://x.example/pcf/p/x/v1/01/0{GTIN}"
    assert link == listed(plain / "labels" / "print")[0]["url"]
    capsys.readouterr()
    assert Exit.GOOD == run(["qr", "--gs1", "--format", "json"])
    (told,) = json.loads(capsys.readouterr().out)
    assert (link, [link], len(link)) == (told["address"], told["read"], told["bytes"])


def test_the_report_on_codes_is_for_people(plain: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One block for each label: symbol, module, quiet zone, contrast, what was read."""
    assert Exit.GOOD == run(["qr", "x", "--variant", "mini-zh-mono", "--dpi", "300"])
    text = capsys.readouterr().out
    for part in (
        "x version 1, mini-zh-mono",
        "33 × 33 modules" if "33" in text else "29 × 29 modules",
        "dots at 300 dpi",
        "quiet zone",
        "21.0 : 1",
        "the same",
    ):
        assert part in text


def test_the_report_says_when_there_is_no_reader(
    plain: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no other reader is installed the code was not decoded, and the report says so."""
    monkeypatch.setattr("carbonpress.commands.qr.texts", lambda png: None)
    assert Exit.GOOD == run(["qr", "x"])
    assert "not decoded here" in capsys.readouterr().out


def test_the_report_fails_when_a_code_reads_as_something_else(
    plain: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The exit code tells a script."""
    monkeypatch.setattr("carbonpress.commands.qr.texts", lambda png: ["https://elsewhere.example/"])
    assert Exit.FINDINGS == run(["qr", "x"])
    assert "https://elsewhere.example/" in capsys.readouterr().out


def test_brand_and_print_come_from_the_configuration(plain: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Colour, logo, inks, spot ink and condition reach the file."""
    (plain / "logo.svg").write_text(LOGO, encoding="utf-8")
    options(plain, 'brand: "#1B5E9B"', "logo: logo.svg")
    assert Exit.GOOD == run(["labels", "x"])
    assert "#1B5E9B is printed as C83 M39 Y0 K39, converted without knowing the press" in capsys.readouterr().err
    options(plain, "label_print:", "  condition: JC200103", '  spot: {name: PANTONE 2945 C, colour: "#1b5e9b"}')
    assert Exit.GOOD == run(["labels", "x"])
    assert "warning" not in capsys.readouterr().err
    raw = (plain / "labels" / "print" / "x-v1-standard-zh-en-colour.pdf").read_bytes()
    assert b"/Separation/PANTONE#202945#20C" in raw
    assert b"/OutputConditionIdentifier(JC200103)" in raw
    assert Exit.GOOD == run(["labels", "x", "--condition", "FOGRA51"])
    raw = (plain / "labels" / "print" / "x-v1-standard-zh-en-colour.pdf").read_bytes()
    assert b"/OutputConditionIdentifier(FOGRA51)" in raw


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (['brand: "#f2b84b"'], "has a contrast of 1.79, less than 4.5"),
        (['brand: "blue"'], "is not a colour"),
        (["logo: nowhere.svg"], "nowhere.svg"),
        (["logo: mkdocs.yml"], "the logo is no XML"),
        (["typeface: {regular: mkdocs.yml}"], "mkdocs.yml is no font"),
        (["typeface: {others: [mkdocs.yml]}"], "mkdocs.yml is no font"),
        ([f"typeface: {{others: ['{SHIPPED_FONT}']}}"], "is of the family Noto Sans SC, which carbonpress has"),
        (["label_print: {spot: {name: Pale, colour: '#f2b84b'}}"], "Pale (#f2b84b) has a contrast of 1.79"),
        (["label_print: {spot: {name: Pale}}"], "a spot ink has a name and a colour"),
        (["label_print: {inks: {'#1b5e9b': [1, 2, 3]}}"], "is not cyan, magenta, yellow and black"),
        (["label_print: {inks: {'#1b5e9b': [1, 2, 3, 101]}}"], "is not cyan, magenta, yellow and black"),
        (["label_print: {inks: {blue: [1, 2, 3, 4]}}"], "is not a colour"),
        (["label_print: {inks: 5}"], "expected colours and their inks"),
    ],
)
def test_a_wrong_configuration_is_told(
    plain: Path, capsys: pytest.CaptureFixture[str], lines: list[str], told: str
) -> None:
    """What cannot be printed is refused before anything is made."""
    options(plain, *lines)
    assert Exit.USAGE == run(["labels", "x"])
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    ("printer", "folder"),
    [
        ("Example Press", "Example-Press"),
        ("苏州印刷厂", "苏州印刷厂"),
        ("../../etc", "etc"),
        ("  ", "print"),
        (".", "print"),
        ("a" * 99, "a" * 80),
    ],
)
def test_no_name_of_a_printer_leads_out_of_the_folder(printer: str, folder: str) -> None:
    """Letters and digits of any script stay; everything else becomes a hyphen."""
    assert folder == folder_name(printer)


def test_the_site_has_the_label_for_the_printer_and_the_page_of_the_link(plain: Path) -> None:
    """A build presses label.pdf in the company's inks, and a page at the GS1 Digital Link that leads on."""
    options(plain, 'brand: "#1b5e9b"', "label_print: {inks: {'#1b5e9b': [95, 55, 5, 10]}}")
    assert Exit.GOOD == run(["build"])
    here = plain / "site" / "p" / "x" / "v1"
    assert (here / "label.pdf").read_bytes().startswith(b"%PDF-1.4")
    assert 'url=../../"' in (here / "01" / f"0{GTIN}" / "index.html").read_text(encoding="utf-8")
    assert "label.pdf" in (here / "index.html").read_text(encoding="utf-8")


def test_leaflets_are_made_in_size_and_language(plain: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One PDF per declaration on the paper that was asked for; both languages take more pages than one."""
    assert Exit.GOOD == run(["leaflets", "x", "--size", "a6", "--language", "zh-en", "--output", "manual"])
    for _ in range(2):
        assert Exit.GOOD == run(["leaflets", "--output", "manual"])
    assert "1 leaflet is in manual" in capsys.readouterr().out
    small, large = (PdfReader(plain / "manual" / f"x-v1-leaflet-{kind}.pdf") for kind in ("a6-zh-en", "a5-zh"))
    sizes = [tuple(round(float(side) / 72 * 25.4) for side in each.pages[0].mediabox[2:]) for each in (small, large)]
    assert [(105, 148), (148, 210)] == sizes
    assert len(small.pages) > len(large.pages)


def test_leaflets_are_chosen_in_one_way(plain: Path) -> None:
    """Ids and rules together are refused, and so is what does not exist."""
    assert Exit.USAGE == run(["leaflets", "x", "--rules", "y"])
    assert Exit.USAGE == run(["leaflets", "nothing"])
