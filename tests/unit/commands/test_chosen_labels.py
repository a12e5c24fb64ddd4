"""Which labels a site has: those of `mkdocs.yml`, those that a declaration chooses, and none that does not fit."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from carbonpress.commands.main import run
from carbonpress.press.common.label_size import size_class
from carbonpress.terminal.exits import Exit

SHEET = Path("declarations") / "products" / "x.yml"
LONG = "通信用层绞填充式钢带纵包聚乙烯内护套皱纹钢带铠装聚乙烯外护套室外直埋光缆组件产品" * 2


@pytest.fixture
def plain(project: Path) -> Path:
    """The project with a product that has a name as usual, and without images, which take long."""
    text = (project / SHEET).read_text(encoding="utf-8").replace("</title><script>alert(1)</script>", "预制棒")
    (project / SHEET).write_text(text, encoding="utf-8")
    config = project / "mkdocs.yml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("papers: []", "papers: []\n      png: false"), encoding="utf-8"
    )
    return project


def declare(project: Path, lines: str, name: str = "预制棒") -> None:
    """Give the product *name*, and add *lines* to its sheet."""
    sheet = project / SHEET
    text = re.sub(r'zh: "预制棒", en: 预制棒|zh: "预制棒"', f'zh: "{name}"', sheet.read_text(encoding="utf-8"))
    sheet.write_text(f"{text}\n{lines}", encoding="utf-8")


def options(project: Path, line: str) -> None:
    """Add *line* to what `mkdocs.yml` says to the plugin."""
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace("  - carbonpress:\n", f"  - carbonpress:\n      {line}\n")
    config.write_text(text, encoding="utf-8")


def labels(project: Path) -> set[str]:
    """The labels of the product's version in the site."""
    return {path.name for path in (project / "site" / "p" / "x" / "v1").glob("label*.svg")}


def page(project: Path) -> str:
    return (project / "site" / "p" / "x" / "v1" / "index.html").read_text(encoding="utf-8")


def found(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """What `check` finds about labels."""
    run(["check", "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    given = told["findings"] if isinstance(told, dict) else told
    return [finding for finding in given if finding["rule"] in ("label-fit", "qr-size")]


def test_the_usual_labels(plain: Path) -> None:
    """Where nobody chooses: standard and compact in all languages and inks, the main one as `label.svg`."""
    assert Exit.GOOD == run(["build"])
    sizes, looks = ("standard", "compact"), [f"{x}-{ink}" for x in ("zh", "en", "zh-en") for ink in ("colour", "mono")]
    made = {f"label-{size}-{look}.svg" for size in sizes for look in looks}
    assert made - {"label-standard-zh-en-colour.svg"} | {"label.svg"} == labels(plain)


def test_an_empty_list_is_honoured(plain: Path) -> None:
    """`labels: []` in `mkdocs.yml` leaves the main label alone."""
    options(plain, "labels: []")
    assert Exit.GOOD == run(["build"])
    assert {"label.svg"} == labels(plain)


@pytest.mark.parametrize("size", ["compact", "strip", "mini"])
def test_a_declaration_chooses_its_labels(plain: Path, size: str) -> None:
    """The first size that a declaration names is its main label, in its own proportion on the page."""
    options(plain, "labels: [standard-zh-mono]")
    declare(plain, f"labels: [{size}, standard]\n")
    assert Exit.GOOD == run(["build"])
    assert {"label.svg", f"label-{size}-zh-mono.svg", "label-standard-zh-mono.svg"} == labels(plain)
    made = size_class(size, 2)
    svg = (plain / "site" / "p" / "x" / "v1" / "label.svg").read_text(encoding="utf-8")
    assert f'width="{made.width:g}mm" height="{made.height:g}mm"' in svg
    assert f'width="{round(3 * made.width)}" height="{round(3 * made.height)}"' in page(plain)


def test_unknown_sizes_are_refused_with_the_one_that_was_meant(plain: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt size is told at its place; an empty list is too short."""
    declare(plain, "labels: [standard, compct]\n")
    assert Exit.FINDINGS == run(["check"])
    out = capsys.readouterr().out
    assert "'compct' is not one of the choices" in out and "did you mean 'compact'?" in out
    assert "one of standard, compact, strip, mini" in out


def test_no_size_at_all_is_refused(plain: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A declaration has a main label: an empty list is an error at its place."""
    declare(plain, "labels: []\n")
    assert Exit.FINDINGS == run(["check"])
    assert "error[too-few] the list labels is empty" in capsys.readouterr().out


def test_a_main_label_that_does_not_fit_is_left_out(plain: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The site is built without it: no link to it, the code still there, warnings; publishing is refused."""
    declare(plain, "labels: [standard, mini]\n", LONG)
    told = found(capsys)
    assert [("warning", "mini"), ("warning", "standard")] == [
        (finding["severity"], str(finding["message"]).split()[1]) for finding in told
    ]
    assert all("`product.short_name` (zh)" in str(finding["mend"]) for finding in told)
    assert Exit.GOOD == run(["build"])
    assert {"label-standard-en-colour.svg", "label-standard-en-mono.svg"} <= labels(plain)
    assert "label.svg" not in labels(plain) and "label.svg" not in page(plain)
    assert "qr.svg" in page(plain) and (plain / "site" / "p" / "x" / "v1" / "qr.svg").is_file()
    capsys.readouterr()
    assert Exit.FINDINGS == run(["publish", "x"])
    refusal = capsys.readouterr().err
    assert re.search(
        r"products/x\.yml:[0-9]+:[0-9]+: error\[label-fit\] the standard label \(zh-en\) is left out", refusal
    )
    assert not (plain / "declarations" / "published" / "ledger.jsonl").exists()


def test_a_short_name_serves_labels_and_lists(plain: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a short name everything fits, and lists show it; page, report and record keep the whole name."""
    declare(plain, "", LONG)
    sheet = plain / SHEET
    text = sheet.read_text(encoding="utf-8")
    sheet.write_text(text.replace("product:\n", "product:\n  short_name: {zh: 短名预制棒}\n", 1), encoding="utf-8")
    assert [] == found(capsys)
    assert Exit.GOOD == run(["build"])
    site = plain / "site"
    for name in ("index.html", "feed.xml", "assets/carbonpress/catalogue.zh.json"):
        assert "短名预制棒" in (site / name).read_text(encoding="utf-8")
    assert LONG not in re.sub("(?s)<summary.*?</summary>", "", (site / "feed.xml").read_text(encoding="utf-8"))
    assert "短名预制棒" in (site / "p" / "x" / "v1" / "label.svg").read_text(encoding="utf-8")
    assert LONG in page(plain) and LONG in (site / "p/x/v1/report/index.html").read_text(encoding="utf-8")
    record = json.loads((site / "p/x/v1/declaration.json").read_text(encoding="utf-8"))
    assert ({"zh": "短名预制棒"}, LONG) == (record["product"]["short_name"], record["product"]["name"]["zh"])
    assert LONG in (site / "assets/carbonpress/catalogue.zh.json").read_text(encoding="utf-8")  # a search finds it


def test_a_published_version_keeps_its_main_label(plain: Path) -> None:
    """The size that was chosen is frozen with the version; a later choice in the declaration does not change it."""
    declare(plain, "labels: [compact]\n")
    assert Exit.GOOD == run(["publish", "x"])
    sheet = plain / SHEET
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("labels: [compact]", "labels: [mini]"), encoding="utf-8")
    assert Exit.GOOD == run(["build"])
    svg = (plain / "site" / "p" / "x" / "v1" / "label.svg").read_text(encoding="utf-8")
    assert 'width="80mm" height="55mm"' in svg
    assert Exit.GOOD == run(["verify", "site"])


def test_print_jobs_take_the_main_label_of_each(plain: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without `--variant` a declaration is printed in its own main label; one that does not fit is named."""
    declare(plain, "labels: [strip]\n")
    assert Exit.GOOD == run(["labels", "x", "--format", "svg"])
    assert {"x-v1-strip-zh-en-colour.svg", "manifest.csv"} == {f.name for f in (plain / "labels" / "print").iterdir()}
    declare(plain, "", LONG)
    assert Exit.GOOD != run(["labels", "x", "--format", "svg"])
    assert "x version 1: the product name does not fit on the strip label" in capsys.readouterr().err


def test_a_long_id_is_told_when_it_is_chosen(plain: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`new` warns of an id of 60 characters as soon as it is written."""
    id_ = "maker-13-inch-laptops-air-with-retina-display-1-1ghz-dual-co"
    command = ["new", "--rules", "ccsa-603-2024/fibre-preform", "--model", "M", "--name", "zh=名", "--id"]
    assert Exit.GOOD == run([*command, id_])
    assert "warning: the id has 60 characters" in capsys.readouterr().err
    assert Exit.GOOD == run([*command, "short"])
    assert "warning" not in capsys.readouterr().err


def test_the_template_of_new_knows_the_keys(plain: Path) -> None:
    """`carbonpress new` writes `short_name` and `labels` as comments that say what they do."""
    run(["new", "--rules", "ccsa-603-2024/fibre-preform", "--id", "y", "--name", "en=Y", "--model", "M"])
    text = (plain / "declarations" / "products" / "y.yml").read_text(encoding="utf-8")
    assert re.search(r"(?m)^  # short_name: .*  # .+", text) and re.search(r"(?m)^# labels: \[standard.*  # .+", text)
