"""`labels`: where the files go, how large labels are, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.commands.conftest import (
    GTIN,
    LOGO,
    SHIPPED_FONT,
    listed,
    options,
)

from carbonpress.commands.labels import folder_name
from carbonpress.commands.main import run
from carbonpress.terminal.exits import Exit


def test_labels_go_into_a_folder_named_for_the_printer(printable: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All current declarations, one PDF each, sheets, and the list."""
    assert Exit.GOOD == run(["labels", "--printer", "Example Press / Suzhou", "--sheet", "A4", "--copies", "12"])
    folder = printable / "labels" / "Example-Press-Suzhou"
    names = {"x-v1-standard-zh-en-colour.pdf", "sheets-standard-zh-en-colour-a4.pdf", "manifest.csv"}
    assert names == {file.name for file in folder.iterdir()}
    assert ["12", "12"] == [row["copies"] for row in listed(folder)]
    assert "2 files and manifest.csv are in labels/Example-Press-Suzhou" in capsys.readouterr().out
    assert ["Example-Press-Suzhou"] == [file.name for file in (printable / "labels").iterdir()]


def test_a_second_job_takes_the_place_of_the_first(printable: Path) -> None:
    """What was made before is gone but for its manifest; a folder with anything else is left alone."""
    assert Exit.GOOD == run(["labels", "x", "--variant", "mini-zh-mono", "--format", "svg"])
    assert Exit.GOOD == run(["labels", "x@1", "--variant", "compact-zh-mono", "--format", "png"])
    assert {"x-v1-compact-zh-mono.png", "manifest.csv", "earlier"} == {
        file.name for file in (printable / "labels" / "print").iterdir()
    }
    (earlier,) = (printable / "labels" / "print" / "earlier").iterdir()
    assert b"x-v1-mini-zh-mono.svg" in earlier.read_bytes()
    assert Exit.GOOD == run(["labels", "x@1", "--variant", "compact-zh-mono", "--format", "png"])
    assert [earlier.name] == [file.name for file in (printable / "labels" / "print" / "earlier").iterdir()]
    (printable / "labels" / "mine").mkdir()
    (printable / "labels" / "mine" / "letter.txt").write_text("keep me")
    assert Exit.USAGE == run(["labels", "x", "--printer", "mine"])
    assert ["letter.txt"] == [file.name for file in (printable / "labels" / "mine").iterdir()]


@pytest.mark.parametrize("width", ["30", "45"])
def test_a_label_that_does_not_fit_prints_nothing(
    printable: Path, capsys: pytest.CaptureFixture[str], width: str
) -> None:
    """The error says what does not fit, and there is no folder."""
    assert Exit.FINDINGS == run(["labels", "x", "--width", width])
    assert "nothing was printed" in capsys.readouterr().err
    assert not (printable / "labels").exists()


def test_a_width_scales_the_label(printable: Path) -> None:
    """The list tells the size in print."""
    assert Exit.GOOD == run(["labels", "x", "--width", "90"])
    assert ("90", "135") == tuple(listed(printable / "labels" / "print")[0][key] for key in ("width_mm", "height_mm"))


def test_a_gs1_link_is_listed_and_read(printable: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The list and the report hold the link; the report's reader agrees."""
    assert Exit.GOOD == run(["labels", "--gs1"])
    link = f"https://x.example/pcf/p/x/v1/01/0{GTIN}"
    assert link == listed(printable / "labels" / "print")[0]["url"]
    capsys.readouterr()
    assert Exit.GOOD == run(["qr", "--gs1", "--format", "json"])
    (told,) = json.loads(capsys.readouterr().out)
    assert (link, [link], len(link)) == (told["address"], told["read"], told["bytes"])


def test_brand_and_print_come_from_the_configuration(printable: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Colour, logo, inks, spot ink and condition reach the file."""
    (printable / "logo.svg").write_text(LOGO, encoding="utf-8")
    options(printable, 'brand: "#1B5E9B"', "logo: logo.svg")
    assert Exit.GOOD == run(["labels", "x"])
    assert "#1B5E9B is printed as C83 M39 Y0 K39, converted without knowing the press" in capsys.readouterr().err
    options(printable, "label_print:", "  condition: JC200103", '  spot: {name: PANTONE 2945 C, colour: "#1b5e9b"}')
    assert Exit.GOOD == run(["labels", "x"])
    assert "warning" not in capsys.readouterr().err
    raw = (printable / "labels" / "print" / "x-v1-standard-zh-en-colour.pdf").read_bytes()
    assert b"/Separation/PANTONE#202945#20C" in raw
    assert b"/OutputConditionIdentifier(JC200103)" in raw
    assert Exit.GOOD == run(["labels", "x", "--condition", "FOGRA51"])
    raw = (printable / "labels" / "print" / "x-v1-standard-zh-en-colour.pdf").read_bytes()
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
    printable: Path, capsys: pytest.CaptureFixture[str], lines: list[str], told: str
) -> None:
    """What cannot be printed is refused before anything is made."""
    options(printable, *lines)
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


def test_the_site_has_the_label_for_the_printer_and_the_page_of_the_link(printable: Path) -> None:
    """A build presses label.pdf in the company's inks, and a page at the GS1 Digital Link that leads on."""
    options(printable, 'brand: "#1b5e9b"', "label_print: {inks: {'#1b5e9b': [95, 55, 5, 10]}}")
    assert Exit.GOOD == run(["build"])
    here = printable / "site" / "p" / "x" / "v1"
    assert (here / "label.pdf").read_bytes().startswith(b"%PDF-1.4")
    assert 'url=../../"' in (here / "01" / f"0{GTIN}" / "index.html").read_text(encoding="utf-8")
    assert "label.pdf" in (here / "index.html").read_text(encoding="utf-8")
