"""What does not fit on a label is told at the text that is to blame, by `check` and by the build alike."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbonpress.press.common.page import Site
from carbonpress.press.label.id_length import id_too_long
from carbonpress.press.label.label import PLAIN, SIZES
from carbonpress.press.label.variants import Labels, main_variant, parts_of, variants_of
from carbonpress.press.version_files import label_files, label_name
from carbonpress.record.version import Version
from carbonpress.source.document import Data, Document
from carbonpress.source.finding import Finding, Severity
from carbonpress.source.folder import reader
from carbonpress.study.label_fit import FitInputs, fit_findings, main_label_findings, misfits, path_of, weighed
from carbonpress.study.product import StudiedProduct
from carbonpress.study.project import open_project
from carbonpress.study.shared_inputs import SharedInputs, organisation_document
from carbonpress.study.study import Study

EXAMPLE = Path(__file__).parents[3] / "declarations"
SITE = Site("https://x.example/")


def studied(folder: Path, old: str, new: str, id_: str = "preform-180") -> Study:
    """The preform of the example site with *old* replaced by *new* in its sheet."""
    (folder / "products").mkdir()
    copy_tree(EXAMPLE, folder, ("organisation.yml", "factors", "images"))
    sheet = (EXAMPLE / "products" / "preform-180.yml").read_text(encoding="utf-8")
    assert old in sheet
    (folder / "products" / "preform-180.yml").write_text(sheet.replace(old, new), encoding="utf-8")
    project = open_project(folder, "https://x.example/")
    study = project.studies[id_]
    if study.composed is not None:
        study.composed.pop("shown", None)  # type: ignore[misc]  # tests change what would be shown
    return study


def label_findings(
    studies: Iterable[Study],
    site: Site,
    labels: Labels,
    published: Collection[str] = (),
    organisation: Document | None = None,
    documents: bool = False,
) -> list[Finding]:
    """What does not fit of *studies*, each a product of its own; *published* are ids in print."""
    archive: Any = SimpleNamespace(records={}, latest=lambda id_: id_ if id_ in published else None)
    library: Any = None
    shared = SharedInputs(library, None, archive, site.base_url, organisation_file=organisation)
    found: list[Finding] = []
    for study in studies:
        versions = () if study.record is None else (Version(study.record, "draft"),)
        id_ = study.sheet.declaration.id
        product = StudiedProduct(study.sheet.document.name, id_, (), study.sheet, study, None, versions)
        found += fit_findings(product, shared, FitInputs(site, labels, documents))
    return list(dict.fromkeys(found))


def print_findings(studies: Iterable[Study], organisation: Document | None = None) -> list[Finding]:
    """What the documents of *studies* cannot show."""
    found = label_findings(studies, SITE, Labels(), (), organisation, documents=True)
    return [finding for finding in found if finding.rule == "print-glyph"]


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
    assert [] == label_findings([studied(tmp_path, "G.652.D", "G.652.D")], SITE, Labels())


def test_text_too_long(tmp_path: Path) -> None:
    """A text that does not fit is a warning for each size at that text; the label is not set smaller instead."""
    study = studied(tmp_path, "of: {zh: 预制棒 EP-PF-180", "of: {zh: " + "预制棒 EP-PF-180" * 30)
    found = label_findings([study], SITE, Labels())
    sheet = (tmp_path / "products" / "preform-180.yml").read_text(encoding="utf-8").splitlines()
    for finding, size in zip(found, ("standard", "compact"), strict=True):
        assert ("label-fit", Severity.WARNING, "products/preform-180.yml") == (
            finding.rule,
            finding.severity,
            finding.file,
        )
        assert re.match(r"  of: \{", sheet[finding.line - 1])
        assert finding.message.startswith(f"the {size} label (zh, zh-en) is left out: ")
        assert "shorten `declared_unit.of.zh`" in finding.mend


@pytest.mark.parametrize("character", ["🙂", "ก"])
def test_character_without_a_glyph(tmp_path: Path, character: str) -> None:
    """A character that no typeface has is a warning that names it, where it stands; an error once it is published."""
    study = studied(tmp_path, "G.652.D 光纤预制棒", f"{character} 光纤预制棒")
    (finding,) = label_findings([study], SITE, Labels())
    assert ("label-glyph", Severity.WARNING) == (finding.rule, finding.severity)
    assert [Severity.ERROR] == [each.severity for each in main_label_findings(study, SITE, PLAIN)]
    assert f"U+{ord(character):04X}" in finding.message
    sheet = (tmp_path / "products" / "preform-180.yml").read_text(encoding="utf-8").splitlines()
    assert character in sheet[finding.line - 1]
    assert finding.column == sheet[finding.line - 1].index(character) + 1


def test_character_that_documents_cannot_show(tmp_path: Path) -> None:
    """A character of a text that only report and leaflet print is a warning that names it, where it stands."""
    study = studied(tmp_path, "用于拉制 G.652.D 光纤。", "用于拉制🙂 G.652.D 光纤。")
    assert [] == label_findings([study], SITE, Labels())
    (finding,) = print_findings([study])
    assert ("print-glyph", Severity.WARNING) == (finding.rule, finding.severity)
    assert "'🙂' U+1F642 SLIGHTLY SMILING FACE" in finding.message
    sheet = (tmp_path / "products" / "preform-180.yml").read_text(encoding="utf-8").splitlines()
    line = sheet[finding.line - 1]
    assert line.index("用于拉制🙂") + 1 == finding.column


def test_documents_can_show_what_is_there(tmp_path: Path) -> None:
    """Without such a character there is no warning."""
    assert [] == print_findings([studied(tmp_path, "G.652.D", "G.652.D")])


def test_one_finding_for_each_text_and_place(tmp_path: Path) -> None:
    """A text with many such characters, which stands in many places of the record, is one finding with all of them."""
    study = studied(tmp_path, "用于拉制 G.652.D 光纤。", "กขฃคฅฆงจฉชซฌญฎฏฐ")
    (finding,) = print_findings([study])
    assert all(f"'{letter}'" in finding.message for letter in "กขฃคฅฆงจฉชซฌญฎฏฐ")
    assert "`typeface: others`" in finding.mend


def test_a_text_in_two_languages_of_a_label_is_told_once(tmp_path: Path) -> None:
    """One text for both languages is one finding; its remedy names the option and the label that can be left out."""
    study = studied(
        tmp_path, 'name: {zh: G.652.D 光纤预制棒 Φ180, en: "Fibre preform for G.652.D, 180 mm"}', "name: PREFORM 🙂"
    )
    (finding,) = label_findings([study], SITE, Labels())
    assert "`typeface: others`" in finding.mend and "choose labels" in finding.mend


def test_a_text_of_the_organisation_is_told_once_where_it_stands(tmp_path: Path) -> None:
    """What organisation.yml says stands on all products; it is one finding there, not one for each of them."""
    study = studied(tmp_path, "G.652.D", "G.652.D")
    organisation = tmp_path / "organisation.yml"
    text = organisation.read_text(encoding="utf-8").replace("示例光电（江苏）有限公司", "示例光电🙂有限公司")
    organisation.write_text(text.replace("江苏省苏州市", "🙃苏州市"), encoding="utf-8")
    project = open_project(tmp_path, "https://x.example/")
    project.studies["preform-180"].record.pop("shown")  # type: ignore[union-attr,misc]
    document = organisation_document(reader(tmp_path))
    studies = [project.studies["preform-180"], study, project.studies["preform-180"]]
    found = label_findings(studies, SITE, Labels(), organisation=document) + print_findings(
        studies, organisation=document
    )
    lines = organisation.read_text(encoding="utf-8").splitlines()
    assert [("organisation.yml", "label-glyph"), ("organisation.yml", "print-glyph")] == [
        (each.file, each.rule) for each in found
    ]
    assert all(char in lines[each.line - 1] for each, char in zip(found, "🙂🙃", strict=True))


def test_a_script_from_right_to_left_has_another_remedy(tmp_path: Path) -> None:
    """No typeface would help where print cannot set a script, so none is recommended."""
    study = studied(tmp_path, "用于拉制 G.652.D 光纤。", "שלום")
    (finding,) = print_findings([study])
    assert "typeface" not in finding.mend and "left to right" in finding.mend


def test_path_of_a_text() -> None:
    """A text is found below keys and indexes, the first of several; None where it is not."""
    data: Data = {"a": [None, {"b": "x"}], "c": "x"}
    assert ("a", 1, "b") == path_of("x", data)
    assert path_of("y", data) is None


def test_address_too_long(tmp_path: Path) -> None:
    """An address that makes the code too fine to be printed is a warning for each size at the id."""
    study = studied(tmp_path, "id: preform-180", "id: preform-180")
    assert study.record is not None
    study.record["url"] = "https://" + "long." * 30 + "example/p/preform-180/v1/"
    found = label_findings([study], SITE, Labels())
    assert [("qr-size", 2, 5)] * 2 == [(finding.rule, finding.line, finding.column) for finding in found]


LONG_NAME = "通信用层绞填充式钢带纵包聚乙烯内护套皱纹钢带铠装聚乙烯外护套室外直埋光缆组件产品"


def long_named(folder: Path, more: str = "") -> Study:
    """The preform with a name of 60 Han, and *more* below it."""
    sheet = (EXAMPLE / "products" / "preform-180.yml").read_text(encoding="utf-8")
    name = next(line for line in sheet.splitlines() if line.startswith("  name: "))
    return studied(folder, name, "  name: {zh: " + (LONG_NAME * 2)[:60] + ", en: Preform}" + more)


@pytest.mark.parametrize("size", SIZES)
def test_advice_can_be_followed(tmp_path: Path, size: str) -> None:
    """A long name is told with the sizes that hold it and with the short name; either way out ends the warnings."""
    study = long_named(tmp_path)
    assert study.record is not None
    study.record["labels"] = [size]
    (finding,) = label_findings([study], SITE, Labels())
    assert f"the {size} label (zh, zh-en) is left out" in finding.message
    assert "`product.short_name` (zh)" in finding.mend
    assert finding.mend.endswith("without its main label a version cannot be published")
    study.record["product"]["short_name"] = {"zh": "光纤预制棒"}
    assert [] == label_findings([study], SITE, Labels())


def test_the_sizes_that_are_advised_fit(tmp_path: Path) -> None:
    """What the advice writes for `labels` gives labels that all fit."""
    study = long_named(tmp_path)
    assert study.record is not None
    study.record["product"]["name"] = {"zh": LONG_NAME[:40], "en": "Preform"}
    study.record["labels"] = ["mini"]
    (finding,) = label_findings([study], SITE, Labels())
    advised = re.search(r"`labels: \[(.*?)\]`", finding.mend)
    assert advised is not None
    study.record["labels"] = advised[1].split(", ")
    assert "standard" in study.record["labels"]
    assert [] == label_findings([study], SITE, Labels())


def test_a_short_name_is_blamed_where_it_stands(tmp_path: Path) -> None:
    """When the short name does not fit either, it is the key to blame."""
    study = long_named(tmp_path, "\n  short_name: {zh: " + LONG_NAME[:40] * 2 + "}")
    found = label_findings([study], SITE, Labels())
    sheet = (tmp_path / "products" / "preform-180.yml").read_text(encoding="utf-8").splitlines()
    assert found
    for finding in found:
        assert sheet[finding.line - 1].startswith("  short_name: ")
        assert "shorten `product.short_name.zh`" in finding.mend


def test_without_other_variants_only_the_main_label_is_judged(tmp_path: Path) -> None:
    """`labels: []` of the site makes the main label alone."""
    study = long_named(tmp_path)
    (finding,) = label_findings([study], SITE, Labels(()))
    assert "the standard label (zh-en) is left out" in finding.message


def test_what_was_published_keeps_its_main_label(tmp_path: Path) -> None:
    """Of a published version a main label that is left out is an error, any other label is not."""
    study = long_named(tmp_path)
    assert study.record is not None
    found = {misfit.main: misfit for misfit in misfits(study.record, SITE, Labels())}
    assert [Severity.WARNING, Severity.ERROR] == [weighed(found[True], known).severity for known in (False, True)]
    assert Severity.WARNING == weighed(found[False], True).severity


@pytest.mark.parametrize(("length", "told"), [(30, False), (33, True), (60, True)])
def test_a_long_id_is_told_while_it_can_be_changed(tmp_path: Path, length: int, told: bool) -> None:
    """An id that makes the code finer than 0.40 mm is a warning at the id, until a version is published."""
    id_ = ("preform-" * 8)[:length].rstrip("-").ljust(length, "x")
    study = studied(tmp_path, "id: preform-180", f"id: {id_}", id_)
    assert told == bool(label_findings([study], Site("https://pcf.example.com/"), Labels()))
    assert [] == label_findings([study], Site("https://pcf.example.com/"), Labels(), {id_})
    if told:
        (finding,) = label_findings([study], Site("https://pcf.example.com/"), Labels())
        assert ("long-id", Severity.WARNING, 2, 5) == (finding.rule, finding.severity, finding.line, finding.column)
        wanted = re.search(r"at most ([0-9]+) characters", finding.mend)
        assert wanted is not None
        assert id_too_long(id_[: int(wanted[1])], "https://pcf.example.com/", "standard") is None


RECORD = Path(__file__).parents[2] / "golden" / "labels" / "record.json"
KEYS = ("name", "short_name", "model", "unit", "maker", "verifier", "number", "id", "symbol")
AUTHORS = ("product", "unit", "organisation", "verification", "programme", "id")
"""What an author writes of a label: keys of this test, and where the record has them."""

LONG_TEXTS = st.text(alphabet="光缆通信室外用护套（）abcMW -/·", min_size=1, max_size=60).filter(str.strip)


def put(record: Any, key: str, text: str) -> None:
    """Let *record* have *text* under a key that a label shows."""
    both = {"zh": text, "en": text}
    match key:
        case "name" | "short_name":
            record["product"][key] = both
        case "model":
            record["product"]["model"] = text
        case "unit":
            record["unit"]["of"] = both
        case "maker":
            record["organisation"]["name"] = both
        case "verifier":
            record["verification"]["by"] = both
        case "number":
            record["programme"] = {"number": text, "operator": None, "pcr_review": None}
        case "id":
            record["id"] = "".join(c if c.isascii() and c.isalnum() else "m" for c in text).lower()
            record["programme"], record["url"] = None, f"{SITE.base_url}p/{record['id']}/v1/"
        case "symbol":
            record["unit"]["unit"] = text


@given(
    st.dictionaries(st.sampled_from(KEYS), LONG_TEXTS, max_size=4),
    st.integers(-9, 12),
    st.sampled_from([None, *([size] for size in SIZES)]),
)
@settings(max_examples=40)
def test_a_label_is_made_or_told(texts: dict[str, str], power: int, sizes: list[str] | None) -> None:
    """Whatever a record holds: each variant to be made either is, or a warning names its size, language and key."""
    record: Any = json.loads(RECORD.read_text(encoding="utf-8"))
    record["total"]["value"] = f"{Decimal('-4.512').scaleb(power):f}"
    record["labels"] = sizes
    for key, text in texts.items():
        put(record, key, text)
    main = main_variant(SITE, record)
    made = {name for name, _ in label_files(record, main, Labels(png=False))}
    told = [misfit for misfit in misfits(record, SITE, Labels()) if misfit.rule in ("label-fit", "qr-size")]
    for variant in variants_of(record, main, Labels()):
        size, language, _ = parts_of(variant)
        of_size = [re.match(rf"the {size} label \((.*?)\)", misfit.message) for misfit in told]
        is_told = any(language in found[1].split(", ") for found in of_size if found)
        assert is_told != (f"{label_name(variant, main)}.svg" in made), variant
    assert all(misfit.mend and misfit.path[0] in AUTHORS for misfit in told)
