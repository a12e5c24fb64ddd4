"""What was published is shown with the same words and digits by every later program."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.frozen import sheets
from tests.frozen.make import PROJECT, TEXTS, run_on, write_sheets
from tests.frozen.texts import page_text, texts_of

import carbonpress
from carbonpress.record.wording import FILES
from carbonpress.source.theme import theme_folder

ROOT = Path(__file__).parents[2]
MARK = "'"
"""Put behind every word of the other program; it is narrow, so that labels still hold them."""

FRESH = sheets.renamed("fresh", "GYTS-12B1", "CFP-2026-0009")
"""A declaration that was never published."""


def kept_texts() -> dict[str, str]:
    """The words and digits that each version was published with."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(TEXTS.glob("*.txt"))}


def with_fresh(folder: Path) -> Path:
    """A copy of the frozen project with a declaration more, not built."""
    project = shutil.copytree(PROJECT, folder)
    write_sheets(project, {"fresh": FRESH})
    return project


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frozen project, and a fresh declaration beside it, built by this program."""
    project = with_fresh(tmp_path_factory.mktemp("this") / "project")
    run_on(sheets.BUILT_ON, project, "build")
    return project


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The same, built by a program with other words, names of units, digits and label texts; and the texts of it."""
    folder = tmp_path_factory.mktemp("later")
    shutil.copytree(Path(carbonpress.__file__).parent, folder / "generator" / "carbonpress")
    shutil.copytree(theme_folder(), folder / "theme")
    for name in (*FILES, "label/terms.yml"):
        file = folder / "theme" / name
        given = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        file.write_text(yaml.safe_dump(reworded(given), allow_unicode=True, width=10_000), encoding="utf-8")
    project = with_fresh(folder / "project")
    path = f"{folder / 'generator'}{os.pathsep}{ROOT}"
    run_on(sheets.BUILT_ON, project, "build", PYTHONPATH=path)
    done = subprocess.run(
        [sys.executable, "-c", TELL, str(project), str(folder)],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    return project, json.loads(done.stdout)


TELL = """
import json, sys
from pathlib import Path
import carbonpress
from tests.frozen.texts import texts_of
assert carbonpress.__file__.startswith(sys.argv[2]), carbonpress.__file__
json.dump(texts_of(Path(sys.argv[1])), sys.stdout)
"""


def reworded(value: Any) -> Any:
    """Every word with a mark behind it, every number of digits one less."""
    if isinstance(value, dict):
        return {key: reworded(inner) for key, inner in value.items()}
    return str(int(value) - 1) if value.isdecimal() else value and value + MARK


def test_words_and_digits_stay(built: Path) -> None:
    """Pages, labels, reports and leaflets of every published version say what they said when it was published.

    Where this fails, words or digits of the program must come from what the record
    shows, or from its wording; see `python -m tests.frozen.make` for what it says in addition.
    """
    now = {name: text for name, text in texts_of(built).items() if not name.startswith("fresh-")}
    assert kept_texts() == now


def test_every_state_is_there() -> None:
    """The frozen site has a version in each state, one with stated results and one with a GTIN."""
    texts = kept_texts()
    for name, words in (
        ("cable-v2", "Valid"),
        ("cable-v1", "Superseded. A newer version"),
        ("revoked-v1", "The version that took the place of this one was withdrawn."),
        ("revoked-v2", "Withdrawn."),
        ("expired-v1", "This declaration was valid until 2025-02-28."),
        ("server-v1", "The figures are stated"),
    ):
        assert words in texts[f"{name}-declaration-en"]
    assert "0614141000241" in texts["cable-v1-report-en"]
    assert "已撤回 / WITHDRAWN" in texts["revoked-v2-labels"]


def test_a_later_program_changes_nothing_that_was_published(later: tuple[Path, dict[str, str]]) -> None:
    """Other words, units, digits and label texts do not reach a published version."""
    now = {name: text for name, text in later[1].items() if not name.startswith("fresh-")}
    assert kept_texts() == now


def test_its_files_are_the_same_bytes(built: Path, later: tuple[Path, dict[str, str]]) -> None:
    """Labels, codes, documents and data of a published version are those of the program before, byte for byte."""
    mine, other = built / "site", later[0] / "site"
    folders = [path for root in ("p", "en/p") for path in (mine / root).glob("*/v*") if "fresh" not in path.parts]
    files = [file for folder in folders for file in sorted(folder.rglob("*")) if file.is_file()]
    assert {".svg", ".png", ".pdf", ".docx", ".json", ".csv", ".html"} <= {file.suffix for file in files}
    changed = []
    for file in files:
        name = file.relative_to(mine)
        if file.suffix == ".html":
            same = page_text(file.read_text("utf-8")) == page_text((other / name).read_text("utf-8"))
        else:
            same = file.read_bytes() == (other / name).read_bytes()
        if not same:
            changed.append(name.as_posix())
    assert [] == changed


def test_what_was_never_published_changes(built: Path, later: tuple[Path, dict[str, str]]) -> None:
    """The same program shows an unpublished version in its own words and digits, everywhere."""
    before = {name: text for name, text in texts_of(built).items() if name.startswith("fresh-")}
    now = {name: text for name, text in later[1].items() if name.startswith("fresh-")}
    assert before.keys() == now.keys() and len(now) == 9
    assert [] == [name for name, text in now.items() if text == before[name] or MARK not in text]
    assert "\n481.4 kg" in before["fresh-v1-declaration-en"] and "\n481 kg" in now["fresh-v1-declaration-en"]


def test_other_files_may_be_switched_off(built: Path, tmp_path: Path) -> None:
    """Variants, pictures and documents go with the options of the site, and are named; what was promised stays."""
    project = shutil.copytree(built, tmp_path / "project")
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    fewer = "  - carbonpress:\n      papers: []\n      png: false\n      labels: [standard-zh-en-colour]\n"
    (project / "mkdocs.yml").write_text(config.replace("  - carbonpress:\n", fewer), encoding="utf-8")
    told = run_on(sheets.BUILT_ON, project, "build")
    warning = "; ".join(line for line in told.splitlines() if "warning[dropped]" in line)
    for name in ("label-compact-zh-mono.svg", "label.png", "label.pdf", "qr.png", "report.docx", "leaflet.pdf"):
        assert name in warning
        assert (built / "site/p/cable/v1" / name).is_file() and not (project / "site/p/cable/v1" / name).exists()
    for name in ("index.html", "report/index.html", "declaration.json", "label.svg", "qr.svg"):
        assert (project / "site/p/cable/v1" / name).is_file()


def test_a_lost_wording_is_found(tmp_path: Path) -> None:
    """Without the words that it was published with, a version is not shown in other ones."""
    project = shutil.copytree(PROJECT, tmp_path / "project")
    (wording,) = (project / "declarations" / "published" / "wording").iterdir()
    kept = wording.read_bytes()
    for content, told in ((None, "there is no such file"), (kept + b" ", "is not the wording"), (b"{}", "is not the")):
        wording.unlink(missing_ok=True)
        if content is not None:
            wording.write_bytes(content)
        with pytest.raises(RuntimeError, match="frozen-record") as caught:
            run_on(sheets.BUILT_ON, project, "check")
        assert told in str(caught.value) and wording.name in str(caught.value)
    wording.write_bytes(kept)
    run_on(sheets.BUILT_ON, project, "check")
