"""What does not fit on a label is told at the text that is to blame, by `check` and by the build alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from carbonpress.press.press import Labels
from carbonpress.publish.fit import label_findings, path_of, print_findings
from carbonpress.publish.project import Study, open_project
from carbonpress.source.document import Data
from carbonpress.source.finding import Severity

EXAMPLE = Path(__file__).parents[3] / "declarations"
MAIN = "standard-zh-en-colour"


def studied(folder: Path, old: str, new: str) -> Study:
    """The preform of the example site with *old* replaced by *new* in its sheet."""
    (folder / "products").mkdir()
    copy_tree(EXAMPLE, folder, ("organisation.yml", "factors", "images"))
    sheet = (EXAMPLE / "products" / "preform-180.yml").read_text(encoding="utf-8")
    assert old in sheet
    (folder / "products" / "preform-180.yml").write_text(sheet.replace(old, new), encoding="utf-8")
    project = open_project(folder, "https://x.example/")
    return project.studies["preform-180"]


def copy_tree(source: Path, target: Path, names: tuple[str, ...]) -> None:
    """The files and folders *names* of *source*, in *target*."""
    for path in files(source, names):
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())


def files(source: Path, names: tuple[str, ...]) -> Iterator[Path]:
    """All files at or below *names* in *source*."""
    for name in names:
        yield from [source / name] if (source / name).is_file() else filter(Path.is_file, (source / name).rglob("*"))


def test_fits(tmp_path: Path) -> None:
    """The preform as it is fits."""
    assert [] == label_findings([studied(tmp_path, "G.652.D", "G.652.D")], MAIN, Labels())


def test_text_too_long(tmp_path: Path) -> None:
    """A text that does not fit is an error at that text; the label is not set smaller instead."""
    study = studied(tmp_path, "of: {zh: 预制棒 EP-PF-180", "of: {zh: " + "预制棒 EP-PF-180" * 30)
    (finding,) = label_findings([study], MAIN, Labels())
    sheet = (tmp_path / "products" / "preform-180.yml").read_text(encoding="utf-8").splitlines()
    assert ("label-fit", "products/preform-180.yml") == (finding.rule, finding.file)
    assert re.match(r"  of: \{", sheet[finding.line - 1])


@pytest.mark.parametrize("character", ["🙂", "𠮷"])
def test_character_without_a_glyph(tmp_path: Path, character: str) -> None:
    """A character that the label's typeface lacks is an error that names it, where it stands."""
    study = studied(tmp_path, "G.652.D 光纤预制棒", f"{character} 光纤预制棒")
    (finding,) = label_findings([study], MAIN, Labels())
    assert "label-glyph" == finding.rule
    assert f"U+{ord(character):04X}" in finding.message
    sheet = (tmp_path / "products" / "preform-180.yml").read_text(encoding="utf-8").splitlines()
    assert character in sheet[finding.line - 1]
    assert finding.column == sheet[finding.line - 1].index(character) + 1


def test_character_that_documents_cannot_show(tmp_path: Path) -> None:
    """A character of a text that only report and leaflet print is a warning that names it, where it stands."""
    study = studied(tmp_path, "用于拉制 G.652.D 光纤。", "用于拉制🙂 G.652.D 光纤。")
    assert [] == label_findings([study], MAIN, Labels())
    (finding,) = print_findings([study])
    assert ("print-glyph", Severity.WARNING) == (finding.rule, finding.severity)
    assert "'🙂' U+1F642 SLIGHTLY SMILING FACE" in finding.message
    sheet = (tmp_path / "products" / "preform-180.yml").read_text(encoding="utf-8").splitlines()
    line = sheet[finding.line - 1]
    assert line.index("用于拉制🙂") + 1 == finding.column


def test_documents_can_show_what_is_there(tmp_path: Path) -> None:
    """Without such a character there is no warning."""
    assert [] == print_findings([studied(tmp_path, "G.652.D", "G.652.D")])


def test_path_of_a_text() -> None:
    """A text is found below keys and indexes, the first of several; None where it is not."""
    data: Data = {"a": [None, {"b": "x"}], "c": "x"}
    assert ("a", 1, "b") == path_of("x", data)
    assert path_of("y", data) is None


def test_address_too_long(tmp_path: Path) -> None:
    """An address that makes the code too fine to be printed is an error at the id."""
    study = studied(tmp_path, "id: preform-180", "id: preform-180")
    assert study.record is not None
    study.record["url"] = "https://" + "long." * 30 + "example/p/preform-180/v1/"
    (finding,) = label_findings([study], MAIN, Labels())
    assert ("qr-size", 2, 5) == (finding.rule, finding.line, finding.column)
